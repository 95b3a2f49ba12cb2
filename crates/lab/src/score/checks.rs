//! An account checked against what a right one holds.

use std::collections::{BTreeMap, BTreeSet};

use sayso_text::CodePoints;

use super::account::{Account, Article, Attribution, Claim};
use super::fold::{fold, matches};
use super::gold::{self, Gold};
use super::tally::Tally;

/// Checks everything that the gold file asks for, and every citation.
pub(crate) fn score(gold: &Gold, account: &Account) -> Tally {
    let mut checks =
        Checks { gold, account, tally: Tally::default(), articles: BTreeMap::new(), found: BTreeMap::new() };
    checks.captures();
    checks.articles();
    checks.entities();
    checks.attributions();
    checks.claims();
    if let Some(story) = &gold.story {
        checks.story(story);
    }
    checks.tally.broken = account.broken_cites().into_iter().map(ToString::to_string).collect();
    checks.tally
}

/// The article's attributions whose content covers the middle of these words.
fn attributions_of<'a>(account: &'a Account, article: &Article, words: &str) -> Vec<&'a Attribution> {
    let Some(at) = article.text.find(words) else { return Vec::new() };
    let middle = CodePoints::new(&article.text).before(at) + words.chars().count() / 2;
    let covers = |a: &&Attribution| a.content.iter().any(|c| c.start <= middle && middle < c.end);
    account.parts.attributions.iter().filter(|a| a.article == article.id).filter(covers).collect()
}

struct Checks<'a> {
    gold: &'a Gold,
    account: &'a Account,
    tally: Tally,
    /// Articles by the gold's keys.
    articles: BTreeMap<&'a str, &'a Article>,
    /// Attributions by the gold's keys: those of the right speaker, or else those that hold the words.
    found: BTreeMap<&'a str, Vec<&'a Attribution>>,
}

impl<'a> Checks<'a> {
    fn captures(&mut self) {
        for (key, name) in self.gold.captures.iter() {
            let article = self.account.article_of_input(name);
            self.tally.check("captures", article.is_some(), format_args!("{key} gives an article"));
            self.articles.extend(article.map(|a| (key, a)));
        }
    }

    fn articles(&mut self) {
        for (key, want) in self.gold.articles.iter() {
            if let Some(article) = self.articles.get(key).copied() {
                self.metadata(key, want, article);
                self.blocks(key, want, article);
            }
        }
    }

    fn metadata(&mut self, key: &str, want: &gold::Article, article: &Article) {
        let tally = &mut self.tally;
        let title = article.title.as_deref().unwrap_or_default();
        tally.check(
            "metadata",
            fold(title) == fold(&want.title),
            format_args!("{key} title is {:?}, got {title:?}", want.title),
        );
        let published = article.published.as_ref().map(|t| t.value.as_str()).unwrap_or_default();
        let told = published.starts_with(&want.published);
        tally.check("metadata", told, format_args!("{key} published {}, got {published:?}", want.published));
        if let Some(gold::Known(outlet)) = &want.outlet {
            let got = article.outlet.as_deref();
            let ok = match outlet {
                None => got.is_none(),
                Some(outlet) => fold(got.unwrap_or_default()) == fold(outlet),
            };
            tally.check("metadata", ok, format_args!("{key} outlet is {outlet:?}, got {got:?}"));
        }
        if let Some(gold::Known(language)) = &want.language {
            let got = &article.language;
            tally.check(
                "metadata",
                got == language,
                format_args!("{key} language is {language:?}, got {got:?}"),
            );
        }
        if let Some((low, high)) = &want.captured_between {
            let captured = self.account.capture(article).and_then(|c| c.captured.as_ref());
            let day: String = captured.map(|t| t.value.chars().take(10).collect()).unwrap_or_default();
            let ok = *low <= day && day <= *high;
            tally.check("metadata", ok, format_args!("{key} captured {low}..{high}, got {day:?}"));
        }
    }

    fn blocks(&mut self, key: &str, want: &gold::Article, article: &Article) {
        let points = CodePoints::new(&article.text);
        // the kinds of the blocks over each occurrence of the words
        let kinds_at = |words: &str| -> Vec<BTreeSet<&str>> {
            let places = article
                .text
                .match_indices(words)
                .map(|(at, found)| points.before(at) + points.before(at + found.len()));
            let over = |middle| article.blocks.iter().filter(move |b| b.start <= middle && middle < b.end);
            places.map(|ends| over(ends / 2).map(|b| b.kind.as_str()).collect()).collect()
        };
        for words in &want.body {
            let kept = kinds_at(words).iter().any(|kinds| kinds.contains("body"));
            self.tally.check("body", kept, format_args!("{key} keeps {words:?}"));
        }
        for (words, allowed) in want.not_body.iter() {
            let seen = kinds_at(words);
            let left_over = seen.iter().any(|kinds| !kinds.contains("body"));
            self.tally.check("leftovers", left_over, format_args!("{key} is not body {words:?}"));
            let right = seen.iter().any(|kinds| allowed.iter().any(|kind| kinds.contains(kind.as_str())));
            self.tally.check(
                "kinds",
                right,
                format_args!("{key} {words:?} is one of {allowed:?}, got {seen:?}"),
            );
        }
    }

    fn entities(&mut self) {
        let named = |name: &str| self.account.entities_named(name);
        for group in &self.gold.entities.same {
            let mut sets = group.iter().map(|name| named(name));
            let first = sets.next().unwrap_or_default();
            let shared = sets.fold(first, |all, set| &all & &set);
            self.tally.check("aliases", !shared.is_empty(), format_args!("one entity: {group:?}"));
        }
        for (a, b) in &self.gold.entities.apart {
            let (x, y) = (named(a), named(b));
            let ok = !x.is_empty() && !y.is_empty() && x.is_disjoint(&y);
            self.tally.check("aliases", ok, format_args!("two entities: {a} / {b}"));
        }
        for (name, kind) in self.gold.entities.kinds.iter() {
            let ids = named(name);
            let entities = self.account.parts.entities.iter().filter(|e| ids.contains(e.id.as_str()));
            let kinds: BTreeSet<_> = entities.map(|e| e.kind.as_str()).collect();
            let ok = kinds.contains(kind.as_str()) || (kind == "organisation" && kinds.contains("group"));
            self.tally.check("entities", ok, format_args!("{name} is a {kind}, got {kinds:?}"));
        }
    }

    fn attributions(&mut self) {
        for (key, want) in self.gold.attributions.iter() {
            if let Some(article) = self.articles.get(want.article.as_str()) {
                let candidates = attributions_of(self.account, article, &want.content);
                self.attribution(key, want, candidates);
            }
        }
        for (key, snippets) in self.gold.not_attributed.iter() {
            for words in snippets {
                let article = self.articles.get(key);
                let quiet = article.is_none_or(|a| attributions_of(self.account, a, words).is_empty());
                self.tally.check(
                    "attribution: none",
                    quiet,
                    format_args!("{key} {words:?} is nobody's statement"),
                );
            }
        }
    }

    fn attribution(&mut self, key: &'a str, want: &gold::Attribution, candidates: Vec<&'a Attribution>) {
        let (account, tally, content) = (self.account, &mut self.tally, &want.content);
        tally.check("attribution: content", !candidates.is_empty(), format_args!("{key} {content:?}"));
        let speakers: Vec<_> = candidates.iter().map(|a| account.speaker_names(a)).collect();
        let is_right = |names: &BTreeSet<String>| want.speaker.iter().any(|name| matches(name, names.iter()));
        let right: Vec<_> =
            candidates.iter().zip(&speakers).filter(|(_, n)| is_right(n)).map(|(a, _)| *a).collect();
        tally.check(
            "attribution: speaker",
            !right.is_empty(),
            format_args!("{key} {content:?} is said by {:?}, got {speakers:?}", want.speaker),
        );
        let fields = [
            (
                "attribution: mode",
                "mode",
                &want.mode,
                right.iter().map(|a| Some(a.mode.as_str())).collect::<Vec<_>>(),
            ),
            (
                "attribution: stance",
                "stance",
                &want.stance,
                right.iter().map(|a| Some(a.stance.as_str())).collect(),
            ),
            (
                "attribution: channel",
                "channel",
                &want.channel,
                right.iter().map(|a| a.channel.as_ref().map(|c| c.kind.as_str())).collect(),
            ),
        ];
        for (section, field, allowed, got) in fields {
            if let Some(allowed) = allowed {
                let ok = got.iter().flatten().any(|word| allowed.has(word));
                tally.check(section, ok, format_args!("{key} {field} {:?}, got {got:?}", allowed.all()));
            }
        }
        if let Some(via) = &want.via {
            let names: BTreeSet<_> =
                right.iter().flat_map(|a| &a.via).flat_map(|id| account.names(id)).collect();
            let ok = via.iter().all(|v| matches(v, names.iter().copied()));
            tally.check("attribution: via", ok, format_args!("{key} via {via:?}, got {names:?}"));
        }
        self.found.insert(key, if right.is_empty() { candidates } else { right });
    }

    /// Ids of the attributions found for a key of the gold.
    fn ids(&self, key: &str) -> BTreeSet<&'a str> {
        self.found.get(key).into_iter().flatten().map(|a| a.id.as_str()).collect()
    }

    /// The claims that those attributions stand in, by id.
    fn claims_of(&self, key: &str) -> BTreeMap<&'a str, &'a Claim> {
        let ids = self.ids(key);
        let holds =
            |c: &&Claim| c.positions.iter().flat_map(|p| &p.attributions).any(|a| ids.contains(a.as_str()));
        self.account.parts.claims.iter().filter(holds).map(|c| (c.id.as_str(), c)).collect()
    }

    fn claims(&mut self) {
        let shared = |x: &BTreeMap<_, _>, y: &BTreeMap<_, _>| x.keys().any(|id| y.contains_key(id));
        for (a, b) in &self.gold.claims.together {
            let ok = shared(&self.claims_of(a), &self.claims_of(b));
            self.tally.check("claims: together", ok, format_args!("{a} + {b}"));
        }
        for (a, b) in &self.gold.claims.apart {
            let (x, y) = (self.claims_of(a), self.claims_of(b));
            let ok = !x.is_empty() && !y.is_empty() && !shared(&x, &y);
            self.tally.check("claims: apart", ok, format_args!("{a} / {b}"));
        }
        for (a, b) in &self.gold.claims.opposed {
            let ok = self.opposed(a, b);
            self.tally.check("claims: opposed", ok, format_args!("{a} against {b}"));
        }
        for (key, want) in self.gold.claims.status.iter() {
            let got: Vec<_> = self.claims_of(key).into_values().collect();
            let statuses: Vec<_> = got.iter().map(|c| c.status.as_str()).collect();
            let ok = statuses.iter().any(|s| want.status.has(s));
            self.tally.check(
                "claims: status",
                ok,
                format_args!("{key} is {:?}, got {statuses:?}", want.status.all()),
            );
            let counts = [
                ("origins", want.origins, got.iter().map(|c| c.origins).collect::<Vec<_>>()),
                ("reports", want.reports, got.iter().map(|c| c.reports).collect()),
            ];
            for (field, want, got) in counts {
                if let Some(want) = want {
                    let ok = got.contains(&want);
                    self.tally.check(
                        "claims: counts",
                        ok,
                        format_args!("{key} {field} = {want}, got {got:?}"),
                    );
                }
            }
        }
        for key in &self.gold.claims.unconfirmed {
            let ok = self.claims_of(key).values().any(|c| !c.unconfirmed.is_empty());
            self.tally.check("claims: unconfirmed", ok, format_args!("{key} is marked as not confirmed"));
        }
    }

    /// Whether two statements stand in claims that oppose each other, or against each other within one claim.
    fn opposed(&self, a: &str, b: &str) -> bool {
        let (x, y) = (self.claims_of(a), self.claims_of(b));
        let links = |from: &BTreeMap<&str, &Claim>, to: &BTreeMap<&str, &Claim>| {
            from.values().flat_map(|c| &c.opposes).any(|o| to.contains_key(o.claim.as_str()))
        };
        let against = |claim: &Claim, ids: &BTreeSet<&str>| {
            let theirs =
                claim.positions.iter().filter(|p| p.attributions.iter().any(|id| ids.contains(id.as_str())));
            theirs.into_iter().any(|p| matches!(p.stance.as_str(), "deny" | "doubt"))
        };
        let (ids_a, ids_b) = (self.ids(a), self.ids(b));
        let inside = x
            .values()
            .filter(|c| y.contains_key(c.id.as_str()))
            .any(|c| against(c, &ids_a) != against(c, &ids_b));
        links(&x, &y) || links(&y, &x) || inside
    }

    fn story(&mut self, want: &gold::Story) {
        let stories = &self.account.parts.stories;
        let tally = &mut self.tally;
        for group in &want.articles {
            let ids: BTreeSet<_> =
                group.iter().filter_map(|k| self.articles.get(k.as_str())).map(|a| &a.id).collect();
            let ok = stories.iter().any(|s| ids.iter().all(|id| s.articles.contains(id)));
            tally.check("story", ok, format_args!("one story holds {group:?}"));
        }
        let began: Vec<_> =
            stories.iter().map(|s| s.began.as_ref().map(|t| t.value.as_str()).unwrap_or_default()).collect();
        let ok = began.iter().any(|b| b.starts_with(&want.when));
        tally.check("story", ok, format_args!("began {}, got {began:?}", want.when));
        let times: BTreeSet<_> =
            stories.iter().flat_map(|s| &s.timeline).map(|t| t.time.value.as_str()).collect();
        for value in &want.other_times {
            let ok = times.iter().any(|t| t.starts_with(value));
            tally.check("story", ok, format_args!("the timeline has {value}, got {times:?}"));
        }
        for place in &want.places {
            let ids = self.account.entities_named(place);
            let ok = stories.iter().flat_map(|s| &s.places).any(|id| ids.contains(id.as_str()));
            tally.check("story", ok, format_args!("it happens at {place}"));
        }
        for story in stories {
            tally.check("brief", !story.brief.is_empty(), "there is a brief");
            let cited = !story.brief.is_empty() && story.brief.iter().all(|line| !line.cites.is_empty());
            tally.check("brief", cited, "every sentence has a citation");
        }
    }
}
