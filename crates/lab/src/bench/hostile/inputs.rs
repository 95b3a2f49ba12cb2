//! The worst inputs that we know, of any size: a number gives the same bytes everywhere.

use std::fs::File;
use std::io::{self, BufWriter, Write as _};

/// An input that somebody may give, or a broken system may write.
#[derive(Debug)]
pub(super) struct Input {
    pub(super) name: &'static str,
    /// How many of what it is made of there are in the larger of two runs.
    pub(super) count: usize,
    pub(super) write: fn(&mut Out, usize) -> io::Result<()>,
}

type Out = BufWriter<File>;

const SENTENCE: &str = "The harbour master of Ilva, Petra Dunn, said on Monday that 12 boats were lost and “nobody was warned”. ";
const PAGE: &str = "<!doctype html><html><head><title>Boats lost off Ilva</title></head><body>";
const STORY: &str = "<article><h1>Boats lost off Ilva</h1><p>Twelve boats were lost off Ilva on Monday, the harbour master, \
                     Petra Dunn, said.</p></article>";

const fn input(name: &'static str, count: usize, write: fn(&mut Out, usize) -> io::Result<()>) -> Input {
    Input { name, count, write }
}

pub(super) const INPUTS: &[Input] = &[
    input("nested tags", 100_000, |out, n| page(out, |out| nested(out, n))),
    input("a page of paragraphs", 900_000, |out, n| page(out, |out| paragraphs(out, n))),
    input("nothing is closed", 100_000, |out, n| page(out, |out| each(out, n, unclosed))),
    input("elements that stay open", 8_000_000, |out, n| markup(out, n, "<b>")),
    input("end tags alone", 2_000_000, |out, n| markup(out, n, "</p></b>")),
    input("attributes of three tags", 1_000_000, |out, n| page(out, |out| attributes(out, n))),
    input("one line of words", 480_000, |out, n| repeat(out, n, SENTENCE)),
    input("lines of one word", 5_000_000, |out, n| repeat(out, n, "boats\n")),
    input("paragraphs of one word", 2_000_000, |out, n| markup(out, n, "<p>boats")),
    input("cells of one word", 2_000_000, |out, n| markup(out, n, "<td>boats")),
    input("links of one word", 1_000_000, |out, n| markup(out, n, "<a href=/x>boats</a> ")),
    input("a long class around short lines", 200_000, class),
    input("JSON-LD, nested", 2_000_000, |out, n| page(out, |out| data(out, n, "["))),
    input("JSON-LD, long", 900_000, |out, n| page(out, |out| data(out, n, ENTRY))),
    input("JSON-LD, many blocks", 500_000, |out, n| markup(out, n, BLOCK)),
    input("JSON-LD between lines", 200_000, |out, n| markup(out, n, DATED_LINE)),
    input("a headline of many parts", 250_000, headline),
    input("times for machines", 500_000, |out, n| markup(out, n, TIME)),
    input("references", 10_000_000, |out, n| page(out, |out| each(out, n, reference))),
    input("references without end", 10_000_000, |out, n| markup(out, n, "&amp")),
    input("comments", 2_000_000, |out, n| markup(out, n, "<!--x-->")),
    input("comments that never end", 2_000_000, |out, n| markup(out, n, "<!--")),
    input("a script that never ends", 5_000_000, |out, n| page(out, |out| script(out, n))),
    input("less-than signs", 10_000_000, |out, n| markup(out, n, "<")),
    input("figures that may be days", 200_000, figures),
    input("notices of rights", 200_000, |out, n| repeat(out, n, "© Harbour Post\n")),
    input("hidden marks", 5_000_000, |out, n| repeat(out, n, "a\u{200b}")),
    input("quotation marks", 5_000_000, |out, n| repeat(out, n, "“a ")),
    input("documents of one word", 20_000, |out, n| repeat(out, n, "{\"text\":\"boats\"}\n")),
    input("one document, long", 480_000, document),
];

const ENTRY: &str = "{\"@type\":\"NewsArticle\",\"headline\":\"Boats lost\"},";
const TIME: &str = "<time datetime=2023-05-22>22 May</time> ";
const BLOCK: &str =
    "<script type=application/ld+json>{\"@type\":\"NewsArticle\",\"datePublished\":\"2023-05-22\"}</script>";

const DATED_LINE: &str = "<script type=application/ld+json>{\"@type\":\"NewsArticle\",\"headline\":\"Boats are lost\",\
                          \"publisher\":{\"name\":\"Harbour Post\"}}</script><p>Boats at sea";

/// A page that tells a short story, and then what makes it hostile.
fn page(out: &mut Out, rest: impl FnOnce(&mut Out) -> io::Result<()>) -> io::Result<()> {
    out.write_all(PAGE.as_bytes())?;
    out.write_all(STORY.as_bytes())?;
    rest(out)
}

fn markup(out: &mut Out, count: usize, piece: &str) -> io::Result<()> {
    page(out, |out| repeat(out, count, piece))
}

fn repeat(out: &mut Out, count: usize, piece: &str) -> io::Result<()> {
    (0..count).try_for_each(|_| out.write_all(piece.as_bytes()))
}

fn each(out: &mut Out, count: usize, piece: fn(usize) -> &'static str) -> io::Result<()> {
    (0..count).try_for_each(|n| out.write_all(piece(n).as_bytes()))
}

fn nested(out: &mut Out, depth: usize) -> io::Result<()> {
    repeat(out, depth, "<div><b>")?;
    out.write_all(b"Deep down.")?;
    repeat(out, depth, "</b></div>")
}

fn paragraphs(out: &mut Out, count: usize) -> io::Result<()> {
    (0..count).try_for_each(|n| writeln!(out, "<p>{SENTENCE}{n}</p>"))
}

fn unclosed(n: usize) -> &'static str {
    const PIECES: [&str; 6] = [
        "<div><p><b><i class=lead>Nobody was hurt, she said.",
        "<a href=/x><ul><li><table><tr><td>boats",
        "<blockquote><h2>Boats<section><em>lost",
        "<select><option>a<option>b</select>",
        "<dl><dt>Boats<dd>twelve",
        "<ol start=7><li><font><nobr>lost",
    ];
    PIECES[n % PIECES.len()]
}

fn attributes(out: &mut Out, count: usize) -> io::Result<()> {
    for tag in ["meta name=author", "time", "p"] {
        write!(out, "<{tag} ")?;
        (0..count / 3).try_for_each(|n| write!(out, "data-{n}='x>y' "))?;
        out.write_all(b">Boats ")?;
    }
    Ok(())
}

fn class(out: &mut Out, count: usize) -> io::Result<()> {
    page(out, |out| {
        out.write_all(b"<div class='")?;
        repeat(out, count, "a ")?;
        out.write_all(b"'>")?;
        repeat(out, count, "<p>boats")
    })
}

/// Each part is the outlet's name, which is taken off a headline.
fn headline(out: &mut Out, count: usize) -> io::Result<()> {
    out.write_all(b"<html><meta property=og:site_name content=Post><script type='application/ld+json'>")?;
    out.write_all(b"{\"@type\":\"NewsArticle\",\"headline\":\"")?;
    repeat(out, count, "Post - ")?;
    out.write_all(b"Boats\"}</script><p>Boats were lost.")
}

/// No date tells which figure is the month, and the text is asked.
fn figures(out: &mut Out, count: usize) -> io::Result<()> {
    (0..5).try_for_each(|_| writeln!(out, "{}", SENTENCE.repeat(300)))?;
    repeat(out, count, "12/6/24\n")
}

fn data(out: &mut Out, count: usize, piece: &str) -> io::Result<()> {
    out.write_all(b"<script type=\"application/ld+json\">[")?;
    repeat(out, count, piece)?;
    out.write_all(b"{}]</script><p>Boats were lost.</p>")
}

fn reference(n: usize) -> &'static str {
    ["&amp;", "&eacute;", "&#8217;", "&notin;", "&bogus;"][n % 5]
}

fn script(out: &mut Out, count: usize) -> io::Result<()> {
    out.write_all(b"<script>")?;
    repeat(out, count, "</pub ")
}

fn document(out: &mut Out, count: usize) -> io::Result<()> {
    out.write_all(b"{\"text\":\"")?;
    repeat(out, count, SENTENCE)?;
    out.write_all(b"\"}\n")
}
