//! A page as its reader sees it: tags become lines, each with what its markup tells.
//!
//! One walk over the tokens with a stack of open elements and no recursion. Searches in the stack are bounded, so that
//! a page of any depth takes linear time.

use std::borrow::Cow;

use rustc_hash::FxHashMap;
use sayso_news::Trace;

use super::element::{Element, Flow, named};
use super::entities::{self, Decoded};
use super::fields::Fields;
use super::regions::{self, Marks};
use super::tokens::{Tag as StartTag, Token, Tokens};
use super::writer::Writer;
use crate::rendered::{Markup, Regions, Rendered, Tag};
use crate::words::hash;

/// How far up the stack an open element is looked for.
const REACH: usize = 256;
/// No more elements are open at once: from there on they stand one after the other, as browsers have it.
const DEEPEST: usize = 1 << 16;
/// So many elements' names are read for a line, and so many words of each.
const NAMED: usize = 3;
const MOST_WORDS: usize = 8;
/// So many bytes of class and id may hold them.
const NAME: usize = 1024;
/// A cell with more bytes than this has a line of its own.
const CELL: usize = 60;

/// Renders a page. One that hides more than it shows waits for a script to reveal it: then all of it is shown.
pub(crate) fn render(source: &str, marks: &Marks) -> Rendered {
    let (rendered, concealed) = walk(source, marks, false);
    if concealed > rendered.text.len() { walk(source, marks, true).0 } else { rendered }
}

/// One walk through the page, and how many bytes of words it hides.
fn walk(source: &str, marks: &Marks, reveals: bool) -> (Rendered, usize) {
    let mut walk = Walk {
        marks,
        marked: FxHashMap::default(),
        writer: Writer::new(source),
        stack: Vec::new(),
        depth: Depth::default(),
        reveals,
        hidden: 0,
        concealed: 0,
        counted: false,
        holders: vec![0],
        closed: None,
        fields: Fields::default(),
        raw: Raw::Nothing,
    };
    for token in Tokens::new(source) {
        match token {
            Token::Text(start, text) => walk.text(start, text),
            Token::Open(tag) => walk.open(tag),
            Token::Close(name) => walk.close(name),
            Token::Raw(text) => walk.raw(text),
        }
    }
    walk.writer.end(1);
    let Writer { out, lines, runs, .. } = walk.writer;
    let rest = lines.rest();
    let rendered = Rendered {
        text: out,
        surplus: lines.surplus,
        lines: lines.read.into_iter().chain(rest).collect(),
        holders: walk.holders,
        trace: Trace(runs),
        page: walk.fields.finish(),
        hidden: walk.hidden,
    };
    (rendered, walk.concealed)
}

/// What an open element does to the words in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Effect {
    None,
    /// Its content is no words: a script, a picture.
    Skips,
    /// It hides words that the page's author wrote.
    Conceals,
    Links,
    Bold,
    Preformats,
}

/// An open element.
#[derive(Debug, Clone)]
struct Open<'s> {
    element: Element,
    effect: Effect,
    /// Its class and id, as written.
    names: [&'s str; 2],
    /// The parts of the page that it stands in, its own included.
    within: Regions,
    /// Number of the nearest element that holds lines together.
    holder: u32,
    /// The number of the next entry, in an ordered list.
    entry: Option<u32>,
    /// It carries a time for machines.
    stamped: bool,
}

/// How many open elements have each effect.
#[derive(Debug, Default)]
struct Depth {
    skipping: u32,
    concealing: u32,
    linking: u32,
    bold: u32,
    preformatted: u32,
}

/// What the content of a raw element is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Raw {
    Nothing,
    Title,
    Data,
    Program,
}

struct Walk<'s> {
    marks: &'s Marks,
    /// What the classes and ids met so far mark: most are met again.
    marked: FxHashMap<&'s str, (Regions, bool)>,
    writer: Writer<'s>,
    stack: Vec<Open<'s>>,
    depth: Depth,
    /// What the page hides is shown all the same.
    reveals: bool,
    /// How many concealed pieces held words and whether the one that is open has been counted; bytes in all of them.
    hidden: usize,
    counted: bool,
    concealed: usize,
    /// For each element that holds lines together, the number of the one around it.
    holders: Vec<u32>,
    /// The element within a line that was closed last, when nothing has been written since.
    closed: Option<&'static str>,
    fields: Fields,
    /// What the raw element that was opened last is for.
    raw: Raw,
}

impl<'s> Walk<'s> {
    fn open(&mut self, tag: StartTag<'s>) {
        let element = named(tag.name);
        match element.name {
            "br" => return self.end_line(1),
            "hr" => return self.end_line(2),
            "img" if self.is_content() => self.fields.picture(tag),
            "embed" | "object" | "iframe" => self.fields.frame(tag),
            "meta" | "link" => return self.fields.read(element.name, tag),
            "html" => self.fields.read(element.name, tag),
            "title" if !self.within(&["svg"]) => self.raw = Raw::Title,
            "script"
                if tag.get("type").is_some_and(|t| t.trim().eq_ignore_ascii_case("application/ld+json")) =>
            {
                self.raw = Raw::Data;
            }
            "script" => self.raw = Raw::Program,
            _ => {}
        }
        if element.flow == Flow::Void {
            return;
        }
        if element.is_block() {
            self.close_paragraph(element);
        }
        if !element.closes().is_empty() {
            self.close_like(element);
        }
        if element.name == "a" && self.depth.linking > 0 {
            self.close_inline("a");
        }
        if self.stack.len() >= DEEPEST {
            self.pop_to(DEEPEST - 1);
        }
        let open = self.opened(element, tag);
        match element.flow {
            Flow::Block => self.end_line(1),
            Flow::Spaced => self.end_line(if self.is_tight(element) { 1 } else { 2 }),
            Flow::Cell => self.begin_cell(),
            _ => self.begin_inline(element),
        }
        self.counted &= self.depth.concealing > 0;
        self.count(open.effect, 1);
        if open.stamped && (self.is_shown() || element.name != "time") {
            self.fields.stamp(tag, self.writer.out.len());
        }
        self.stack.push(open);
        if element.name == "li" {
            self.number();
        }
    }

    /// Not in what stands around every page of a site.
    fn is_content(&self) -> bool {
        let around = Regions::NAVIGATION.and(Regions::HEADER).and(Regions::FOOTER).and(Regions::ASIDE);
        self.stack.last().is_none_or(|open| !open.within.any(around))
    }

    fn is_shown(&self) -> bool {
        self.depth.skipping + self.depth.concealing == 0
    }

    fn within(&self, names: &[&str]) -> bool {
        self.stack.iter().rev().take(REACH).any(|open| names.contains(&open.element.name))
    }

    /// A list within a list, or within a menu, has no blank line around it.
    fn is_tight(&self, element: Element) -> bool {
        matches!(element.name, "ul" | "ol" | "menu") && self.within(&["li", "nav"])
    }

    /// What a class or an id marks.
    fn marked(&mut self, written: &'s str, value: &str) -> (Regions, bool) {
        *self.marked.entry(written).or_insert_with(|| self.marks.of(value))
    }

    /// What the tag's attributes tell.
    fn opened(&mut self, element: Element, tag: StartTag<'s>) -> Open<'s> {
        let (within, mut holder) =
            self.stack.last().map_or((Regions::default(), 0), |o| (o.within, o.holder));
        let mut within = within.and(element.regions);
        let mut conceals = element.name == "dialog" && tag.get("open").is_none();
        let (mut link, mut start, mut streamed) = (None, None, false);
        let whole = matches!(element.name, "html" | "body");
        let mut stamped = element.name == "time";
        let mut names = [""; 2];
        for (name, value) in tag.attributes() {
            let written = value;
            let value = || {
                if value.contains('&') {
                    Cow::Owned(entities::plain(value, true))
                } else {
                    Cow::Borrowed(value)
                }
            };
            let is = |known: &str| name.eq_ignore_ascii_case(known);
            match name.len() {
                2 if is("id") && !whole => {
                    let id = value();
                    names[1] = sayso_text::head(written, NAME);
                    within = within.and(self.marked(written, &id).0);
                    // React sends parts of a page hidden, and a script puts them in their place.
                    streamed = id.starts_with("S:");
                }
                4 if is("role") => within = within.and(regions::role(value().trim())),
                4 if is("href") => link = Some(value().into_owned()),
                5 if is("class") && !whole => {
                    names[0] = sayso_text::head(written, NAME);
                    let (parts, hidden) = self.marked(written, &value());
                    within = within.and(parts);
                    conceals |= hidden;
                }
                5 if is("style") => conceals |= is_hiding(&value()),
                5 if is("start") => start = value().trim().parse().ok(),
                6 if is("hidden") => conceals |= !whole,
                // AMP: a menu or a question that a script would open.
                6 if is("layout") => conceals |= value().trim().eq_ignore_ascii_case("nodisplay"),
                8 if is("itemprop") || is("property") => {
                    within = within.and(regions::property(value().trim()));
                    stamped |= regions::is_date(&value());
                }
                10 if is("aria-label") => within = within.and(regions::named(&value())),
                5 if is("title") && element.name == "abbr" => stamped = true,
                _ => {}
            }
        }
        let effect = match element.name {
            _ if element.flow == Flow::Skipped => Effect::Skips,
            _ if conceals && !streamed && !self.reveals => Effect::Conceals,
            "a" if link.is_some() => Effect::Links,
            "b" | "strong" => Effect::Bold,
            "pre" => Effect::Preformats,
            _ => Effect::None,
        };
        if effect == Effect::Links {
            self.writer.link = link;
        }
        if element.holds() {
            self.holders.push(holder);
            holder = self.holders.len() as u32 - 1;
        }
        let entry = (element.name == "ol").then_some(start.unwrap_or(1));
        Open { element, effect, names, within, holder, entry, stamped }
    }

    fn close(&mut self, name: &str) {
        let element = named(name);
        if element.name == "br" {
            return self.end_line(1);
        }
        let found = if element.name.is_empty() {
            // A name that is not known is matched only where it is the innermost: its words flow on in any case.
            self.stack.last().filter(|o| o.element.name.is_empty()).map(|_| self.stack.len() - 1)
        } else {
            self.find(&[element.name], !matches!(element.name, "table" | "body" | "html"))
        };
        let Some(at) = found else { return };
        let around_blocks = self.stack[at + 1..].iter().any(|o| o.element.is_block());
        if !element.is_block() && element.flow != Flow::Skipped && around_blocks {
            // `<b><p>…</b>…`: the bold ends and the paragraph goes on.
            return self.remove(at);
        }
        self.pop_to(at);
    }

    /// Where the innermost open element of one of these names stands.
    fn find(&self, names: &[&str], walled: bool) -> Option<usize> {
        for (n, open) in self.stack.iter().enumerate().rev().take(REACH) {
            if names.contains(&open.element.name) {
                return Some(n);
            }
            if walled && open.element.is_wall() {
                return None;
            }
        }
        None
    }

    /// Ends all elements from number `at` on.
    fn pop_to(&mut self, at: usize) {
        while self.stack.len() > at {
            let Some(open) = self.stack.pop() else { return };
            self.count(open.effect, -1);
            match open.element.flow {
                Flow::Block => self.end_line(1),
                Flow::Spaced => self.end_line(if self.is_tight(open.element) { 1 } else { 2 }),
                Flow::Cell => self.end_cell(),
                _ => self.closed = Some(open.element.name),
            }
        }
    }

    /// Ends one element; those within it go on.
    fn remove(&mut self, at: usize) {
        let open = self.stack.remove(at);
        self.count(open.effect, -1);
    }

    fn count(&mut self, effect: Effect, by: i32) {
        let depth = match effect {
            Effect::None => return,
            Effect::Skips => &mut self.depth.skipping,
            Effect::Conceals => &mut self.depth.concealing,
            Effect::Links => &mut self.depth.linking,
            Effect::Bold => &mut self.depth.bold,
            Effect::Preformats => &mut self.depth.preformatted,
        };
        *depth = depth.saturating_add_signed(by);
        self.writer.bold = self.depth.bold > 0;
        if self.depth.linking == 0 {
            self.writer.link = None;
        }
    }

    /// A block ends the paragraph that it stands in; a heading ends another.
    fn close_paragraph(&mut self, element: Element) {
        if let Some(at) = self.find(&["p"], true) {
            self.pop_to(at);
        } else if element.is_heading() && self.stack.last().is_some_and(|o| o.element.is_heading()) {
            self.pop_to(self.stack.len() - 1);
        }
    }

    /// `<li>` ends the entry before it, unless a list has begun within that.
    fn close_like(&mut self, element: Element) {
        let names = element.closes();
        let like = |open: &Open<'_>| names.contains(&open.element.name);
        let wall =
            |open: &Open<'_>| matches!(open.element.name, "ul" | "ol" | "dl" | "menu" | "table" | "body");
        let Some(mut at) = self.find(names, false) else { return };
        if self.stack[at + 1..].iter().any(wall) {
            return;
        }
        // A row ends its last cell and the row before it.
        while at > 0 && like(&self.stack[at - 1]) {
            at -= 1;
        }
        self.pop_to(at);
    }

    fn close_inline(&mut self, name: &str) {
        if let Some(at) = self.find(&[name], true) {
            self.remove(at);
        }
    }

    fn raw(&mut self, text: &str) {
        match self.raw {
            Raw::Title => self.fields.title(&entities::plain(text, false)),
            Raw::Data => self.fields.data(text),
            Raw::Program => self.fields.script(text),
            Raw::Nothing => {}
        }
        self.raw = Raw::Nothing;
    }

    fn end_line(&mut self, breaks: u8) {
        self.closed = None;
        self.writer.end(breaks);
    }

    /// Cells of one row stand on one line, unless they hold more than a few words.
    fn begin_cell(&mut self) {
        if self.writer.is_open() && self.writer.size() < CELL {
            self.writer.space(0, 0);
        } else {
            self.end_line(1);
        }
    }

    fn end_cell(&mut self) {
        if self.writer.size() >= CELL {
            self.end_line(1);
        } else {
            self.writer.space(0, 0);
        }
    }

    /// Things that stand side by side on a page stand apart, though no white space is in the source.
    fn begin_inline(&mut self, element: Element) {
        let beside = self.closed == Some(element.name);
        match element.name {
            "button" => self.writer.space(0, 0),
            "a" | "time" if beside => self.writer.space(0, 0),
            "a" | "span" if matches!(self.closed, Some("span" | "a" | "time")) => self.writer.touch(),
            _ => {}
        }
    }

    /// The number of an ordered list's entry is due before its words.
    fn number(&mut self) {
        let mut around = self.stack.iter_mut().rev().skip(1).take(8);
        let list = around.find(|o| matches!(o.element.name, "ol" | "ul" | "menu"));
        self.writer.number = list.and_then(|o| o.entry.as_mut()).map(|entry| {
            *entry = entry.saturating_add(1);
            *entry - 1
        });
    }

    /// What the open elements tell about a line that begins here.
    fn markup(&self) -> Markup {
        let mut tag = Tag::Plain;
        for open in self.stack.iter().rev().take(REACH) {
            if let Some(told) = open.element.tag.filter(|t| *t != Tag::Time) {
                tag = told;
            }
            if open.element.is_block() {
                break;
            }
        }
        let flowing = matches!(tag, Tag::Paragraph | Tag::Plain);
        if flowing && self.stack.iter().rev().take(4).any(|o| o.element.name == "li") {
            tag = Tag::Item;
        }
        let Some(open) = self.stack.last() else { return Markup { tag, ..Markup::default() } };
        Markup { tag, within: open.within, holder: open.holder, marks: self.names(), ..Markup::default() }
    }

    /// The words of class and id of the innermost elements that have any.
    fn names(&self) -> Vec<(bool, u16)> {
        let named = self
            .stack
            .iter()
            .rev()
            .take(REACH)
            .filter(|open| open.names.iter().any(|name| !name.is_empty()))
            .take(NAMED);
        named
            .enumerate()
            .flat_map(|(n, open)| {
                let words = open.names.iter().flat_map(|name| regions::words(name)).take(MOST_WORDS);
                words.map(move |word| (n > 0, hash(word)))
            })
            .collect()
    }

    fn text(&mut self, start: usize, text: &str) {
        if !self.is_shown() {
            let words = text.trim().len();
            if self.depth.skipping == 0 && words > 0 {
                self.hidden += usize::from(!self.counted);
                self.counted = true;
                self.concealed += words;
            }
            return;
        }
        let bytes = text.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            let here = start + at;
            if bytes[at].is_ascii_whitespace() {
                let size = bytes[at..].iter().take_while(|b| b.is_ascii_whitespace()).count();
                if self.depth.preformatted > 0 && bytes[at..at + size].contains(&b'\n') {
                    self.end_line(1);
                } else {
                    self.writer.space(here, here + size);
                }
                at += size;
                continue;
            }
            self.closed = None;
            if !self.writer.is_open() {
                let markup = self.markup();
                let entry = markup.tag == Tag::Item;
                self.writer.begin(markup, entry);
            }
            if bytes[at] == b'&' {
                let (found, size) = entities::decode(&text[at..], false).unwrap_or((Decoded('&', None), 1));
                self.writer.decoded(found, here, size);
                at += size;
            } else {
                let words = bytes[at..].iter().take_while(|b| !b.is_ascii_whitespace() && **b != b'&');
                let size = words.count();
                self.writer.words(here, &text[at..at + size]);
                at += size;
            }
        }
    }
}

/// `display: none`, `visibility: hidden`.
fn is_hiding(style: &str) -> bool {
    let words = style.chars().take(400).filter(|c| !c.is_whitespace());
    let plain: String = words.flat_map(char::to_lowercase).collect();
    plain.contains("display:none") || plain.contains("visibility:hidden")
}
