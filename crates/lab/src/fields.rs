//! The forms in which a title, a name and a day that were told equal those that annotators wrote.

use sayso_news::Article;

/// The words without case, marks and "and": what is left is the same or it is not.
pub fn fold(text: &str) -> String {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).filter(|word| word != "and").collect::<Vec<_>>().join(" ")
}

/// The day of publication; a month or a year alone is no answer.
pub fn day(article: &Article) -> Option<String> {
    let value = article.published.as_ref()?.value.as_str();
    value.get(..10).map(str::to_owned)
}

/// Everybody who wrote it; `None` where nobody is named.
pub fn author(article: &Article) -> Option<String> {
    let names: Vec<&str> = article.byline.iter().map(|author| author.name.as_str()).collect();
    (!names.is_empty()).then(|| names.join(", "))
}

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn two_ways_to_write_two_names_are_one() {
        assert_eq!(fold("Ada Quill and Jo Marsh"), fold("ADA QUILL, Jo Marsh"));
        assert_ne!(fold("Ada Quill"), fold("Ada M. Quill"));
    }
}
