//! Which mentions speak of one event, across texts, where the mentions are given: `ECB+`, beside what base forms alone tell.

mod mentions;
mod ways;

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

use super::claims::clusters::{Both, Likeness};
use mentions::Topic;
use ways::Way;

const PAGE: &str = "docs/ecb.md";

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Texts with mentions of events, one text a line: {"id", "subtopic", "text", "mentions": [{"s", "e", "kind", "chain"}]}
    file: PathBuf,
}

/// What one way of putting mentions together reaches: over all mentions, and over those that are not alone in gold.
#[derive(Debug, Default)]
struct Reached {
    all: Likeness,
    linked: Likeness,
}

/// Measures, prints, and writes docs/ecb.md.
#[expect(clippy::print_stdout, reason = "the workshop speaks to its builders")]
pub(crate) fn run(root: &Path, args: &Args) -> Result<Vec<String>> {
    let topics = mentions::read(&args.file)?;
    let mut rows = String::new();
    for way in Way::ALL {
        let mut reached = Reached::default();
        for (topic, told) in topics.iter().zip(ways::told(&topics, way)) {
            let gold = topic.chains();
            reached.all.add(Likeness::of(&gold, &told));
            let (gold, told) = linked(&gold, &told);
            reached.linked.add(Likeness::of(&gold, &told));
        }
        let all = [reached.all.muc, reached.all.bcubed, reached.all.ceaf].map(row).join(" | ");
        let _ = writeln!(
            rows,
            "| {} | {all} | {:.1} | {:.1} |",
            way.name(),
            100.0 * reached.all.conll(),
            100.0 * reached.linked.conll()
        );
    }
    let page = page(&topics, &rows);
    fs::write(root.join(PAGE), &page).with_context(|| format!("`{PAGE}` could not be written"))?;
    println!("{page}");
    Ok(Vec::new())
}

fn row(both: Both) -> String {
    format!(
        "{:.1} | {:.1} | {:.1}",
        100.0 * both.precision.share(),
        100.0 * both.recall.share(),
        100.0 * both.f1()
    )
}

/// Both without the mentions that are alone in gold.
fn linked(gold: &[Vec<usize>], told: &[Vec<usize>]) -> (Vec<Vec<usize>>, Vec<Vec<usize>>) {
    let kept: Vec<Vec<usize>> = gold.iter().filter(|chain| chain.len() > 1).cloned().collect();
    let within = |mention: &usize| kept.iter().any(|chain| chain.contains(mention));
    let told = told
        .iter()
        .map(|cluster| cluster.iter().copied().filter(within).collect::<Vec<_>>())
        .filter(|cluster| !cluster.is_empty())
        .collect();
    (kept, told)
}

fn page(topics: &[Topic], rows: &str) -> String {
    let count = |of: fn(&Topic) -> usize| -> usize { topics.iter().map(of).sum() };
    let mut page = String::from(
        "# Mentions of one event, across texts\n\nWhat this command printed last, on development texts of ECB+ (Cybulska and Vossen 2014). The mentions of events and the\n\
         subtopics are given; told is which mentions speak of one event. The texts are used for measuring alone: no weight, threshold or word was fitted\n\
         to them. One thing was changed after a first look: verbs with a particle (\"take over\") are looked up whole (base form or concept: 77.7 to 78.2).\n\n\
         ```sh\ncargo run --release -p sayso-lab -- score ecb DATA/events/ecbplus_dev_EVALONLY.jsonl\n```\n\n",
    );
    let _ = writeln!(
        page,
        "{} texts in {} subtopics, {} mentions in {} chains, {} of them of one mention.\n",
        count(|t| t.texts),
        topics.len(),
        count(|t| t.mentions.len()),
        count(|t| t.chains().len()),
        count(|t| t.chains().iter().filter(|c| c.len() == 1).count()),
    );
    let _ = writeln!(
        page,
        "| way | MUC P | R | F1 | B³ P | R | F1 | CEAF-e P | R | F1 | CoNLL F1 | without mentions alone in gold |\n\
         |---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|\n{}",
        rows.trim_end()
    );
    page.push('\n');
    for way in Way::ALL {
        let _ = writeln!(page, "- **{}**: {}", way.name(), way.means());
    }
    page.push_str(REMARKS);
    page
}

const REMARKS: &str = "\nWhat Sayso compares is statements: who says that what is so. A statement is a clause or more, and two mentions in one sentence stand in one\n\
    statement, so statements alone cannot tell them apart. A mention is a word. The base form of that word, within texts that are known to\n\
    tell of one event, is most of what there is to know; the pair of statements then says which mentions of one word are of two events. The weights\n\
    of pairs are those of `models/claims-v1`, learnt on our own invented stories, where what must be told apart is claims and not deeds.\n";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mentions_alone_in_gold_can_be_left_out() {
        let gold = vec![vec![0, 1], vec![2], vec![3]];
        let told = vec![vec![0, 2], vec![1], vec![3]];
        let (gold, told) = linked(&gold, &told);
        assert_eq!((gold, told), (vec![vec![0, 1]], vec![vec![0], vec![1]]));
    }
}
