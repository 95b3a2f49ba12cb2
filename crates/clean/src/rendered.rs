//! The form that texts and pages share before they are labelled: lines, each with what its markup tells.

use sayso_news::Trace;
use sayso_text::Span;

use crate::page::Page;

/// So many lines of a capture are read. A body of the size that is read has fewer, unless its lines are a few words each.
pub(crate) const MOST_LINES: usize = 100_000;

/// A capture as a reader sees it.
#[derive(Debug, Default)]
pub(crate) struct Rendered {
    /// The whole visible text.
    pub(crate) text: String,
    /// Its lines that are not blank, in order.
    pub(crate) lines: Vec<Line>,
    /// How many lines are not read, because there are too many: they stand together as the last one.
    pub(crate) surplus: usize,
    /// For each element of a page that holds lines together, the number of the one around it; that of the first is 0.
    pub(crate) holders: Vec<u32>,
    /// The way back to the capture's content; empty when the text is the content.
    pub(crate) trace: Trace,
    /// What the page says about itself; nothing for a text.
    pub(crate) page: Page,
    /// How many pieces of text the page hides from its reader.
    pub(crate) hidden: usize,
}

impl Rendered {
    /// Whether line `n` stands for all that are too many.
    pub(crate) fn is_surplus(&self, n: usize) -> bool {
        self.surplus > 0 && n + 1 == self.lines.len()
    }
}

/// Lines as they are met. Beyond so many they are only counted and stand together, so that lines take no more memory than
/// the text that they are cut from.
#[derive(Debug, Default)]
pub(crate) struct Lines {
    /// Those that are read.
    pub(crate) read: Vec<Line>,
    /// Where the others stand, and how many they are.
    pub(crate) rest: Option<Span>,
    pub(crate) surplus: usize,
}

impl Lines {
    /// Adds the next line.
    pub(crate) fn push(&mut self, line: Line) {
        if self.read.len() < MOST_LINES {
            self.read.push(line);
        } else {
            self.rest = Some(self.rest.map_or(line.span, |rest| rest.cover(line.span)));
            self.surplus += 1;
        }
    }

    /// Where the last line ends.
    pub(crate) fn end(&self) -> Option<usize> {
        self.rest.or(self.read.last().map(|line| line.span)).map(Span::end)
    }

    /// One line for all that are too many.
    pub(crate) fn rest(&self) -> Option<Line> {
        self.rest.map(|span| Line { span, ..Line::default() })
    }
}

/// One line of the visible text; several, where a text breaks its paragraphs at a fixed width.
#[derive(Debug, Clone, Default)]
pub(crate) struct Line {
    /// Where its words stand, white space at the edges left out.
    pub(crate) span: Span,
    /// How many blank lines stand before it.
    pub(crate) gap: u16,
    /// What its markup tells; `None` for a line of a text.
    pub(crate) markup: Option<Markup>,
}

/// What markup tells about a line.
#[derive(Debug, Clone, Default)]
pub(crate) struct Markup {
    /// The innermost tag that makes a block of its own.
    pub(crate) tag: Tag,
    /// The parts of the page that it stands in.
    pub(crate) within: Regions,
    /// Number of the element that holds its block; lines of one element stand together.
    pub(crate) holder: u32,
    /// How many of its characters are links'.
    pub(crate) linked: u32,
    /// How many of its characters are bold.
    pub(crate) bold: u32,
    /// The words of class and id of the elements that it stands in, hashed: whether of one around the innermost.
    pub(crate) marks: Vec<(bool, u16)>,
    /// Where its first link points.
    pub(crate) link: Option<String>,
}

/// Tags that tell something about a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Tag {
    /// A tag that tells nothing: `div`, `section`, `span`.
    #[default]
    Plain,
    Paragraph,
    /// `h1` to `h6`.
    Heading(u8),
    Item,
    Cell,
    Quote,
    Caption,
    Preformatted,
    Term,
    Time,
    Button,
}

/// Parts of a page, a bit each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Regions(pub(crate) u32);

impl Regions {
    pub(crate) const NAVIGATION: Self = Self(1);
    pub(crate) const HEADER: Self = Self(1 << 1);
    pub(crate) const FOOTER: Self = Self(1 << 2);
    pub(crate) const ASIDE: Self = Self(1 << 3);
    pub(crate) const FIGURE: Self = Self(1 << 4);
    pub(crate) const ARTICLE: Self = Self(1 << 5);
    pub(crate) const MAIN: Self = Self(1 << 6);
    pub(crate) const FORM: Self = Self(1 << 7);
    pub(crate) const LIST: Self = Self(1 << 8);
    pub(crate) const TABLE: Self = Self(1 << 9);
    pub(crate) const QUOTE: Self = Self(1 << 10);
    pub(crate) const EMBED: Self = Self(1 << 11);
    pub(crate) const BODY: Self = Self(1 << 12);
    pub(crate) const COMMENTS: Self = Self(1 << 13);
    pub(crate) const RELATED: Self = Self(1 << 14);
    pub(crate) const POPULAR: Self = Self(1 << 15);
    pub(crate) const PROMO: Self = Self(1 << 16);
    pub(crate) const LEGAL: Self = Self(1 << 17);
    pub(crate) const BYLINE: Self = Self(1 << 18);
    pub(crate) const DATELINE: Self = Self(1 << 19);
    pub(crate) const TITLE: Self = Self(1 << 20);
    pub(crate) const CAPTION: Self = Self(1 << 21);
    pub(crate) const SHARE: Self = Self(1 << 22);
    pub(crate) const STANDFIRST: Self = Self(1 << 23);
    /// The way from the front page to the article.
    pub(crate) const BREADCRUMBS: Self = Self(1 << 24);

    /// Whether any of `other`'s parts is among these.
    pub(crate) const fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// These parts and `other`'s.
    #[must_use]
    pub(crate) const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}
