//! Which phrases of the lexicon a line holds.

use std::ops::ControlFlow;

use rustc_hash::{FxHashMap, FxHashSet};
use sayso_lexicon::{Lexicon, Part};
use sayso_news::BlockKind;

/// A phrase of the lexicon that was met.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Hit {
    pub(crate) kind: BlockKind,
    pub(crate) part: Part,
    pub(crate) entry: &'static str,
}

/// The phrases that one line holds, at most one for each part.
#[derive(Debug, Clone, Default)]
pub(crate) struct Hits {
    /// `Line`, `Section` or `Opens`.
    pub(crate) whole: Option<Hit>,
    pub(crate) label: Option<Hit>,
    pub(crate) start: Option<Hit>,
    pub(crate) end: Option<Hit>,
    pub(crate) within: Option<Hit>,
    /// The line is made of a menu's entries.
    pub(crate) menu: Option<Hit>,
    /// The line is a relative time and nothing else; or ends with one.
    pub(crate) ago: bool,
    pub(crate) ends_ago: bool,
}

/// The phrases, ready to be looked up.
#[derive(Debug)]
pub(crate) struct Phrases {
    whole: FxHashMap<&'static str, Hit>,
    opens: FxHashMap<&'static str, Hit>,
    label: FxHashMap<&'static str, Hit>,
    start: FxHashMap<&'static str, Hit>,
    end: FxHashMap<&'static str, Hit>,
    within: FxHashMap<&'static str, Hit>,
    /// The first words of those, so that most words are looked up once; and of the phrases that begin a line, and the last
    /// words of those that end one.
    within_first: FxHashSet<&'static str>,
    first: FxHashSet<&'static str>,
    last: FxHashSet<&'static str>,
    item: FxHashMap<&'static str, Hit>,
    ago: FxHashSet<&'static str>,
    /// Words that may stand in a dateline.
    pub(crate) dates: FxHashSet<&'static str>,
    /// Names of months.
    pub(crate) months: FxHashSet<&'static str>,
    /// Words that are common in running text.
    pub(crate) common: FxHashSet<&'static str>,
}

/// No phrase has more words.
const LONGEST: usize = 10;
/// Phrases are looked for in this many bytes at either end of a line.
const REACH: usize = 1200;

impl Phrases {
    /// Reads the tables.
    pub(crate) fn new(lexicon: &'static Lexicon) -> Self {
        let mut all = Self {
            whole: FxHashMap::default(),
            opens: FxHashMap::default(),
            label: FxHashMap::default(),
            start: FxHashMap::default(),
            end: FxHashMap::default(),
            within: FxHashMap::default(),
            within_first: FxHashSet::default(),
            first: FxHashSet::default(),
            last: FxHashSet::default(),
            item: FxHashMap::default(),
            ago: FxHashSet::default(),
            dates: FxHashSet::default(),
            months: FxHashSet::default(),
            common: FxHashSet::default(),
        };
        for phrase in &lexicon.blocks {
            let Some(kind) = BlockKind::named(phrase.kind) else { continue };
            let hit = Hit { kind, part: phrase.part, entry: phrase.words };
            match phrase.part {
                // A whole line that opens a section wins over one that is a line alone.
                Part::Section => _ = all.whole.insert(phrase.words, hit),
                Part::Line => _ = all.whole.entry(phrase.words).or_insert(hit),
                Part::Opens => {
                    all.first.insert(first(phrase.words));
                    all.opens.insert(phrase.words, hit);
                }
                Part::Label => _ = all.label.insert(phrase.words, hit),
                Part::Start => {
                    all.first.insert(first(phrase.words));
                    all.start.insert(phrase.words, hit);
                }
                Part::End => {
                    all.last.extend(phrase.words.rsplit(' ').next());
                    all.end.insert(phrase.words, hit);
                }
                Part::Within => {
                    all.within_first.extend(phrase.words.split(' ').next());
                    all.within.insert(phrase.words, hit);
                }
                Part::Item => _ = all.item.insert(phrase.words, hit),
                Part::Ago => _ = all.ago.insert(phrase.words),
                Part::Month => {
                    all.months.insert(phrase.words);
                    all.dates.insert(phrase.words);
                }
                Part::Word if kind == BlockKind::Dateline => _ = all.dates.insert(phrase.words),
                Part::Word => _ = all.common.insert(phrase.words),
            }
        }
        all
    }

    /// The phrases in a line.
    pub(crate) fn hits(&self, line: &str) -> Hits {
        let folded = fold(sayso_text::head(line, REACH));
        let bare = bare(&folded);
        let mut hits = Hits { ago: self.is_ago(bare), ..Hits::default() };
        hits.ends_ago = hits.ago || self.ends_ago(bare);
        hits.whole = self.whole.get(bare).copied();
        if self.first.contains(first(bare)) {
            hits.start = prefixes(bare).rev().find_map(|p| self.start.get(p).copied());
            if hits.whole.is_none() && spaces(bare) < 9 && !folded.ends_with('.') {
                hits.whole = prefixes(bare).rev().find_map(|p| self.opens.get(p).copied());
            }
        }
        hits.label = memchr::memchr2(b':', b'|', folded.as_bytes())
            .or_else(|| memchr::memmem::find(folded.as_bytes(), b" - "))
            .map(|at| self::bare(&folded[..at]))
            .filter(|l| l.len() < 60 && l.len() + 3 < bare.len())
            .and_then(|l| {
                let section = self.whole.get(l).copied().filter(|hit| hit.part == Part::Section);
                self.label.get(l).copied().or(section).map(|hit| Hit { part: Part::Label, ..hit })
            });
        if line.len() <= REACH {
            if bare.rsplit(' ').next().is_some_and(|word| self.last.contains(word)) {
                hits.end = suffixes(bare).find_map(|s| self.end.get(s).copied());
            }
            hits.within = self.within(&folded);
            hits.menu = self.menu(line, bare);
        }
        hits
    }

    fn within(&self, folded: &str) -> Option<Hit> {
        let found = starts(folded).try_for_each(|at| {
            if !self.within_first.contains(unstopped(word(&folded[at..]))) {
                return ControlFlow::Continue(());
            }
            match prefixes(&folded[at..]).rev().find_map(|p| self.within.get(unstopped(p)).copied()) {
                Some(hit) => ControlFlow::Break(hit),
                None => ControlFlow::Continue(()),
            }
        });
        found.break_value()
    }

    /// A line that is one entry of a menu, or several parted by marks or gaps, or a chain of known ones.
    fn menu(&self, line: &str, bare: &str) -> Option<Hit> {
        if let Some(hit) = self.item.get(bare) {
            return Some(*hit);
        }
        let parts = parts(line).unwrap_or_default();
        if parts.len() >= 2 {
            let known: Vec<_> = parts.iter().filter_map(|p| self.item.get(p.as_str()).copied()).collect();
            let legal = known.iter().filter(|hit| hit.kind == BlockKind::Legal).count();
            let best = known.iter().find(|hit| (hit.kind == BlockKind::Legal) == (legal * 2 > known.len()));
            if known.len() * 3 >= parts.len() {
                return best.copied();
            }
        }
        self.chain(bare)
    }

    /// "home news sport business contact us": nothing but entries, one after another.
    fn chain(&self, bare: &str) -> Option<Hit> {
        if !(1..80).contains(&spaces(bare)) {
            return None;
        }
        let (mut rest, mut first, mut entries) = (Some(bare), None, 0);
        while let Some(text) = rest {
            let (mut ends, mut count) = ([0; 5], 0);
            for end in ends_of_words(text).take(5) {
                ends[count] = end;
                count += 1;
            }
            let (end, hit) = ends[..count].iter().rev().find_map(|end| {
                let entry = text[..*end].trim_matches(['|', '/', ',', '-', '>']);
                self.item.get(entry).map(|hit| (*end, *hit))
            })?;
            first = first.or(Some(hit));
            entries += 1;
            rest = text.get(end + 1..);
        }
        first.filter(|_| entries >= 2)
    }

    /// "9 hours ago", "3h", "an hour ago", "yesterday".
    fn is_ago(&self, bare: &str) -> bool {
        let (mut words, mut count) = ([""; 6], 0);
        for word in bare.split(' ').take(6) {
            words[count] = word;
            count += 1;
        }
        let words = match &words[..count] {
            ["about" | "over" | "almost" | "updated" | "posted" | "published", rest @ ..] => rest,
            all => all,
        };
        match words {
            ["yesterday"] | ["just", "now"] => true,
            ["#" | "a" | "an" | "one", unit] | ["#" | "a" | "an" | "one", unit, "ago"] => {
                self.ago.contains(unit)
            }
            [short] | [short, "ago"] => short.strip_prefix('#').is_some_and(|unit| self.ago.contains(unit)),
            ["#", unit, "#", small, "ago"] => self.ago.contains(unit) && self.ago.contains(small),
            _ => false,
        }
    }

    fn ends_ago(&self, bare: &str) -> bool {
        let bracketed = |tail: &str| self.is_ago(tail.trim_start_matches('('));
        bare.ends_with("ago") && suffixes(bare).take(3).any(bracketed)
            || suffixes(bare)
                .next()
                .is_some_and(|tail| tail.starts_with('#') && tail.len() > 1 && self.is_ago(tail))
    }
}

/// Lower case, straight quotes, single spaces, `#` for numbers.
pub(crate) fn fold(line: &str) -> String {
    let mut folded = String::with_capacity(line.len());
    let mut chars = line.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            'a'..='z' => folded.push(c),
            'A'..='Z' => folded.push(c.to_ascii_lowercase()),
            '‘' | '’' | '`' | '´' => folded.push('\''),
            '“' | '”' | '„' => folded.push('"'),
            '–' | '—' | '‒' | '―' => folded.push('-'),
            '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{ad}' => {}
            '0'..='9' => {
                while chars.peek().is_some_and(char::is_ascii_digit)
                    || (matches!(chars.peek(), Some(',' | '.'))
                        && chars.clone().nth(1).is_some_and(|c| c.is_ascii_digit()))
                {
                    chars.next();
                }
                folded.push('#');
            }
            _ if c.is_whitespace() => {
                if !folded.ends_with(' ') && !folded.is_empty() {
                    folded.push(' ');
                }
            }
            _ => folded.extend(c.to_lowercase()),
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

/// Without the marks that frame a line.
fn bare(folded: &str) -> &str {
    let inner = folded
        .trim_start_matches([
            ' ', '>', '*', '|', '→', '►', '▶', '•', '-', '»', '›', '=', '~', '_', '+', '·', '/', '⬇', '▪',
            '"', '(', '[',
        ])
        .trim_end_matches([
            ' ', ':', '?', '!', '.', '*', '…', '»', '›', '>', '→', '|', '-', '=', '~', '_', '▼', '▾', '·',
            ',', ';', '"', ')', ']',
        ]);
    if inner.is_empty() { folded } else { inner }
}

/// The parts of a line between marks, tabs and wide gaps, folded; `None` where there are none, or one has too many words.
fn parts(line: &str) -> Option<Vec<String>> {
    let bytes = line.as_bytes();
    let marked = bytes.iter().any(|b| b"|/>\t[]".contains(b) || !b.is_ascii())
        || memchr::memmem::find(bytes, b"  ").is_some()
        || memchr::memmem::find(bytes, b" - ").is_some();
    if !marked {
        return None;
    }
    let mut parts = Vec::new();
    for piece in line.split(['|', '/', '·', '•', '›', '»', '>', '\t', '[', ']', '¦', '→']) {
        for piece in piece.split("  ").flat_map(|p| p.split(" - ")).flat_map(|p| p.split(" – ")) {
            let folded = fold(piece);
            let bare = bare(&folded);
            if !bare.is_empty() && !bare.chars().all(|c| matches!(c, '-' | '*' | '=')) {
                if spaces(bare) >= 5 {
                    return None;
                }
                parts.push(bare.to_owned());
            }
        }
    }
    Some(parts)
}

/// Words are short: a look at each byte costs less than to search for spaces.
fn ends_of_words(text: &str) -> impl Iterator<Item = usize> {
    text.bytes().enumerate().filter(|(_, b)| *b == b' ').map(|(at, _)| at).chain([text.len()])
}

fn spaces(text: &str) -> usize {
    text.bytes().filter(|b| *b == b' ').count()
}

/// The first word.
fn word(text: &str) -> &str {
    &text[..text.bytes().position(|b| b == b' ').unwrap_or(text.len())]
}

/// The first word, as phrases that begin a line are looked up.
fn first(text: &str) -> &str {
    word(text).trim_end_matches([',', ':'])
}

/// Without the marks behind.
fn unstopped(text: &str) -> &str {
    let kept = text.bytes().rposition(|b| !b",.;!?)\"".contains(&b));
    &text[..kept.map_or(0, |last| last + 1)]
}

/// The beginnings of `text` that end where a word ends, the shortest first; fewer than [`LONGEST`], or all.
fn prefixes(text: &str) -> impl DoubleEndedIterator<Item = &str> {
    let mut ends = [0_usize; LONGEST];
    let mut count = 0;
    for end in ends_of_words(text).take(if text.is_empty() { 0 } else { LONGEST }) {
        ends[count] = end;
        count += 1;
    }
    if count == LONGEST && ends[count - 1] < text.len() {
        count -= 1;
    }
    (0..count).map(move |n| text[..ends[n]].trim_end_matches([',', ':']))
}

/// The endings of `text` that begin where a word begins, the shortest first.
fn suffixes(text: &str) -> impl Iterator<Item = &str> {
    let begins = text.rmatch_indices(' ').map(|(at, _)| at + 1).chain([0]);
    begins.take(5).map(move |at| &text[at..])
}

/// Where words begin.
fn starts(text: &str) -> impl Iterator<Item = usize> {
    [0].into_iter().chain(text.bytes().enumerate().filter(|(_, b)| *b == b' ').map(|(at, _)| at + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hits(line: &str) -> Hits {
        Phrases::new(Lexicon::english()).hits(line)
    }

    fn whole(line: &str) -> Option<(BlockKind, Part)> {
        hits(line).whole.map(|hit| (hit.kind, hit.part))
    }

    #[test]
    fn every_kind_in_the_table_is_known() {
        for phrase in &Lexicon::english().blocks {
            assert!(BlockKind::named(phrase.kind).is_some(), "`{}` is no kind of block", phrase.kind);
            assert!(phrase.words.split(' ').count() <= LONGEST, "`{}` is too long to be met", phrase.words);
        }
    }

    #[test]
    fn headings_of_sections() {
        assert_eq!(whole("MOST READ"), Some((BlockKind::Popular, Part::Section)));
        assert_eq!(whole("Leave a Reply"), Some((BlockKind::Comments, Part::Section)));
        assert_eq!(whole("12 Comments"), Some((BlockKind::Comments, Part::Section)));
        assert_eq!(whole("More from Culture"), Some((BlockKind::Related, Part::Opens)));
        assert_eq!(
            whole("More from the culture desk was expected, but nobody there answered the telephone."),
            None
        );
    }

    #[test]
    fn menus() {
        for line in [
            "Home",
            "News | Sport | Jobs",
            "Share  Save  Print",
            "Home News Sport Contact us",
            "HOME  LOCAL  CLAMS & MUD",
        ] {
            assert!(hits(line).menu.is_some(), "{line}");
        }
        assert!(hits("The home news was good").menu.is_none());
        assert_eq!(hits("Terms | Privacy | Cookies").menu.map(|h| h.kind), Some(BlockKind::Legal));
    }

    #[test]
    fn relative_times() {
        for line in
            ["9 hours ago", "3h ago", "3h", "1 day ago", "a day ago", "Yesterday", "just now", "11 days ago"]
        {
            assert!(hits(line).ago, "{line}");
        }
        for line in ["a long day ago in the city", "may", "hours"] {
            assert!(!hits(line).ago, "{line}");
        }
        assert!(hits("Lost cantata found in an attic   3 days ago").ends_ago);
    }

    #[test]
    fn beginnings_and_endings() {
        assert_eq!(prefixes("by ann: sole").collect::<Vec<_>>(), ["by", "by ann", "by ann: sole"]);
        assert_eq!(suffixes("by ann sole").collect::<Vec<_>>(), ["sole", "ann sole", "by ann sole"]);
        let words = |count: usize| vec!["w"; count].join(" ");
        assert_eq!([0, 1, 9, 10, 11, 30].map(|n| prefixes(&words(n)).count()), [0, 1, 9, 10, 9, 9]);
        assert_eq!(unstopped("(why?)\"."), "(why");
        assert_eq!(unstopped(".,"), "");
        assert_eq!(parts("one line of running text"), None);
        assert_eq!(parts("News | Sport").map(|parts| parts.len()), Some(2));
        assert_eq!(parts("one line of running text | and more of it, which is no menu"), None);
    }

    #[test]
    fn labels_and_starts() {
        assert_eq!(hits("ALSO READ: Lifts stand idle").label.map(|h| h.kind), Some(BlockKind::Teaser));
        assert_eq!(hits("Older posts: The ferryman retires").label.map(|h| h.kind), Some(BlockKind::Related));
        assert_eq!(hits("By Ann Sole").start.map(|h| h.kind), Some(BlockKind::Byline));
        assert_eq!(hits("Read our cookie policy here").within.map(|h| h.kind), Some(BlockKind::Legal));
    }
}
