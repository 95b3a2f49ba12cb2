//! Posts of somebody else's, set into the article: told by the line that names the account.

use sayso_news::BlockKind;

use super::{Label, Row};
use crate::rendered::{Regions, Rendered};

/// A post that is cut short held about this many characters.
const POST: usize = 290;
/// So many lines of a post are looked for at the most.
const LINES: usize = 12;

/// Networks where posts stand.
const NETWORKS: [&str; 12] = [
    "telegram",
    "x",
    "twitter",
    "facebook",
    "instagram",
    "threads",
    "bluesky",
    "mastodon",
    "tiktok",
    "vkontakte",
    "weibo",
    "truth social",
];

/// Marks the posts.
pub(super) fn mark(rendered: &Rendered, rows: &[Row], labels: &mut [Label]) {
    let mut end = 0;
    for (n, (line, row)) in rendered.lines.iter().zip(rows).enumerate() {
        let phrase = [row.hits.start.filter(|_| row.shape.words <= 20), row.hits.whole]
            .into_iter()
            .flatten()
            .find(|hit| hit.kind == BlockKind::Embed);
        let words = line.span.slice(&rendered.text);
        if line.markup.as_ref().is_some_and(|m| m.within.any(Regions::EMBED)) {
            labels[n] = Label::new(BlockKind::Embed, "post-markup", 0.98);
        } else if is_signature(words) || is_posted(words) {
            let first = above(rendered, rows, labels, end, n);
            labels[first..=n].fill(Label::new(BlockKind::Embed, "post-signature", 0.9));
            end = n + 1;
        } else if let Some(hit) = phrase {
            labels[n] = Label::of(hit, "post-phrase", 0.9);
        }
        if n >= end && is_handle(words) {
            let posted = copied(rendered, rows, n);
            labels[posted.clone()].fill(Label::new(BlockKind::Embed, "post-copied", 0.9));
            end = posted.end;
        }
    }
}

/// "@harbourwatch", "@harbourwatch · 2h": an account alone on its line.
fn is_handle(words: &str) -> bool {
    let mut parts = words.split_whitespace();
    let handle = parts.next().and_then(|w| w.strip_prefix('@')).unwrap_or_default();
    (2..=40).contains(&handle.len()) && is_account(handle) && parts.count() <= 4
}

/// The name of an account, without the first "@".
fn is_account(name: &str) -> bool {
    !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '.' | '-' | '@'))
}

/// A post as it is copied: the name above the account at line `n`, what is said, the day, and how often it was passed on.
fn copied(rendered: &Rendered, rows: &[Row], n: usize) -> std::ops::Range<usize> {
    let named =
        n > 0 && rendered.lines[n].gap == 0 && rows[n - 1].shape.words <= 8 && !rows[n - 1].shape.stop;
    let mut end = n + 1;
    while end < rows.len() && end - n < LINES && (rendered.lines[end].gap == 0 || end == n + 1) {
        end += 1;
    }
    n - usize::from(named)..end
}

/// "— Name (@handle) May 22, 2023"
fn is_signature(words: &str) -> bool {
    let Some(rest) = words.strip_prefix(['—', '–', '-', '―']) else { return false };
    let rest = rest.trim_start_matches(['—', '–', '-', ' ', '\u{a0}']);
    if rest.len() > 160 {
        return false;
    }
    let Some((name, after)) = rest.split_once("(@") else { return false };
    let Some((handle, date)) = after.split_once(')') else { return false };
    !name.trim().is_empty() && is_account(handle) && date.split_whitespace().count() <= 8
}

/// "Harbour Watch, Telegram, 19 January, 03:12", "Leif Moor on Telegram, 19 January": who, on which network, and when.
fn is_posted(words: &str) -> bool {
    let is_network = |word: &str| NETWORKS.contains(&word.trim().to_lowercase().as_str());
    let signed = if let Some((name, rest)) = words.split_once(" on ") {
        rest.split_once(',').filter(|(network, _)| is_network(network)).map(|(_, date)| (name, date))
    } else {
        let mut parts = words.splitn(3, ',');
        let name = parts.next();
        name.filter(|_| parts.next().is_some_and(is_network)).zip(parts.next())
    };
    let Some((before, date)) = signed else { return false };
    let (name, date) = (before.trim(), date.split(',').next().unwrap_or_default().trim());
    let short = words.len() <= 100 && !words.ends_with('.') && name.split_whitespace().count() <= 8;
    let named = name.starts_with(char::is_uppercase);
    let plain = |word: &str| {
        !word.starts_with(char::is_lowercase) || matches!(word, "at" | "of" | "am" | "pm" | "a.m." | "p.m.")
    };
    let when = date.contains(|c: char| c.is_ascii_digit()) && date.split_whitespace().all(plain);
    short && named && when
}

/// Where the post begins whose signature stands at `signature`; no line before `least` belongs to it.
fn above(rendered: &Rendered, rows: &[Row], labels: &[Label], least: usize, signature: usize) -> usize {
    let mut size = 0;
    let mut n = signature;
    let cut = signature > 0 && rows[signature - 1].shape.cut;
    while n > least && signature - n < LINES {
        let (row, label) = (&rows[n - 1], labels[n - 1]);
        // Lines that stand together without a gap are one post, unless one is plainly the article's. What a gap parts
        // belongs to it only as long as a post that was cut short has room for it.
        let plainly = label.kind == BlockKind::Body && label.score > 0.95;
        let together = rendered.lines[n].gap == 0 && n < signature && !plainly;
        let ends = matches!(label.kind, BlockKind::Title | BlockKind::Heading | BlockKind::Dateline)
            || row.hits.whole.is_some();
        size += row.shape.chars as usize + 1;
        if !(n == signature || !ends && (together || cut) && size <= POST) {
            break;
        }
        n -= 1;
    }
    n
}

#[cfg(test)]
mod tests {
    use super::{is_posted, is_signature};

    #[test]
    fn signatures_of_posts() {
        assert!(is_signature("— Port of Sarn (@port_sarn) May 22, 2023"));
        assert!(is_signature("-- Port (@p.sarn) 22 mai 2023 à 10:00"));
        assert!(!is_signature("— said the harbour master (in May)"));
        assert!(!is_signature("Port of Sarn (@port_sarn) May 22, 2023"));
        assert!(!is_signature("—"));
    }

    #[test]
    fn posts_are_signed_with_the_network_and_the_day() {
        assert!(is_posted("Harbour Watch, Telegram, 19 January, 03:12"));
        assert!(is_posted("Harbour Press, Leif Moor on Telegram, 18 June 2024 at 21:40"));
        assert!(!is_posted("Nobody was seen on Telegram, 3 sources told us"));
        assert!(!is_posted("The ministry, X, and 3 others"));
        assert!(!is_posted("Harbour Watch, Telegram, said so on 3 May."));
    }
}
