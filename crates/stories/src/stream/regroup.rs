//! A few near stories and a new page grouped anew, and what that changes.

use std::collections::BTreeMap;

use super::shelf::Kept;
use super::{Change, ChangeKind, Stream, step};
use crate::cluster::{self, Likeness};
use sayso_news::spread::InTurn;

/// Pages of a story up to which it may be taken apart; a larger one only grows.
const LOOSE: usize = 12;

/// A few held pages, by number.
struct Near<'s> {
    stream: &'s Stream,
    pages: &'s [u32],
}

impl Likeness for Near<'_> {
    fn beside(&self, page: u32, others: &[u32]) -> Vec<f32> {
        let beside = self.stream.beside(self.pages[page as usize]);
        let likely = |other: &u32| beside.as_ref().map_or(0.0, |b| b.likelihood(self.pages[*other as usize]));
        others.iter().map(likely).collect()
    }
}

impl Stream {
    /// Groups the stories of these numbers and the new page as a batch would, and carries out what came of it.
    pub(super) fn regroup(&mut self, slot: u32, mut groups: Vec<u64>, changes: &mut Vec<Change>) {
        groups.sort_unstable();
        let mut pages: Vec<u32> = Vec::new();
        let mut tied: Vec<(u32, u32)> = Vec::new();
        let mut owners: Vec<usize> = Vec::new();
        for (nth, group) in groups.iter().enumerate() {
            let held = self.groups.get(group).map_or(&[][..], |group| group.pages.as_slice());
            let first = pages.len() as u32;
            if held.len() > LOOSE {
                tied.extend((1..held.len() as u32).map(|i| (first, first + i)));
            }
            pages.extend_from_slice(held);
            owners.resize(pages.len(), nth);
        }
        pages.push(slot);
        let n = pages.len();
        tied.extend(self.reprints(&pages));
        let all: Vec<(u32, u32)> = {
            // Of a tied story its first page stands for all, and of reprints their original.
            let inner: Vec<bool> = tied.iter().fold(vec![false; n], |mut inner, (_, page)| {
                inner[*page as usize] = true;
                inner
            });
            let free: Vec<u32> = (0..n as u32).filter(|page| !inner[*page as usize]).collect();
            free.iter().enumerate().flat_map(|(i, a)| free[i + 1..].iter().map(move |b| (*a, *b))).collect()
        };
        let clusters = cluster::cluster(n, &tied, &all, &Near { stream: self, pages: &pages }, &InTurn);
        self.carry_out(&groups, &pages, &owners, &clusters, changes);
    }

    /// Pairs of an original and its reprint among these pages.
    fn reprints(&self, pages: &[u32]) -> Vec<(u32, u32)> {
        let kept: Vec<&Kept> = pages.iter().filter_map(|page| self.shelf.get(*page)).collect();
        let place = |serial: u64| kept.iter().position(|kept| kept.serial == serial);
        let pair = |(page, kept): (usize, &&Kept)| Some((place(kept.original?)? as u32, page as u32));
        kept.iter().enumerate().filter_map(pair).collect()
    }

    /// `owners` are the places in `groups` of the stories that the pages stood in; the last page is new.
    fn carry_out(
        &mut self,
        groups: &[u64],
        pages: &[u32],
        owners: &[usize],
        clusters: &[Vec<usize>],
        changes: &mut Vec<Change>,
    ) {
        let new = pages.len() - 1;
        let ids: Vec<_> = groups.iter().filter_map(|group| self.groups.get(group)).map(|g| g.id).collect();
        // Each story lives on where most of its pages are; the oldest story of a cluster gives it its name.
        let cores: Vec<Option<usize>> = (0..groups.len()).map(|nth| core(nth, owners, clusters)).collect();
        let mut heads: Vec<Option<usize>> = vec![None; clusters.len()];
        for (nth, core) in cores.iter().enumerate() {
            if let Some(core) = core {
                heads[*core].get_or_insert(nth);
            }
        }
        for (nth, core) in cores.iter().enumerate() {
            let Some(head) = core.and_then(|core| heads[core]).filter(|head| *head != nth) else { continue };
            let text = "merges: with the article that came, the two are one event on average".to_owned();
            let reason = self.reason(
                text,
                &[pages[new]],
                &[pages[first_of(head, owners)], pages[first_of(nth, owners)]],
            );
            changes.push(Change { story: ids[nth], kind: ChangeKind::Merged { into: ids[head] }, reason });
            self.groups.remove(&groups[nth]);
        }
        for (cluster, members) in clusters.iter().enumerate() {
            let slots: Vec<u32> = members.iter().map(|page| pages[*page]).collect();
            let old: Vec<usize> = members.iter().copied().filter(|page| *page != new).collect();
            match (heads[cluster], old.first()) {
                (Some(head), _) => {
                    self.fill(groups[head], slots);
                    for page in old {
                        let owner = owners[page];
                        // A page whose story merged into another, and which stands elsewhere now, left that other one.
                        let before = cores[owner].and_then(|core| heads[core]).unwrap_or(owner);
                        if before != head {
                            let text =
                                "moves: it is likelier one event with this story's articles".to_owned();
                            let reason = self.reason(text, &[pages[page]], &[pages[new]]);
                            let article = self.article(pages[page]);
                            let kind = ChangeKind::Moved { from: ids[before], article };
                            changes.push(Change { story: ids[head], kind, reason });
                        }
                    }
                }
                (None, Some(first)) => {
                    let mut from: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
                    for page in &old {
                        let owner = owners[*page];
                        from.entry(cores[owner].and_then(|core| heads[core]).unwrap_or(owner))
                            .or_default()
                            .push(*page);
                    }
                    let id = self.split_id(self.article(pages[*first]));
                    self.open(id, slots);
                    for (nth, (before, left)) in from.into_iter().enumerate() {
                        let left: Vec<u32> = left.into_iter().map(|page| pages[page]).collect();
                        let text = "splits: with the article that came, these are another event on average"
                            .to_owned();
                        let reason = self.reason(text, &left[..1], &[pages[new]]);
                        if nth == 0 {
                            let articles = left.iter().map(|page| self.article(*page)).collect();
                            let kind = ChangeKind::Split { from: ids[before], articles };
                            changes.push(Change { story: id, kind, reason });
                            continue;
                        }
                        for page in left {
                            let kind = ChangeKind::Moved { from: ids[before], article: self.article(page) };
                            changes.push(Change { story: id, kind, reason: reason.clone() });
                        }
                    }
                }
                (None, None) => {
                    self.found(pages[new], self.nearest(pages), changes);
                    continue;
                }
            }
            if members.contains(&new) {
                let Some((number, id)) = self
                    .shelf
                    .get(pages[new])
                    .and_then(|kept| Some((kept.group, self.groups.get(&kept.group)?.id)))
                else {
                    continue;
                };
                let average =
                    self.beside(pages[new]).map_or(0.0, |beside| self.average(&beside, pages[new], number));
                let text = format!(
                    "joins: of one event with the held articles of the story at {average:.2} on average"
                );
                let reason = step(text, self.headlines(&[pages[new]]), average);
                let kind = ChangeKind::Joined { article: self.article(pages[new]) };
                changes.push(Change { story: id, kind, reason });
            }
        }
    }

    /// Gives a story these pages and no others.
    fn fill(&mut self, number: u64, mut slots: Vec<u32>) {
        slots.sort_by_key(|slot| self.shelf.get(*slot).map(|kept| kept.serial));
        for slot in &slots {
            if let Some(kept) = self.shelf.get_mut(*slot) {
                kept.group = number;
            }
        }
        if let Some(group) = self.groups.get_mut(&number) {
            group.pages = slots;
        }
    }

    fn nearest(&self, pages: &[u32]) -> f32 {
        let new = pages.len() - 1;
        let Some(beside) = self.beside(pages[new]) else { return 0.0 };
        pages[..new].iter().map(|page| beside.likelihood(*page)).fold(0.0, f32::max)
    }

    fn article(&self, slot: u32) -> sayso_news::ArticleId {
        self.shelf.get(slot).map_or_else(|| sayso_news::ArticleId::of(&[]), |kept| kept.article)
    }

    fn headlines(&self, slots: &[u32]) -> Vec<sayso_news::Cite> {
        slots.iter().filter_map(|slot| self.shelf.get(*slot)).map(|kept| kept.headline).collect()
    }

    /// A reason on these pages, with the likelihood between the first of them and the next.
    fn reason(&self, text: String, of: &[u32], with: &[u32]) -> sayso_news::Step {
        let all: Vec<u32> = of.iter().chain(with).copied().collect();
        let pair = if with.len() > 1 { (with[0], with[1]) } else { (of[0], with[0]) };
        step(text, self.headlines(&all), self.likelihood(pair.0, pair.1))
    }
}

/// The cluster that most pages of a story are in; of equals the one that its first page is in.
fn core(nth: usize, owners: &[usize], clusters: &[Vec<usize>]) -> Option<usize> {
    let of = |members: &Vec<usize>| members.iter().filter(|page| owners.get(**page) == Some(&nth)).count();
    let first = first_of(nth, owners);
    (0..clusters.len())
        .filter(|cluster| of(&clusters[*cluster]) > 0)
        .max_by_key(|cluster| (of(&clusters[*cluster]), clusters[*cluster].contains(&first)))
}

fn first_of(nth: usize, owners: &[usize]) -> usize {
    owners.iter().position(|owner| *owner == nth).unwrap_or(0)
}
