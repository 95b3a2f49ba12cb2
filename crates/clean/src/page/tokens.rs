//! A page cut into tags and text, each with its place in the source.
//!
//! Reads as browsers do where it matters for words: comments, raw text, quoted attributes, unclosed tags. One pass, no
//! look-back, so that no page takes more than linear time.

use memchr::{memchr, memmem};

use super::entities;

/// A piece of the source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Token<'s> {
    /// Text, its references not decoded yet; begins at this byte.
    Text(usize, &'s str),
    /// A start tag.
    Open(Tag<'s>),
    /// An end tag's name, as written.
    Close(&'s str),
    /// The content of the raw element that was opened last: a script's, a style's, a title's.
    Raw(&'s str),
}

/// A start tag, its attributes not read yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Tag<'s> {
    /// As written.
    pub(crate) name: &'s str,
    attributes: &'s str,
}

/// Elements whose content is no markup.
const RAW: [&str; 10] =
    ["script", "style", "title", "textarea", "xmp", "iframe", "noembed", "noframes", "noscript", "plaintext"];

/// Walks through a page.
#[derive(Debug)]
pub(crate) struct Tokens<'s> {
    source: &'s str,
    at: usize,
    /// The raw element whose content comes next.
    raw: Option<&'s str>,
}

impl<'s> Tokens<'s> {
    pub(crate) fn new(source: &'s str) -> Self {
        Self { source, at: 0, raw: None }
    }

    fn rest(&self) -> &'s str {
        &self.source[self.at..]
    }

    /// The content of a raw element, up to its end tag; to the end of the page where there is none.
    fn raw(&mut self, name: &str) -> Token<'s> {
        let rest = self.rest();
        let end = if name.eq_ignore_ascii_case("plaintext") { rest.len() } else { raw_end(rest, name) };
        self.at += end;
        Token::Raw(&rest[..end])
    }

    /// Text up to the next tag; `from` bytes of it are text whatever they look like.
    fn text(&mut self, from: usize) -> Token<'s> {
        let start = self.at;
        let rest = self.rest();
        let mut at = from;
        let end = loop {
            match memchr(b'<', &rest.as_bytes()[at..]) {
                None => break rest.len(),
                Some(n) if begins_tag(&rest.as_bytes()[at + n..]) => break at + n,
                Some(n) => at += n + 1,
            }
        };
        self.at += end;
        Token::Text(start, &rest[..end])
    }
}

/// Whether `<` begins a tag, a comment or a declaration, and is no less-than sign.
fn begins_tag(bytes: &[u8]) -> bool {
    match bytes.get(1) {
        Some(b'/') => {
            bytes.get(2).is_some_and(|b| b.is_ascii_alphabetic() || *b == b'>' || !b.is_ascii_whitespace())
        }
        Some(b) => b.is_ascii_alphabetic() || matches!(b, b'!' | b'?'),
        None => false,
    }
}

/// Where `</name` stands that ends a raw element.
fn raw_end(rest: &str, name: &str) -> usize {
    let bytes = rest.as_bytes();
    let mut at = 0;
    while let Some(n) = memmem::find(&bytes[at..], b"</") {
        let start = at + n;
        let after = start + 2 + name.len();
        let named = bytes.get(start + 2..after).is_some_and(|b| b.eq_ignore_ascii_case(name.as_bytes()));
        if named && bytes.get(after).is_none_or(|b| b.is_ascii_whitespace() || matches!(b, b'>' | b'/')) {
            return start;
        }
        at = start + 2;
    }
    bytes.len()
}

impl<'s> Iterator for Tokens<'s> {
    type Item = Token<'s>;

    fn next(&mut self) -> Option<Token<'s>> {
        if let Some(name) = self.raw.take() {
            return Some(self.raw(name));
        }
        loop {
            let rest = self.rest();
            let bytes = rest.as_bytes();
            if rest.is_empty() {
                return None;
            }
            if bytes[0] != b'<' || !begins_tag(bytes) {
                return Some(self.text(usize::from(bytes[0] == b'<')));
            }
            match bytes[1] {
                b'!' | b'?' => self.at += declaration(rest),
                b'/' => {
                    let name = name(&rest[2..]);
                    self.at += memchr(b'>', bytes).map_or(rest.len(), |n| n + 1);
                    if !name.is_empty() {
                        return Some(Token::Close(name));
                    }
                }
                _ => {
                    let name = name(&rest[1..]);
                    let size = tag_size(rest, 1 + name.len());
                    let attributes = &rest[1 + name.len()..size];
                    self.at += size;
                    if RAW.iter().any(|raw| raw.eq_ignore_ascii_case(name)) {
                        self.raw = Some(name);
                    }
                    return Some(Token::Open(Tag { name, attributes }));
                }
            }
        }
    }
}

/// A tag's name: what stands before white space, `/` or `>`.
fn name(rest: &str) -> &str {
    let end = rest.bytes().position(|b| b.is_ascii_whitespace() || matches!(b, b'/' | b'>'));
    &rest[..end.unwrap_or(rest.len())]
}

/// The size of a comment, a doctype, a CDATA section or a processing instruction.
fn declaration(rest: &str) -> usize {
    let bytes = rest.as_bytes();
    if let Some(comment) = rest.strip_prefix("<!--") {
        if comment.starts_with('>') {
            return 5;
        }
        if comment.starts_with("->") {
            return 6;
        }
        let plain = memmem::find(comment.as_bytes(), b"-->").map(|n| n + 3);
        // `--!>` ends one too; only what stands before the plain end needs to be looked at.
        let seen = &comment.as_bytes()[..plain.unwrap_or(comment.len())];
        let odd = memmem::find(seen, b"--!>").map(|n| n + 4);
        return 4 + odd.or(plain).unwrap_or(comment.len());
    }
    if rest.starts_with("<![CDATA[") {
        return memmem::find(bytes, b"]]>").map_or(rest.len(), |n| n + 3);
    }
    memchr(b'>', bytes).map_or(rest.len(), |n| n + 1)
}

/// The size of a start tag: up to the `>` that stands in no quoted value. A tag that never ends takes the rest.
fn tag_size(rest: &str, from: usize) -> usize {
    let bytes = rest.as_bytes();
    let mut at = from;
    let mut value = false;
    while let Some(b) = bytes.get(at) {
        match b {
            b'>' => return at + 1,
            b'"' | b'\'' if value => match memchr(*b, &bytes[at + 1..]) {
                Some(n) => {
                    at += n + 2;
                    value = false;
                    continue;
                }
                None => return bytes.len(),
            },
            b'=' => value = true,
            b if b.is_ascii_whitespace() => {}
            _ => value = false,
        }
        at += 1;
    }
    bytes.len()
}

impl<'s> Tag<'s> {
    /// The attributes in order: name as written, value with its references decoded.
    pub(crate) fn attributes(self) -> Attributes<'s> {
        Attributes { rest: self.attributes }
    }

    /// The value of one attribute.
    pub(crate) fn get(self, name: &str) -> Option<String> {
        self.attributes()
            .find(|(n, _)| n.eq_ignore_ascii_case(name))
            .map(|(_, value)| entities::plain(value, true))
    }
}

/// Walks through a tag's attributes; values are as written.
#[derive(Debug)]
pub(crate) struct Attributes<'s> {
    rest: &'s str,
}

impl<'s> Iterator for Attributes<'s> {
    type Item = (&'s str, &'s str);

    fn next(&mut self) -> Option<Self::Item> {
        let rest = self.rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>'));
        if rest.is_empty() {
            self.rest = rest;
            return None;
        }
        // A `=` at the very start belongs to the name.
        let first = rest.chars().next().map_or(1, char::len_utf8);
        let ends = |b: u8| b.is_ascii_whitespace() || matches!(b, b'=' | b'>' | b'/');
        let end = rest.bytes().skip(first).position(ends).map_or(rest.len(), |n| n + first);
        let (name, after) = rest.split_at(end);
        let after = after.trim_ascii_start();
        let Some(after) = after.strip_prefix('=') else {
            self.rest = after;
            return Some((name, ""));
        };
        let after = after.trim_ascii_start();
        let quote = after.bytes().next().filter(|b| matches!(b, b'"' | b'\''));
        let (value, after) = if let Some(mark) = quote {
            let inner = &after[1..];
            let end = memchr(mark, inner.as_bytes()).unwrap_or(inner.len());
            (&inner[..end], &inner[(end + 1).min(inner.len())..])
        } else {
            let end = after.bytes().position(|b| b.is_ascii_whitespace() || b == b'>').unwrap_or(after.len());
            after.split_at(end)
        };
        self.rest = after;
        Some((name, value))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(source: &str) -> Vec<String> {
        Tokens::new(source)
            .map(|token| match token {
                Token::Text(_, text) => format!("{text:?}"),
                Token::Open(tag) => format!("<{}>", tag.name),
                Token::Close(name) => format!("</{name}>"),
                Token::Raw(text) => format!("raw {text:?}"),
            })
            .collect()
    }

    #[test]
    fn tags_and_text() {
        assert_eq!(cut("a<p class='x>y'>b</p >c"), ["\"a\"", "<p>", "\"b\"", "</p>", "\"c\""]);
        assert_eq!(cut("5 < 6 <3 </ x"), ["\"5 < 6 <3 </ x\""]);
        assert_eq!(cut("<!-- <p> --!>x<!--> y<!DOCTYPE a><?php b?>z"), ["\"x\"", "\" y\"", "\"z\""]);
    }

    #[test]
    fn scripts_are_raw() {
        assert_eq!(
            cut("<script>if (a<b) '</p>'</SCRIPT >x"),
            ["<script>", "raw \"if (a<b) '</p>'\"", "</SCRIPT>", "\"x\""]
        );
        assert_eq!(cut("<style>p{"), ["<style>", "raw \"p{\""]);
    }

    #[test]
    fn what_never_ends_takes_the_rest() {
        assert_eq!(cut("a<p class=\"b>c"), ["\"a\"", "<p>"]);
        assert_eq!(cut("a<!-- b"), ["\"a\""]);
        assert_eq!(cut("a<"), ["\"a<\""]);
    }

    #[test]
    fn attributes_in_all_forms() {
        let Some(Token::Open(tag)) =
            Tokens::new("<a HREF=x/y id='i j' hidden class = \"c&amp;d\" =e é>").next()
        else {
            panic!("a tag");
        };
        let found: Vec<_> = tag.attributes().collect();
        assert_eq!(
            found,
            [("HREF", "x/y"), ("id", "i j"), ("hidden", ""), ("class", "c&amp;d"), ("=e", ""), ("é", "")]
        );
        assert_eq!(tag.get("class").as_deref(), Some("c&d"));
    }
}
