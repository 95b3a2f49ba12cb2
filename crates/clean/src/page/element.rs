//! What elements do to text: begin a block, hide, link, hold a list.

use crate::rendered::{Regions, Tag};

/// How an element stands in the flow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Flow {
    /// Within a line.
    Inline,
    /// Begins and ends a line.
    Block,
    /// A block with a blank line before and after.
    Spaced,
    /// A cell of a table.
    Cell,
    /// Never holds anything.
    Void,
    /// Its content is not shown, or not as words.
    Skipped,
}

/// What is known of an element by its name.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Element {
    /// In lower case; the empty string for a name that is not known.
    pub(crate) name: &'static str,
    pub(crate) flow: Flow,
    /// The kind of line that its words make; `None` where it does not change it.
    pub(crate) tag: Option<Tag>,
    pub(crate) regions: Regions,
}

const NONE: Regions = Regions(0);

const fn element(name: &'static str, flow: Flow) -> Element {
    Element { name, flow, tag: None, regions: NONE }
}

const fn part(name: &'static str, regions: Regions) -> Element {
    Element { name, flow: Flow::Block, tag: None, regions }
}

const fn tagged(name: &'static str, flow: Flow, tag: Tag) -> Element {
    Element { name, flow, tag: Some(tag), regions: NONE }
}

use Flow::{Block, Cell, Inline, Skipped, Spaced, Void};

/// All elements that do anything; the others are within a line. Sorted by name.
const ELEMENTS: &[Element] = &[
    element("a", Inline),
    element("abbr", Inline),
    element("address", Block),
    element("area", Void),
    part("article", Regions::ARTICLE),
    part("aside", Regions::ASIDE),
    element("audio", Skipped),
    element("b", Inline),
    element("base", Void),
    Element { name: "blockquote", flow: Spaced, tag: Some(Tag::Quote), regions: Regions::QUOTE },
    element("body", Block),
    element("br", Void),
    tagged("button", Inline, Tag::Button),
    element("canvas", Skipped),
    Element { name: "caption", flow: Block, tag: Some(Tag::Caption), regions: Regions::TABLE },
    element("center", Block),
    element("col", Void),
    element("datalist", Skipped),
    tagged("dd", Block, Tag::Term),
    element("details", Block),
    element("dialog", Block),
    element("div", Block),
    Element { name: "dl", flow: Spaced, tag: None, regions: Regions::LIST },
    tagged("dt", Block, Tag::Term),
    element("embed", Void),
    Element { name: "fieldset", flow: Block, tag: None, regions: Regions::FORM },
    Element { name: "figcaption", flow: Block, tag: Some(Tag::Caption), regions: Regions::CAPTION },
    Element { name: "figure", flow: Spaced, tag: None, regions: Regions::FIGURE },
    part("footer", Regions::FOOTER),
    part("form", Regions::FORM),
    element("frame", Void),
    tagged("h1", Spaced, Tag::Heading(1)),
    tagged("h2", Spaced, Tag::Heading(2)),
    tagged("h3", Spaced, Tag::Heading(3)),
    tagged("h4", Spaced, Tag::Heading(4)),
    tagged("h5", Spaced, Tag::Heading(5)),
    tagged("h6", Spaced, Tag::Heading(6)),
    element("head", Block),
    part("header", Regions::HEADER),
    element("hgroup", Block),
    element("hr", Void),
    element("html", Block),
    element("iframe", Skipped),
    element("img", Void),
    element("input", Void),
    element("legend", Block),
    tagged("li", Block, Tag::Item),
    element("link", Void),
    part("main", Regions::MAIN),
    element("map", Skipped),
    Element { name: "menu", flow: Spaced, tag: None, regions: Regions::LIST },
    element("meta", Void),
    part("nav", Regions::NAVIGATION),
    element("noembed", Skipped),
    element("noframes", Skipped),
    element("noscript", Skipped),
    element("object", Skipped),
    Element { name: "ol", flow: Spaced, tag: None, regions: Regions::LIST },
    element("optgroup", Inline),
    element("option", Inline),
    tagged("p", Spaced, Tag::Paragraph),
    element("param", Void),
    tagged("pre", Spaced, Tag::Preformatted),
    element("script", Skipped),
    part("search", Regions::FORM),
    element("section", Block),
    element("select", Skipped),
    element("source", Void),
    element("span", Inline),
    element("strong", Inline),
    element("style", Skipped),
    element("summary", Block),
    element("svg", Skipped),
    Element { name: "table", flow: Spaced, tag: None, regions: Regions::TABLE },
    element("tbody", Block),
    tagged("td", Cell, Tag::Cell),
    element("template", Skipped),
    element("textarea", Skipped),
    element("tfoot", Block),
    tagged("th", Cell, Tag::Cell),
    element("thead", Block),
    tagged("time", Inline, Tag::Time),
    element("title", Skipped),
    element("tr", Block),
    element("track", Void),
    Element { name: "ul", flow: Spaced, tag: None, regions: Regions::LIST },
    element("video", Skipped),
    element("wbr", Void),
];

/// The element of a name as written; one that is not known stands within a line.
pub(crate) fn named(name: &str) -> Element {
    let mut small = [0_u8; 12];
    let unknown = element("", Inline);
    if name.len() > small.len() {
        return unknown;
    }
    let small = &mut small[..name.len()];
    small.copy_from_slice(name.as_bytes());
    small.make_ascii_lowercase();
    // Mostly the first letter tells already which way to go.
    let found = ELEMENTS.binary_search_by(|element| {
        let name = element.name.as_bytes();
        name.first().cmp(&small.first()).then_with(|| name[1..].cmp(&small[1..]))
    });
    found.map_or(unknown, |n| ELEMENTS[n])
}

impl Element {
    pub(crate) fn is_block(self) -> bool {
        matches!(self.flow, Block | Spaced | Cell)
    }

    pub(crate) fn is_heading(self) -> bool {
        matches!(self.tag, Some(Tag::Heading(_)))
    }

    /// Lines of one such element stand together, whatever paragraphs and lists part them.
    pub(crate) fn holds(self) -> bool {
        self.is_block()
            && !matches!(
                self.name,
                "p" | "li"
                    | "ul"
                    | "ol"
                    | "dl"
                    | "dt"
                    | "dd"
                    | "blockquote"
                    | "pre"
                    | "tr"
                    | "tbody"
                    | "thead"
                    | "hgroup"
            )
            && !self.is_heading()
    }

    /// An unclosed element of this name ends where one like it, or its list or table, does.
    pub(crate) fn closes(self) -> &'static [&'static str] {
        match self.name {
            "li" => &["li"],
            "dt" | "dd" => &["dt", "dd"],
            "tr" => &["td", "th", "tr"],
            "td" | "th" => &["td", "th"],
            "tbody" | "thead" | "tfoot" => &["td", "th", "tr", "tbody", "thead", "tfoot"],
            "option" | "optgroup" => &["option"],
            _ => &[],
        }
    }

    /// No search for an open element goes beyond one of these.
    pub(crate) fn is_wall(self) -> bool {
        matches!(self.name, "table" | "td" | "th" | "body" | "html")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted() {
        assert!(ELEMENTS.windows(2).all(|pair| pair[0].name < pair[1].name));
    }

    #[test]
    fn names_are_told_in_any_case() {
        assert_eq!(named("DIV").flow, Flow::Block);
        assert_eq!(named("font").flow, Flow::Inline);
        assert_eq!(named("x-very-long-custom-element").name, "");
    }
}
