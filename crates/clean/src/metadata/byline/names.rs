//! The names in one byline: what leads them in, joins them, and follows them is left out.

use sayso_lexicon::{BylineWord, BylineWords, DateRole, PageDates, Sort};
use sayso_news::{Author, AuthorKind};

use super::super::Evidence;
use super::super::outlet::is_masthead_word;
use super::super::title::same_name;
use super::is_agency;

/// Longer names are none.
const LONGEST: usize = 80;
/// What frames a name.
const FRAME: [char; 13] = ['.', ':', '-', '–', '—', '(', ')', '[', ']', '"', ' ', '\u{a0}', '/'];
/// Marks that part names from offices and from each other.
const MARKS: [char; 6] = [',', '|', '·', '•', '/', ';'];

/// Where a byline stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Source {
    Field,
    Line,
}

/// The names in one byline.
pub(super) fn read(words: &str, source: Source, evidence: &Evidence<'_>) -> Vec<Author> {
    let clauses = clauses(words.trim_matches(['(', ')', '[', ']', '/', '|', ' ']));
    clauses.into_iter().flat_map(|clause| clause_names(clause, source, evidence)).collect()
}

/// The pieces of a byline in which authors are named: what follows "by", and what stands before it if that names
/// nobody's part in it.
fn clauses(words: &str) -> Vec<&str> {
    let mut clauses = Vec::new();
    let (mut from, mut counts) = (0, true);
    let leads = BylineWords::all().leads(words);
    let leads = leads.filter(|(at, role)| *role != BylineWord::From || at.start() == 0);
    for (at, role) in leads {
        // "Posted on Monday by Ana Sole": what stands before the first "by" is no name.
        if counts && !(clauses.is_empty() && role == BylineWord::By) {
            clauses.push(&words[from..at.start()]);
        }
        (from, counts) = (at.end(), role != BylineWord::Edits);
    }
    if counts {
        clauses.push(&words[from..]);
    }
    clauses
}

fn clause_names(clause: &str, source: Source, evidence: &Evidence<'_>) -> Vec<Author> {
    let clause = &clause[..date_starts(clause, evidence)];
    let clause = clause.trim_matches(|c| FRAME.contains(&c) || MARKS.contains(&c) || c == '@');
    let unnamed = |name: &str| Author { name: name.to_owned(), kind: AuthorKind::Unnamed };
    if is_unnamed(&clause.to_lowercase()) {
        return vec![unnamed(clause)];
    }
    let mut found: Vec<Author> = Vec::new();
    for (n, part) in clause.split(MARKS).enumerate() {
        if let Some(author) = found.last_mut().filter(|_| n > 0 && is_degree(part)) {
            author.name.push_str(", ");
            author.name.push_str(part.trim_matches([' ', ')']));
            continue;
        }
        let names = joined(part, evidence).into_iter().filter_map(|words| name(words, evidence));
        let names: Vec<Author> = names.collect();
        // "By Ana Sole, Dravnik": one word behind a mark is where she was, unless it is an agency.
        let single = n > 0 && !found.is_empty() && names.len() == 1;
        let aside = |author: &Author| {
            let bare = author.kind != AuthorKind::Organisation && !author.name.contains(' ');
            single && bare && (source == Source::Line || is_place(&author.name, evidence))
        };
        found.extend(names.iter().filter(|author| !aside(author)).cloned());
    }
    // "Our special correspondent": somebody, of whom no more is told.
    let short = clause.split_whitespace().count() <= 6 && clause.len() <= LONGEST;
    if found.is_empty() && short && clause.split_whitespace().next_back().is_some_and(is_office) {
        found.push(unnamed(clause));
    }
    found
}

/// The names that words join.
fn joined<'w>(words: &'w str, evidence: &Evidence<'_>) -> Vec<&'w str> {
    let language = evidence.language.as_deref();
    let joins = |word: &str| BylineWords::all().is_of(&word.to_lowercase(), BylineWord::And, language);
    let (mut names, mut from) = (Vec::new(), 0);
    for (at, word) in words_of(words) {
        if joins(word) && at > from {
            names.push(&words[from..at]);
            from = at + word.len();
        }
    }
    names.push(&words[from..]);
    names
}

/// The words of a text, each with its place.
fn words_of(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split_whitespace().map(|word| (word.as_ptr() as usize - text.as_ptr() as usize, word))
}

/// Where a date begins in a byline: the first word of it that belongs to one. "May" and "Jan" are names unless figures
/// follow.
fn date_starts(words: &str, evidence: &Evidence<'_>) -> usize {
    let placed: Vec<(usize, &str)> = words_of(words).collect();
    let figure = |word: &str| bare(word).starts_with(|c: char| c.is_ascii_digit());
    let dated = |n: &usize| {
        let (_, word) = placed[*n];
        let known = |word: &str| evidence.phrases.dates.contains(bare(word).as_str());
        let own = bare(word);
        let name = own.len() <= 3 || evidence.phrases.months.contains(own.as_str());
        let mut rest = placed[*n + 1..].iter().map(|(_, word)| *word);
        let mut followed = || rest.find(|word| figure(word) || !known(word)).is_some_and(figure);
        let capital = word.starts_with(char::is_uppercase) && *n > 0 && own.len() > 2;
        figure(word) || (known(word) && capital && (!name || followed()))
    };
    (0..placed.len()).find(dated).map_or(words.len(), |n| placed[n].0)
}

/// One name: capitalised words, without a place ("in Port Sarn") or an office around it.
fn name(part: &str, evidence: &Evidence<'_>) -> Option<Author> {
    let part = &part[..tail_starts(part, evidence)];
    let dashed = [" – ", " - ", " — "].iter().filter_map(|mark| part.find(mark)).min();
    let part = part[..dashed.unwrap_or(part.len())].trim_matches(FRAME);
    let kind = kind(part, evidence);
    let part = if kind == AuthorKind::Person { without_office(part)? } else { part };
    let words = part.split_whitespace().count();
    let named = part.chars().any(char::is_uppercase) && !part.chars().any(|c| c.is_ascii_digit() || c == '@');
    let shouting = kind == AuthorKind::Person && words > 1 && !part.chars().any(char::is_lowercase);
    (named && (1..=6).contains(&words) && part.len() <= LONGEST).then(|| {
        let name = part.split_whitespace().collect::<Vec<_>>().join(" ");
        Author { name: if shouting { title_case(&name) } else { name }, kind }
    })
}

/// Where what follows a name begins: " in Port Sarn", " for Harbour Radio", " Updated".
fn tail_starts(part: &str, evidence: &Evidence<'_>) -> usize {
    let language = evidence.language.as_deref();
    let tail = |(at, word): &(usize, &str)| {
        let lower = word.to_lowercase();
        let place = BylineWords::all().is_of(&lower, BylineWord::In, language) || lower.starts_with('@');
        let dated = matches!(PageDates::all().opening(word), Some(DateRole::Published | DateRole::Updated));
        dated || (place && *at > 0)
    };
    words_of(part).find(tail).map_or(part.len(), |(at, _)| at)
}

/// The name without "senior correspondent" before or behind it; `None` where no name is left.
fn without_office(part: &str) -> Option<&str> {
    let words: Vec<(usize, &str)> = words_of(part).collect();
    let rank = |word: &str| BylineWords::all().is(&bare(word), BylineWord::Rank);
    let (mut first, mut end) = (0, words.len());
    let leading = words.iter().take_while(|(_, word)| rank(word) || is_office(word)).count();
    if words[..leading].last().is_some_and(|(_, word)| is_office(word)) {
        first = leading;
    } else if end >= 4 && is_office(words[1].1) {
        // "Moscow correspondent Ana Sole"
        first = 2;
    }
    if end > first && is_office(words[end - 1].1) {
        while end > first && (is_office(words[end - 1].1) || rank(words[end - 1].1)) {
            end -= 1;
        }
        // "Moscow correspondent" names nobody.
        if end - first < 2 {
            return None;
        }
    }
    let (last, word) = *words[first..end].last()?;
    Some(part[words[first].0..last + word.len()].trim_matches(FRAME))
}

/// "MD", "PhD": what belongs to the name before it.
fn is_degree(part: &str) -> bool {
    let letters: String = part.chars().filter(|c| !matches!(c, '.' | ' ' | ')')).collect();
    BylineWords::all().is(&letters.to_lowercase(), BylineWord::Degree)
}

fn is_office(word: &str) -> bool {
    BylineWords::all().is(&bare(word), BylineWord::Office)
}

fn bare(word: &str) -> String {
    word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()
}

/// What a name names: told by the tables, by the page's own name, and by how it is spelled.
fn kind(name: &str, evidence: &Evidence<'_>) -> AuthorKind {
    let lower = name.to_lowercase();
    let last = lower.split_whitespace().next_back().unwrap_or("");
    let site = evidence.rendered.page.sites.iter().any(|site| same_name(site, name));
    if site || is_agency(name, evidence) {
        AuthorKind::Organisation
    } else if is_unnamed(&lower) || BylineWords::all().is(last, BylineWord::Team) {
        AuthorKind::Unnamed
    } else if name.split_whitespace().any(|word| is_masthead_word(evidence, word) && !is_office(word))
        || BylineWords::all().is(last, BylineWord::Company)
        || name.split_whitespace().any(is_trade_name)
        || is_acronym(name)
    {
        AuthorKind::Organisation
    } else {
        AuthorKind::Person
    }
}

/// "Staff and agencies", "the editorial board", in lower case: words of teams and offices, and nothing else.
pub(super) fn is_unnamed(lower: &str) -> bool {
    let is = |words: &str, roles: &[BylineWord]| roles.iter().any(|role| BylineWords::all().is(words, *role));
    let who = [BylineWord::Team, BylineWord::Office];
    let plain = [BylineWord::Team, BylineWord::Office, BylineWord::Rank, BylineWord::Small];
    let small = lower.split_once(' ').filter(|(first, _)| is(first, &[BylineWord::Small]));
    let mut last = "";
    is(small.map_or(lower, |(_, rest)| rest), &who)
        || (lower.split_whitespace().inspect(|word| last = word).all(|word| is(word, &plain))
            && is(last, &who))
}

/// "`IntelliNews`", "post.example.com": no person is spelled so.
fn is_trade_name(word: &str) -> bool {
    let inner = word.char_indices().skip(1).find(|(_, c)| c.is_uppercase()).map_or(0, |(at, _)| at);
    let hump = inner > 0 && word[..inner].chars().filter(|c| c.is_lowercase()).count() >= 5;
    let joined = hump && word[..inner].ends_with(char::is_lowercase);
    let host = word.rsplit_once('.').is_some_and(|(name, end)| {
        name.len() > 3 && (2..=4).contains(&end.len()) && end.chars().all(|c| c.is_ascii_lowercase())
    });
    joined || host
}

/// "AP", "NWA": capitals alone, and no more of them than initials have.
fn is_acronym(name: &str) -> bool {
    (2..=5).contains(&name.len()) && name.chars().all(|c| c.is_ascii_uppercase())
}

/// A place that the tables know.
fn is_place(name: &str, evidence: &Evidence<'_>) -> bool {
    let known = evidence.lexicon.gazetteer.get(name);
    known.is_some_and(|known| matches!(known.sort, Sort::State | Sort::Settlement | Sort::Region))
}

/// "ANA SOLE" as a name is written.
fn title_case(name: &str) -> String {
    let mut start = true;
    name.chars()
        .flat_map(|c| {
            let lower: Vec<char> = if start { vec![c] } else { c.to_lowercase().collect() };
            start = !c.is_alphanumeric();
            lower
        })
        .collect()
}
