//! What markup tells: a line's own tag, the parts of the page, and where running text lies in the tree of elements.

use super::{Feature, Found};
use crate::label::sheet::Row;
use crate::rendered::{Line, Markup, Regions, Rendered, Tag};

/// What one element that holds lines together contains.
#[derive(Debug, Clone, Copy, Default)]
struct Holder {
    /// Running lines and their words in it, those in elements within it left out.
    running: u32,
    words: u32,
    /// Words of running lines, characters, and characters of links, all that is within it counted.
    all_words: u32,
    chars: u32,
    linked: u32,
    /// Own characters, and those of links.
    own_chars: u32,
    own_linked: u32,
    /// Running lines of the elements right within it.
    inner_running: u32,
    inner_words: u32,
    /// How many elements right within it hold lines.
    children: u32,
    /// How far it lies below the root of the running text; `None` outside.
    below: Option<u32>,
}

/// The elements of a page, and which of them hold the running text.
pub(super) struct Tree<'a> {
    parents: &'a [u32],
    holders: Vec<Holder>,
    total: u32,
    best: u32,
    best_outer: u32,
}

impl<'a> Tree<'a> {
    pub(super) fn of(rendered: &'a Rendered, rows: &[Row]) -> Self {
        let parents = &rendered.holders[..];
        let mut holders = vec![Holder::default(); parents.len()];
        for (line, row) in rendered.lines.iter().zip(rows) {
            let Some(markup) = &line.markup else { continue };
            let holder = &mut holders[markup.holder as usize];
            holder.own_chars += row.shape.chars;
            holder.own_linked += markup.linked;
            if row.is_running() && !is_linked(markup, row, 50) {
                holder.running += 1;
                holder.words += row.shape.words.min(100);
            }
        }
        for n in (0..holders.len()).rev() {
            let holder = &mut holders[n];
            holder.all_words += holder.words;
            holder.chars += holder.own_chars;
            holder.linked += holder.own_linked;
            let Holder { all_words, chars, linked, running, words, .. } = *holder;
            if n > 0 {
                let parent = &mut holders[parents[n] as usize];
                parent.all_words += all_words;
                parent.chars += chars;
                parent.linked += linked;
                parent.inner_running += running;
                parent.inner_words += words;
                parent.children += u32::from(chars > 0);
            }
        }
        let total = holders.first().map_or(0, |h| h.all_words);
        let most = |words: fn(&Holder) -> u32| {
            (0..holders.len()).max_by_key(|n| (words(&holders[*n]), std::cmp::Reverse(*n))).unwrap_or(0)
                as u32
        };
        let (best, best_outer) = (most(|h| h.words), most(|h| h.inner_words));
        // Elements with three quarters of it lie one within the other: the last of them is the innermost.
        let root = holders.iter().rposition(|h| total > 0 && h.all_words * 4 >= total * 3);
        for n in 0..holders.len() {
            holders[n].below = if Some(n) == root {
                Some(0)
            } else if n > 0 {
                holders[parents[n] as usize].below.map(|below| below + 1)
            } else {
                None
            };
        }
        Self { parents, holders, total, best, best_outer }
    }

    fn outer(&self, holder: u32) -> u32 {
        self.parents.get(holder as usize).copied().unwrap_or(0)
    }

    /// Where line `n` stands in the tree.
    pub(super) fn place(&self, n: usize, lines: &[Line], set: &mut Found) {
        use Feature as F;
        let at = |n: usize| lines.get(n).and_then(|line| line.markup.as_ref()).map(|m| m.holder);
        let Some(number) = at(n) else { return };
        let mut put = |feature: F, holds: bool| {
            if holds {
                set.push(feature as u16);
            }
        };
        put(F::Begins, n == 0 || at(n - 1) != Some(number));
        put(F::Ends, at(n + 1) != Some(number));
        let (outer_number, far_number) = (self.outer(number), self.outer(self.outer(number)));
        let [holder, outer, far] = [number, outer_number, far_number].map(|n| self.holders[n as usize]);
        put(
            match holder.below {
                None => F::Outside,
                Some(0) => F::Root0,
                Some(1) => F::Root1,
                Some(2) => F::Root2,
                Some(3) => F::Root3,
                Some(_) => F::RootDeep,
            },
            true,
        );
        put(F::HolderCore, number == self.best);
        put(F::OuterCore, number != self.best && outer_number == self.best_outer);
        put(F::OuterRunning, outer.inner_running >= 3);
        put(F::HolderNearCore, number != self.best && number.abs_diff(self.best) <= 3);
        put(F::HolderRunning1, (1..3).contains(&holder.running));
        put(F::HolderRunning3, holder.running >= 3);
        put(F::HolderLinked, holder.own_linked * 2 > holder.own_chars);
        let share = |words: u32, percent: u32| words > 0 && words * 100 >= self.total * percent;
        put(F::HolderMost, share(holder.words, 50));
        put(F::HolderSome, share(holder.words, 10));
        put(F::HolderNone, holder.words == 0);
        put(F::OuterMost, share(outer.all_words, 50));
        put(F::OuterSome, share(outer.all_words, 10));
        put(F::OuterNone, outer.all_words == 0);
        put(F::FarMost, share(far.all_words, 50));
        put(F::FarNone, far.all_words == 0);
        put(F::OuterLinked, outer.linked * 2 > outer.chars);
        put(F::FarLinked, far.linked * 2 > far.chars);
        put(F::OuterMany, outer.children >= 5);
        put(F::FarMany, far.children >= 5);
    }
}

fn is_linked(markup: &Markup, row: &Row, percent: u32) -> bool {
    markup.linked * 100 > row.shape.chars * percent
}

/// What the line's own tag and the parts of the page around it tell.
pub(super) fn marked(markup: &Markup, line: &Line, row: &Row, set: &mut Found) {
    use Feature as F;
    let mut put = |feature: F, holds: bool| {
        if holds {
            set.push(feature as u16);
        }
    };
    let tag = match markup.tag {
        Tag::Plain | Tag::Time => F::TagPlain,
        Tag::Paragraph => F::TagParagraph,
        Tag::Heading(1) => F::TagHeading1,
        Tag::Heading(_) => F::TagHeading,
        Tag::Item => F::TagItem,
        Tag::Cell => F::TagCell,
        Tag::Quote => F::TagQuote,
        Tag::Caption => F::TagCaption,
        Tag::Preformatted => F::TagPreformatted,
        Tag::Term => F::TagTerm,
        Tag::Button => F::TagButton,
    };
    put(tag, true);
    let regions = [
        (Regions::NAVIGATION, F::AtNavigation),
        (Regions::HEADER, F::AtHeader),
        (Regions::FOOTER, F::AtFooter),
        (Regions::ASIDE, F::AtAside),
        (Regions::FIGURE, F::AtFigure),
        (Regions::ARTICLE, F::AtArticle),
        (Regions::MAIN, F::AtMain),
        (Regions::FORM, F::AtForm),
        (Regions::LIST, F::AtList),
        (Regions::TABLE, F::AtTable),
        (Regions::QUOTE, F::AtQuote),
        (Regions::EMBED, F::AtEmbed),
        (Regions::BODY, F::AtBody),
        (Regions::COMMENTS, F::AtComments),
        (Regions::RELATED, F::AtRelated),
        (Regions::POPULAR, F::AtPopular),
        (Regions::PROMO, F::AtPromo),
        (Regions::LEGAL, F::AtLegal),
        (Regions::BYLINE, F::AtByline),
        (Regions::DATELINE, F::AtDateline),
        (Regions::TITLE, F::AtTitle),
        (Regions::CAPTION, F::AtCaption),
        (Regions::SHARE, F::AtShare),
        (Regions::STANDFIRST, F::AtStandfirst),
    ];
    for (region, feature) in regions {
        put(feature, markup.within.any(region));
    }
    let running = row.is_running();
    put(F::Linked100, is_linked(markup, row, 85));
    put(F::Linked70, is_linked(markup, row, 50) && !is_linked(markup, row, 85));
    put(F::Linked30, is_linked(markup, row, 20) && !is_linked(markup, row, 50));
    put(F::Bold, markup.bold * 100 > row.shape.chars * 80 && !line.span.is_empty());
    put(F::ItemRunning, markup.tag == Tag::Item && running);
    put(F::ItemLinked, markup.tag == Tag::Item && is_linked(markup, row, 50));
    put(F::ParagraphRunning, markup.tag == Tag::Paragraph && running);
    put(F::PlainRunning, markup.tag == Tag::Plain && running);
    put(F::ArticleRunning, markup.within.any(Regions::ARTICLE) && running);
}
