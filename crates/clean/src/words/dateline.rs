//! Whether a line is a dateline: a date, a time, and the few words that go with them.

use rustc_hash::FxHashSet;

/// How much of a line is a date.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Dateline {
    /// Words that belong to a date or a time.
    pub(crate) known: u32,
    /// Words that do not.
    pub(crate) other: u32,
    /// A day is told: a month's name beside a number, or numbers in the form of a date.
    pub(crate) day: bool,
}

/// From this many words on a line is no dateline.
const LONGEST: usize = 24;

impl Dateline {
    /// Reads a line; `words` are those that may stand in a dateline.
    pub(crate) fn of(line: &str, words: &FxHashSet<&'static str>, months: &FxHashSet<&'static str>) -> Self {
        let mut found = Self::default();
        if line.len() > 400 || !line.contains(|c: char| c.is_ascii_digit()) {
            return found;
        }
        let (mut month, mut number, mut count) = (false, false, 0);
        let mut buffer = String::new();
        for word in line
            .split(|c: char| c.is_whitespace() || matches!(c, ',' | '|' | '·' | '•' | '(' | ')' | '–' | '—'))
        {
            let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
            if bare.is_empty() {
                continue;
            }
            count += 1;
            if count > LONGEST {
                return Self::default();
            }
            if is_dashed(bare, words) {
                found.known += 1;
                month = true;
                number = true;
                continue;
            }
            if bare.starts_with(|c: char| c.is_ascii_digit()) && is_figure(bare, words) {
                found.known += 1;
                found.day |= is_full(bare);
                number |= bare.len() <= 4 && !bare.contains(':');
                continue;
            }
            buffer.clear();
            buffer.extend(bare.chars().flat_map(char::to_lowercase));
            if words.contains(buffer.as_str()) {
                found.known += 1;
                month |= months.contains(buffer.as_str());
            } else {
                found.other += 1;
            }
        }
        found.day |= month && number;
        found
    }

    /// The line is a date, perhaps with a place, a paper, or a count beside it.
    pub(crate) fn is_line(self) -> bool {
        self.day && (self.other == 0 || (self.other <= 4 && self.known >= self.other))
    }
}

/// `22-May-2023`, `Oct-17`.
fn is_dashed(word: &str, words: &FxHashSet<&'static str>) -> bool {
    if !word.contains('-') {
        return false;
    }
    let figure = |part: &str| part.len() <= 4 && part.bytes().all(|b| b.is_ascii_digit());
    let parts: Vec<&str> = word.split('-').collect();
    (2..=3).contains(&parts.len())
        && parts.iter().filter(|part| figure(part)).count() == parts.len() - 1
        && parts.iter().any(|part| !figure(part) && words.contains(part.to_lowercase().as_str()))
}

/// `22`, `22nd`, `2023`, `9:41`, `15.48`, `19h44`, `8am`, `20/02/2025`, `2023-05-22T10:00`.
fn is_figure(word: &str, words: &FxHashSet<&'static str>) -> bool {
    let end = word.find(|c: char| c.is_alphabetic()).unwrap_or(word.len());
    let (figures, tail) = word.split_at(end);
    if figures.len() > 10 || !figures.bytes().all(|b| b.is_ascii_digit() || b"./-:".contains(&b)) {
        return false;
    }
    let tail = tail.to_lowercase();
    let tail = tail.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, ':' | '.' | '+' | '-'));
    tail.is_empty() || tail == "t" || (tail.starts_with('t') && figures.len() == 10) || words.contains(tail)
}

/// Three figures parted alike, one of them a year, or short ones in a plausible order.
fn is_full(word: &str) -> bool {
    ['/', '.', '-'].iter().any(|mark| {
        let word = word.split(['T', 't']).next().unwrap_or(word);
        let parts: Vec<&str> = word.split(*mark).collect();
        parts.len() == 3
            && parts.iter().all(|p| (1..=4).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_digit()))
            && parts[1].len() <= 2
            && (parts[0].len() == 4 || parts[2].len() == 4 || parts[2].len() == 2)
            && parts.iter().filter(|p| p.len() == 4).count() <= 1
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_line(line: &str) -> bool {
        let months: FxHashSet<_> = ["may", "oct", "october", "february", "feb"].into_iter().collect();
        let mut words = months.clone();
        words.extend([
            "published",
            "updated",
            "at",
            "am",
            "pm",
            "gmt",
            "bst",
            "tue",
            "fri",
            "h",
            "st",
            "thursday",
        ]);
        Dateline::of(line, &words, &months).is_line()
    }

    #[test]
    fn datelines_in_many_forms() {
        for line in [
            "Published: 17 October 2023 at 18:05",
            "October 17, 2023 9:41 AM GMT · Updated October 17, 2023 1:05 PM GMT",
            "Tue 17 Oct 2023 15.48 BST",
            "20/02/2025 09:20",
            "Ferrand, 22.02.2025 – 19h44",
            "NORRGATE   Fri, Feb 21st 2025",
            "2023-05-22T10:00:00",
            "22-May-2023",
        ] {
            assert!(is_line(line), "{line}");
        }
    }

    #[test]
    fn sentences_with_dates_are_none() {
        for line in [
            "The bridge was shut on 17 October 2023 after a crack had been found in it",
            "Budget 2024: what changes in May",
            "Version 1.2.3 is out now for everybody",
            "Share",
        ] {
            assert!(!is_line(line), "{line}");
        }
    }
}
