//! Small pieces of English: names, lists, numbers, dates, quotation marks.

use sayso_news::MONTHS;

use crate::align::Scene;
use crate::material::NONE;

/// How speakers are named in a brief.
pub(crate) struct Names<'w, 'm, 'a> {
    scene: &'w Scene<'m, 'a>,
}

impl<'w, 'm, 'a> Names<'w, 'm, 'a> {
    pub(crate) fn new(scene: &'w Scene<'m, 'a>) -> Self {
        Self { scene }
    }

    /// One speaker; "the report" for an outlet's own voice.
    pub(crate) fn one(&self, voice: u32) -> String {
        let Some(voice) = self.scene.voices.list.get(voice as usize) else {
            return "the report itself".to_owned();
        };
        let member = voice.member.and_then(|m| self.scene.material.cast(m));
        let name = member.filter(|m| m.named).map_or(voice.shown.as_str(), |m| m.name.as_str());
        let pronoun =
            ["", "he", "she", "it", "they", "him", "her", "them", "his", "their", "its", "who", "we", "i"];
        let name = if pronoun.contains(&name.to_lowercase().as_str()) { "an unnamed speaker" } else { name };
        let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
        let bare = member.is_some_and(|m| m.named && needs_article(&m.name));
        if bare { format!("the {name}") } else { lower_article(&name) }
    }

    /// Several speakers, the first four by name.
    pub(crate) fn all(&self, voices: &[u32]) -> String {
        let mut names: Vec<String> = Vec::new();
        for voice in voices.iter().filter(|v| **v != NONE) {
            let name = self.one(*voice);
            // One body with its article and without is named once, with it.
            match names.iter_mut().find(|known| bare(known) == bare(&name)) {
                Some(known) if known.len() < name.len() => *known = name,
                Some(_) => {}
                None => names.push(name),
            }
        }
        if names.len() > 4 {
            let more = names.len() - 3;
            names.truncate(3);
            names.push(format!("{} others", number(more)));
        }
        if names.is_empty() { "the reports themselves".to_owned() } else { listed(&names) }
    }

    /// How many names that gives.
    pub(crate) fn count(&self, voices: &[u32]) -> usize {
        let names: std::collections::BTreeSet<String> =
            voices.iter().map(|v| bare(&self.one(*v)).to_owned()).collect();
        names.len()
    }

    /// Whether a single speaker's words are of several: "Russian sources".
    pub(crate) fn is_plural(&self, voice: u32) -> bool {
        let Some(voice) = self.scene.voices.list.get(voice as usize) else { return true };
        let named = voice.member.and_then(|m| self.scene.material.cast(m)).is_some_and(|m| m.named);
        let head = voice.shown.split([',']).next().unwrap_or_default().to_lowercase();
        let head = [" in ", " at ", " of ", " from ", " close ", " on ", " with ", " who ", " reached "]
            .iter()
            .fold(head.as_str(), |h, p| h.split(p).next().unwrap_or(h));
        let starts = head.starts_with("a ") || head.starts_with("an ") || head.starts_with("one ");
        let word = voice.shown.to_lowercase();
        if matches!(
            word.trim_start_matches("the "),
            "police"
                | "prosecutors"
                | "organisers"
                | "organizers"
                | "officials"
                | "residents"
                | "rescuers"
                | "investigators"
                | "firefighters"
                | "people"
                | "staff"
        ) {
            return true;
        }
        !named
            && !starts
            && ((head.ends_with('s')
                && !head.ends_with("ss")
                && !head.ends_with("us")
                && !head.ends_with("is"))
                || head.ends_with("people"))
    }
}

/// Whether a name of a body reads better with "the": "the Regional Rescue Service", but "Orash Hydro".
fn needs_article(name: &str) -> bool {
    const HEADS: [&str; 24] = [
        "ministry",
        "service",
        "legion",
        "corps",
        "brigade",
        "battalion",
        "office",
        "union",
        "agency",
        "centre",
        "center",
        "committee",
        "commission",
        "league",
        "guard",
        "army",
        "police",
        "council",
        "court",
        "government",
        "association",
        "federation",
        "institute",
        "department",
    ];
    let last = name.split(' ').next_back().unwrap_or_default().to_lowercase();
    let inner = name.to_lowercase();
    !inner.starts_with("the ")
        && name.contains(' ')
        && !name.contains("'s")
        && !name.contains("’s ")
        && (HEADS.contains(&last.as_str())
            || HEADS.contains(&inner.split(' ').next().unwrap_or_default())
            || inner.contains(" of the ")
            || inner.starts_with("ministry of"))
}

/// A name without its article.
fn bare(name: &str) -> &str {
    name.strip_prefix("the ").unwrap_or(name)
}

fn lower_article(name: &str) -> String {
    for article in ["The ", "A ", "An ", "One "] {
        if let Some(rest) = name.strip_prefix(article) {
            return format!("{}{rest}", article.to_lowercase());
        }
    }
    name.to_owned()
}

/// "a", "a and b", "a, b and c"
pub(crate) fn listed(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// The first letter in upper case.
pub(crate) fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |c| c.to_uppercase().chain(chars).collect())
}

/// A small number in words.
pub(crate) fn number(count: usize) -> String {
    const WORDS: [&str; 13] = [
        "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
        "twelve",
    ];
    WORDS.get(count).map_or_else(|| count.to_string(), |w| (*w).to_owned())
}

/// A figure with its thousands parted.
pub(crate) fn plural(value: f64) -> String {
    if value.fract() != 0.0 || value.abs() >= 1e15 {
        return value.to_string();
    }
    let digits = format!("{value:.0}");
    let mut parted = String::new();
    for (i, c) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) && c != '-' {
            parted.push(',');
        }
        parted.push(c);
    }
    parted
}

/// "22 May 2023", as far as it is known.
pub(crate) fn date((year, month, day): (Option<i16>, Option<u8>, Option<u8>)) -> Option<String> {
    let year = year?;
    let Some(name) = month.and_then(|m| MONTHS.get(usize::from(m).checked_sub(1)?)) else {
        return Some(year.to_string());
    };
    Some(day.map_or_else(|| format!("{name} {year}"), |day| format!("{day} {name} {year}")))
}

/// Words in quotation marks, white space made even, cut where they run on.
pub(crate) fn quoted(words: &str) -> String {
    const LONGEST: usize = 260;
    let mut even = words.split_whitespace().collect::<Vec<_>>().join(" ");
    if even.len() > LONGEST {
        let mut end = LONGEST;
        while !even.is_char_boundary(end) {
            end -= 1;
        }
        let end = even[..end].rfind(' ').unwrap_or(end);
        even.truncate(end);
        even.push_str(" …");
    }
    let even = even.trim_end_matches(['.', ',']);
    let whole = even.starts_with('“') && even.ends_with('”') && even.matches('“').count() == 1;
    if whole { even.to_owned() } else { format!("“{even}”") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_set_in_marks_once() {
        assert_eq!(quoted("the town\nfell."), "“the town fell”");
        assert_eq!(quoted("“the town fell”"), "“the town fell”");
        assert_eq!(quoted("it “completely liberated” it"), "“it “completely liberated” it”");
    }

    #[test]
    fn numbers_and_dates_read_as_they_should() {
        assert_eq!(plural(3400.0), "3,400");
        assert_eq!(plural(12.0), "12");
        assert_eq!(plural(2_400_000_000.0), "2,400,000,000");
        assert_eq!(plural(2.5), "2.5");
        assert_eq!(date((Some(2023), Some(5), Some(22))).as_deref(), Some("22 May 2023"));
        assert_eq!(date((Some(2014), Some(5), None)).as_deref(), Some("May 2014"));
        assert_eq!(listed(&["a".into(), "b".into(), "c".into()]), "a, b and c");
    }
}
