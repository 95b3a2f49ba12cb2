//! Posts of somebody else's that are set into the article: who posted, and who speaks in them.

use std::ops::Range;

use sayso_lexicon::Act;
use sayso_news::BlockKind;

use super::finder::{Finder, Found};

use super::words::Kind;

/// Tokens that a poster's name may take, with the account.
const NAME: usize = 14;
/// The same with an office, and without an account.
const SIGNED: usize = 12;

impl Finder<'_, '_, '_> {
    /// Reads every post: what is quoted in it comes through the poster; a plain post is the poster's own word.
    pub(super) fn embeds(&mut self) {
        let scene = self.scene;
        let sentences = &scene.draft.sentences;
        let mut places: Vec<(usize, usize)> =
            self.found.iter().enumerate().map(|(n, f)| (f.sentence, n)).collect();
        places.sort_unstable();
        let mut first = 0;
        while first < sentences.len() {
            let block = sentences[first].block;
            if scene.block_kind(block) != BlockKind::Embed {
                first += 1;
                continue;
            }
            let mut last = first;
            while last + 1 < sentences.len()
                && scene.block_kind(sentences[last + 1].block) == BlockKind::Embed
                && sentences[last + 1].block <= sentences[last].block + 1
            {
                last += 1;
            }
            let tokens = scene.range(&sentences[first]).start..scene.range(&sentences[last]).end;
            if let Some((poster, content)) = self.headed(&tokens).or_else(|| self.footed(&tokens)) {
                self.post(content, poster, &places);
            }
            let mut start = tokens.start;
            while let Some((dash, poster, end)) = self.poster(start..tokens.end) {
                self.post(start..dash, poster, &places);
                start = end;
            }
            first = last + 1;
        }
    }

    /// "— Name (@handle) Date": where it begins, the name, and where the post's last line ends.
    fn poster(&self, tokens: Range<usize>) -> Option<(usize, Range<usize>, usize)> {
        let scene = self.scene;
        let mut dash = None;
        for at in tokens.clone() {
            if scene.kind(at) == Kind::Dash {
                dash = Some(at);
            }
            if let Some(poster) = self.signed(at).or_else(|| self.posted_by(at)) {
                let line = self.line(at).map_or(tokens.end, |line| line.end);
                let start = self.line(poster.start).map_or(poster.start, |line| line.start);
                return Some((start.max(tokens.start), poster, line.min(tokens.end)));
            }
            let handle = scene.kind(at) == Kind::Left && scene.word(at + 1).starts_with('@');
            if handle
                && let Some(dash) = dash
                && at > dash + 1
                && at - dash <= NAME
            {
                let line = self.line(at).map_or(tokens.end, |line| line.end);
                return Some((dash, dash + 1..at, line.min(tokens.end)));
            }
        }
        None
    }

    /// The sentence of the token: in a post, one of its lines.
    fn line(&self, at: usize) -> Option<Range<usize>> {
        let sentence = self.scene.draft.sentence_of(at)?;
        Some(self.scene.range(&self.scene.draft.sentences[sentence]))
    }

    /// "Posted by Harbour Watch on Thursday"
    fn posted_by(&self, at: usize) -> Option<Range<usize>> {
        let scene = self.scene;
        let line = self.line(at).filter(|line| line.start == at)?;
        let posted = scene.is_any(at, &["posted", "shared", "published"]) && scene.is(at + 1, "by");
        let ends =
            |i: &usize| matches!(scene.kind(*i), Kind::Preposition | Kind::Time | Kind::Comma | Kind::Number);
        let end = (at + 2..line.end).find(ends).unwrap_or(line.end);
        (posted && (at + 3..=at + 2 + SIGNED).contains(&end)).then_some(at + 2..end)
    }

    /// "Harbour Watch, Telegram, 19 January", "Harbour Watch, Leif Moor on Telegram, 19 January", "Harbour Watch (Telegram)",
    /// "Moor. Official / Telegram / 19 January": the name before the network at `at`, where both begin a line.
    fn signed(&self, at: usize) -> Option<Range<usize>> {
        let scene = self.scene;
        let link = at.checked_sub(1).filter(|c| {
            matches!(scene.kind(*c), Kind::Comma | Kind::Left)
                || scene.is_any(*c, &["on", "via", "/", "·", "|", "•"])
        })?;
        let start = self.line(at)?.start;
        // A full stop inside a name ends no post.
        let parted = start.checked_sub(2).and_then(|last| self.line(last)).filter(|line| {
            line.len() <= 3 && scene.kind(line.start) == Kind::Name && line.end == start && link <= start + 2
        });
        let start = parted.map_or(start, |line| line.start);
        let network = scene.is(at, "x") || scene.channel_in(at..at + 1).is_some_and(|hit| hit.is_network());
        let comma = |i: &usize| scene.kind(*i) == Kind::Comma;
        let name = start..if link > start + 1 && comma(&(link - 1)) { link - 1 } else { link };
        let named = (1..=SIGNED).contains(&name.len()) && scene.word(start).starts_with(char::is_uppercase);
        let signs = network
            && named
            && (matches!(
                scene.kind(at + 1),
                Kind::Comma | Kind::Dash | Kind::Left | Kind::Right | Kind::Stop
            ) || scene.is_any(at + 1, &["/", "·", "|", "•"]));
        // Of a channel and who writes there, the writer; an office behind a name is the writer's.
        let writer = name.clone().rev().find(comma).map_or(start, |comma| comma + 1);
        let people = &scene.draft.lexicon.people;
        let office = (writer..name.end).any(|i| people.title(&crate::tags::fold(scene.word(i))).is_some());
        let (first, end) = if office && writer > start { (start, writer - 1) } else { (writer, name.end) };
        signs.then_some(first..end)
    }

    /// "Mothers at the Gate ⏎ … ⏎ Facebook · 9 October": the account above what it posts, the network below.
    fn footed(&self, tokens: &Range<usize>) -> Option<(Range<usize>, Range<usize>)> {
        let scene = self.scene;
        let name = self.line(tokens.start)?;
        let last = self.line(tokens.end.checked_sub(1)?)?;
        let network = scene.channel_in(last.start..last.start + 1).is_some_and(|hit| hit.is_network());
        let dated = network && matches!(scene.kind(last.start + 1), Kind::Other | Kind::Comma | Kind::Dash);
        let called = name.len() <= SIGNED
            && scene.word(name.start).starts_with(char::is_uppercase)
            && name.clone().all(|i| !matches!(scene.kind(i), Kind::Verb | Kind::Stop | Kind::Colon));
        (dated && called && name.end + 2 < last.start).then_some((name.clone(), name.end..last.start))
    }

    /// "Harbour Watch ⏎ @harbourwatch ⏎ …": a post as it is copied, its account above it.
    fn headed(&self, tokens: &Range<usize>) -> Option<(Range<usize>, Range<usize>)> {
        let scene = self.scene;
        let handle = (tokens.start + 1..tokens.end.min(tokens.start + NAME))
            .find(|i| scene.word(*i).starts_with('@'))?;
        let named = (tokens.start..handle)
            .all(|i| !matches!(scene.kind(i), Kind::Verb | Kind::Stop | Kind::Dash | Kind::Left));
        let first = self.line(handle)?.end.max(handle + 1);
        // The day and the counts below it are no words of the post.
        let mut end = first;
        while end < tokens.end
            && let Some(next) = self.line(end)
            && (next
                .clone()
                .any(|i| matches!(scene.kind(i), Kind::Verb | Kind::Be | Kind::Have | Kind::Modal))
                || end == first)
        {
            end = next.end;
        }
        (named && end > first + 2).then_some((tokens.start..handle, first..end.min(tokens.end)))
    }

    /// `places` tells in which sentence each found attribution stands, in order.
    fn post(&mut self, tokens: Range<usize>, poster: Range<usize>, places: &[(usize, usize)]) {
        let scene = self.scene;
        let mut spoken: Vec<Range<usize>> = Vec::new();
        let sentence = |at: usize| scene.draft.sentence_of(at).unwrap_or(0);
        let (first, last) = (sentence(tokens.start), sentence(tokens.end.saturating_sub(1)));
        let low = places.partition_point(|(s, _)| *s < first);
        for (_, number) in places[low..].iter().take_while(|(s, _)| *s <= last) {
            let found = &mut self.found[*number];
            let inside = found.content.iter().all(|c| tokens.start <= c.start && c.end <= tokens.end);
            if inside && !found.content.is_empty() {
                found.posted = true;
                found.relay.get_or_insert_with(|| poster.clone());
                spoken.push(scene.range(&scene.draft.sentences[found.sentence]));
                spoken.extend(found.content.iter().cloned());
            }
        }
        let content = scene.trimmed(tokens.clone());
        // What is told of others in one sentence leaves the rest the poster's own words.
        let own = (first..=last).any(|s| {
            let tokens = scene.range(&scene.draft.sentences[s]);
            !spoken.iter().any(|said| said.start < tokens.end && tokens.start < said.end)
                && (tokens.end <= poster.start || poster.end <= tokens.start)
                && tokens.len() >= 3
        });
        if (!spoken.is_empty() && !own) || content.len() < 3 {
            return;
        }
        let Some(sentence) = scene.draft.sentence_of(poster.start) else { return };
        let at = poster.end;
        self.add(Found {
            posted: true,
            ..Found::bare("post", Act::Assert, sentence, poster, at..at, vec![content])
        });
    }
}
