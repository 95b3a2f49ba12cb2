//! Our reading of pages beside that of other libraries: the same pages, the same run, one core.

mod clock;
mod collection;
mod columns;
mod extractors;
mod panel;
mod vote;

use std::path::PathBuf;

use anyhow::Result;
use clap::Parser;

use collection::Collection;
use panel::Panel;

/// Compares extractors of articles on annotated pages.
#[derive(Debug, Parser)]
struct Args {
    /// Folder of a collection: `ground-truth.json` (or `dates.json`) and `html`; may be given several times
    #[arg(long, required = true)]
    data: Vec<PathBuf>,
}

/// What has to be known of the figures.
const CAUTION: &str = "\
*sayso's model has learnt from wcxb_dev: there its figures flatter it. `lab train lines --folds` measures it on sites that it has
not learnt from.*\n";

fn main() -> Result<()> {
    let args = Args::parse();
    // What a page makes a library print about itself is no part of the table.
    std::panic::set_hook(Box::new(|_| ()));
    println!("{CAUTION}");
    for folder in &args.data {
        let collection = Collection::read(folder)?;
        let panel = Panel::run(&collection);
        println!("## {}\n\n{}", collection.name, columns::table(&collection, &panel));
        if collection.has_bodies() {
            println!("{}", vote::table(&collection, &panel));
        }
    }
    Ok(())
}
