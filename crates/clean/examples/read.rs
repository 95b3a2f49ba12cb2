//! Reads captures and prints their blocks, or one JSON object a line for the scorers.
//!
//!     cargo run --release -p sayso-clean --example read -- [--json] [--plain] FILE…

#![allow(clippy::disallowed_methods, reason = "an example reads files")]
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "it reports on the terminal")]

use sayso_clean::Cleaner;
use sayso_ingest::Ingest;
use sayso_lexicon::Lexicon;
use sayso_news::{Article, Capture, When};
use sayso_text::CodePoints;
use serde_json::json;

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let flag = |name: &str| args.iter().any(|arg| arg == name);
    let cleaner = Cleaner::new(Lexicon::english()).plain(flag("--plain"));
    for path in args.iter().filter(|arg| !arg.starts_with("--")) {
        let bytes = std::fs::read(path).expect("the file can be read");
        let captures = Ingest::new().read(path, bytes);
        let mut notes = captures.notes;
        for capture in captures.value {
            let article = cleaner.clean(&capture).into(&mut notes);
            if flag("--json") {
                println!("{}", line(&capture, &article));
            } else if !flag("--quiet") {
                show(&capture, &article);
            }
        }
        for note in notes {
            eprintln!("{:?} {}: {}", note.severity, note.code, note.text);
        }
    }
}

fn show(capture: &Capture, article: &Article) {
    let day = |when: &Option<When>| when.as_ref().map(|w| w.value.to_string());
    println!("=== {} {:?}", capture.input, capture.member);
    let names: Vec<&str> = article.byline.iter().map(|author| author.name.as_str()).collect();
    println!("title {:?}\nbyline {names:?}\noutlet {:?}", article.title, article.outlet);
    println!(
        "url {:?}\nlanguage {:?} published {:?} updated {:?} captured {:?}",
        article.url,
        article.language,
        day(&article.published),
        day(&article.updated),
        day(&article.captured)
    );
    for block in &article.blocks {
        let lexicon = block.made.lexicon.as_deref().unwrap_or("");
        println!(
            "{:<10} {:.2} {} {} | {}",
            format!("{:?}", block.kind),
            block.score.get(),
            block.made.rule,
            lexicon,
            block.span.slice(&article.text)
        );
    }
    for lead in &article.leads {
        println!("lead {:?} {}", lead.url, lead.span.slice(&article.text));
    }
}

fn line(capture: &Capture, article: &Article) -> serde_json::Value {
    let points = CodePoints::new(&article.text);
    let blocks: Vec<_> = article
        .blocks
        .iter()
        .map(|block| {
            let (start, end) = points.outward(block.span);
            json!({"kind": block.kind, "start": start, "end": end})
        })
        .collect();
    json!({
        "capture": {"input": capture.input, "member": capture.member, "captured": article.captured},
        "article": {
            "title": article.title, "byline": article.byline, "outlet": article.outlet, "url": article.url,
            "language": article.language, "published": article.published, "text": article.text, "blocks": blocks,
        },
    })
}
