//! Captures put together by chance: the running text of known articles, with furniture whose kind is known between it.
//!
//! Posts, pointers and lists of headlines within an article are rare in what was annotated, and no kind may be learnt from a
//! handful of lines. Headlines and sentences are those of other pages of the same part; phrases are those of the lexicon.

use sayso_lexicon::{Lexicon, Part};

use super::chance::Chance;
use crate::score::kinds::{self, KINDS};

/// Lines and their kinds.
pub(super) type Composed = Vec<(String, usize)>;

/// What captures of one part are put together from.
#[derive(Debug, Default)]
pub(super) struct Stock {
    /// Running text of each article: paragraphs, and headings within it.
    pub(super) articles: Vec<Composed>,
    pub(super) headlines: Vec<String>,
    /// Lines in a row of one kind, as annotators told them, by kind.
    pub(super) runs: [Vec<Vec<String>>; KINDS.len()],
}

/// Paragraphs taken from an article at most.
const PARAGRAPHS: usize = 14;

/// Lines of one kind taken from a page at once.
const RUN: usize = 8;

/// One capture for every article of the stock.
pub(super) fn all(stock: &Stock, lexicon: &Lexicon, chance: &mut Chance) -> Vec<Composed> {
    let mut composer = Composer { stock, lexicon, chance, lines: Vec::new() };
    (0..stock.articles.len()).map(|article| composer.capture(article)).collect()
}

struct Composer<'a> {
    stock: &'a Stock,
    lexicon: &'a Lexicon,
    chance: &'a mut Chance,
    lines: Composed,
}

impl Composer<'_> {
    fn capture(&mut self, article: usize) -> Composed {
        let paragraphs = &self.stock.articles[article][..];
        if self.happens(0.2) {
            return self.flash(paragraphs);
        }
        let paragraphs = &paragraphs[..paragraphs.len().min(3 + self.below(PARAGRAPHS))];
        if self.happens(0.6) {
            self.menu();
        }
        let title = self.headline();
        self.put("title", title);
        // A standfirst says in other words what the headline says.
        if self.happens(0.35) {
            let standfirst = if self.happens(0.5) { self.headline() } else { self.sentence() };
            self.put("heading", standfirst);
        }
        if self.happens(0.2) {
            self.found("other");
        }
        if self.happens(0.5) && !self.found_by_chance("byline") {
            let by = self.phrase("byline", Part::Start).unwrap_or_default();
            let name = self.person();
            self.put("byline", format!("{} {name}", capitalised(&by)));
        }
        if self.happens(0.6) && !self.found_by_chance("dateline") {
            let day = self.day();
            self.put("dateline", day);
        }
        if self.happens(0.2) {
            let kind = if self.happens(0.5) { "other" } else { "navigation" };
            self.found(kind);
        }
        for (n, paragraph) in paragraphs.iter().enumerate() {
            if n > 0 {
                self.interruption();
            }
            self.lines.push(paragraph.clone());
        }
        for _ in 0..self.below(5) {
            match self.below(7) {
                0 => self.list("popular"),
                1 | 2 => self.list("related"),
                3 => self.comments(),
                4 => self.found("other"),
                5 => self.found("navigation"),
                _ => self.small("promo"),
            }
        }
        if self.happens(0.5) {
            self.small("legal");
        }
        std::mem::take(&mut self.lines)
    }

    /// A few paragraphs and nothing around them, as in a wire's flash, a post or an entry of a feed.
    fn flash(&mut self, paragraphs: &[(String, usize)]) -> Composed {
        let first = self.below(paragraphs.len());
        let last = paragraphs.len().min(first + 1 + self.below(3));
        if self.happens(0.3) {
            let title = self.headline();
            self.put("title", title);
        }
        self.lines.extend_from_slice(&paragraphs[first..last]);
        std::mem::take(&mut self.lines)
    }

    /// What may stand between two paragraphs.
    fn interruption(&mut self) {
        match self.below(40) {
            0 if self.found_by_chance("teaser") => {}
            4 if self.found_by_chance("caption") => {}
            7 => self.found("other"),
            0 | 1 => {
                let label = self.phrase("teaser", Part::Label).unwrap_or_default();
                let headline = self.headline();
                self.put("teaser", format!("{}: {headline}", capitalised(&label)));
            }
            2 => {
                let headline = self.headline();
                let more = self.phrase("teaser", Part::Line).unwrap_or_default();
                self.put("teaser", headline);
                self.put("teaser", capitalised(&more));
            }
            3 => self.post(),
            4 => {
                let of = self.phrase("caption", Part::Start).unwrap_or_default();
                let (headline, name) = (self.headline(), self.person());
                self.put("caption", format!("{headline}. {}: {name}", capitalised(&of)));
            }
            5 => self.small("promo"),
            6 => self.list("related"),
            _ => {}
        }
    }

    /// Somebody else's post: its words, and who signed it when.
    fn post(&mut self) {
        let words = self.sentence();
        let (name, day) = (self.person(), self.day());
        let handle: String =
            name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
        if self.happens(0.5) {
            self.put("embed", format!("{words} — {name} (@{handle}) {day}"));
        } else {
            self.put("embed", words);
            self.put("embed", format!("— {name} (@{handle}) {day}"));
        }
    }

    /// A heading of the lexicon with headlines under it, each with its number, day or summary.
    fn list(&mut self, kind: &'static str) {
        if self.found_by_chance(kind) {
            return;
        }
        let Some(heading) = self.phrase(kind, Part::Section) else { return };
        let heading = if self.happens(0.3) { heading.to_uppercase() } else { capitalised(&heading) };
        self.put(kind, heading);
        let (numbered, dated, told) = (self.happens(0.3), self.happens(0.3), self.happens(0.3));
        for n in 1..=2 + self.below(6) {
            let headline = self.headline();
            self.put(kind, if numbered { format!("{n}. {headline}") } else { headline });
            if dated {
                let day = self.day();
                self.put(kind, day);
            }
            if told {
                let sentence = self.sentence();
                self.put(kind, sentence);
            }
        }
    }

    fn comments(&mut self) {
        let Some(heading) = self.phrase("comments", Part::Section) else { return };
        self.put("comments", capitalised(&heading));
        for _ in 0..self.below(4) {
            let (name, day, words) = (self.person(), self.day(), self.sentence());
            self.put("comments", format!("{name} {day}"));
            self.put("comments", words);
        }
    }

    /// One line of a kind, as the lexicon has it.
    fn small(&mut self, kind: &'static str) {
        if self.found_by_chance(kind) {
            return;
        }
        let line = self.phrase(kind, Part::Line).or_else(|| self.phrase(kind, Part::Start));
        if let Some(line) = line {
            self.put(kind, capitalised(&line));
        }
    }

    fn menu(&mut self) {
        if self.found_by_chance("navigation") {
            return;
        }
        let entries: Vec<String> =
            (0..3 + self.below(6)).filter_map(|_| self.phrase("navigation", Part::Item)).collect();
        if self.happens(0.5) {
            let entries: Vec<String> = entries.iter().map(|entry| capitalised(entry)).collect();
            self.put("navigation", entries.join("  "));
        } else {
            for entry in &entries {
                self.put("navigation", capitalised(entry));
            }
        }
    }

    /// Now and then, lines of a kind as they stood on some page.
    fn found_by_chance(&mut self, kind: &str) -> bool {
        let before = self.lines.len();
        if self.happens(0.6) {
            self.found(kind);
        }
        self.lines.len() > before
    }

    /// Lines of a kind as they stood on some page, where there are any.
    fn found(&mut self, kind: &str) {
        let stock = self.stock;
        let runs = kinds::number(kind).map_or(&[][..], |kind| &stock.runs[kind]);
        let run = self.pick(runs).map_or(&[][..], Vec::as_slice);
        for line in run.iter().take(RUN) {
            self.put(kind, line.clone());
        }
    }

    fn put(&mut self, kind: &str, line: String) {
        if let Some(kind) = kinds::number(kind).filter(|_| !line.trim().is_empty()) {
            self.lines.push((line, kind));
        }
    }

    fn below(&mut self, most: usize) -> usize {
        (self.chance.unit() * most as f32) as usize
    }

    fn happens(&mut self, share: f32) -> bool {
        self.chance.unit() < share
    }

    fn pick<'t, T>(&mut self, from: &'t [T]) -> Option<&'t T> {
        let n = self.below(from.len());
        from.get(n)
    }

    fn headline(&mut self) -> String {
        let stock = self.stock;
        self.pick(&stock.headlines).cloned().unwrap_or_default()
    }

    /// The first sentence of some paragraph.
    fn sentence(&mut self) -> String {
        let stock = self.stock;
        let article = self.below(stock.articles.len());
        let Some((paragraph, _)) = stock.articles.get(article).and_then(|article| self.pick(article)) else {
            return String::new();
        };
        let end = paragraph.find(". ").map_or(paragraph.len(), |at| at + 1);
        paragraph[..end].to_owned()
    }

    /// Two words with capitals from some headline: enough of a name for a labeller that reads no names.
    fn person(&mut self) -> String {
        let headline = self.headline();
        let words: Vec<&str> = headline
            .split(|c: char| !c.is_alphabetic())
            .filter(|word| word.len() > 2 && word.starts_with(char::is_uppercase))
            .collect();
        let at = self.below(words.len().saturating_sub(1));
        words.get(at..at + 2).map_or_else(|| "A. Reader".to_owned(), |words| words.join(" "))
    }

    fn day(&mut self) -> String {
        const MONTHS: [&str; 12] = [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ];
        let (month, day, year) = (self.below(12), 1 + self.below(28), 2008 + self.below(18));
        match self.below(3) {
            0 => format!("{} {day}, {year}", MONTHS[month]),
            1 => format!("{day} {} {year}", MONTHS[month]),
            _ => format!(
                "{} {day}, {year} {}:{:02} PM",
                &MONTHS[month][..3],
                1 + self.below(12),
                self.below(60)
            ),
        }
    }

    /// Some phrase of the lexicon for a part of a kind's lines.
    fn phrase(&mut self, kind: &str, part: Part) -> Option<String> {
        let phrases = self.lexicon.blocks.iter().filter(|p| p.kind == kind && p.part == part);
        let phrases: Vec<&str> = phrases.map(|p| p.words).filter(|words| !words.contains('#')).collect();
        let n = self.below(phrases.len());
        phrases.get(n).map(|words| (*words).to_owned())
    }
}

fn capitalised(words: &str) -> String {
    let mut chars = words.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_has_its_kind() {
        let article: Composed = (0..9).map(|n| (format!("Paragraph {n} says so. And more."), 0)).collect();
        let headlines = vec!["Ferry Runs Aground Off Sarn".to_owned(), "Mayor Quits".to_owned()];
        let stock = Stock { articles: vec![article; 40], headlines, runs: Default::default() };
        let all = all(&stock, Lexicon::english(), &mut Chance::new(1));
        let counted =
            |kind: &str| all.iter().flatten().filter(|(_, told)| Some(*told) == kinds::number(kind)).count();
        assert!(counted("title") > 20);
        for kind in ["body", "embed", "teaser", "related", "popular", "comments", "promo", "legal"] {
            assert!(counted(kind) > 0, "{kind}");
        }
        assert!(all.iter().flatten().all(|(line, _)| !line.trim().is_empty()));
    }
}
