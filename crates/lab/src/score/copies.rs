//! Which articles are nearly one: what the index finds, beside a comparison of all pairs.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use sayso_news::{Article, BlockKind, Dossier};
use sayso_pipeline::{Held, Options, Pipeline};
use serde::Deserialize;

const PAGE: &str = "docs/near-duplicates.md";

/// From here on two bodies are near-duplicates.
const ALIKE: f64 = 0.5;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The folder with `gva_dev_EVALONLY.jsonl` and `near_duplicates/gva_dev_pairs.jsonl`
    #[arg(long)]
    data: PathBuf,
    /// Name every pair that is missed or wrong
    #[arg(short, long)]
    verbose: bool,
}

#[derive(Debug, Deserialize)]
struct Given {
    a: String,
    b: String,
    jaccard5: f64,
    same_story: u8,
}

type Pair = (String, String);

/// One way of reading the collection: all pairs by brute force, and those that the index finds.
struct Compared {
    bodies: usize,
    all: BTreeSet<Pair>,
    found: BTreeSet<Pair>,
    brute_seconds: f64,
    seconds: f64,
}

/// Measures, and writes docs/near-duplicates.md.
#[expect(clippy::print_stdout, reason = "the workshop speaks to its builders")]
pub(crate) fn run(root: &Path, args: &Args) -> Result<Vec<String>> {
    let file = args.data.join("gva_dev_EVALONLY.jsonl");
    let given = given(&args.data.join("near_duplicates/gva_dev_pairs.jsonl"))?;
    let cleaned = compared(&file, false)?;
    let whole = compared(&file, true)?;
    if args.verbose {
        for (what, compared) in [("cleaned", &cleaned), ("whole", &whole)] {
            for (a, b) in compared.all.symmetric_difference(&compared.found) {
                println!("{what}: {a} {b}");
            }
        }
    }
    let page = page(&cleaned, &whole, &given);
    fs::write(root.join(PAGE), &page).with_context(|| format!("`{PAGE}` could not be written"))?;
    println!("{page}");
    Ok(Vec::new())
}

fn given(path: &Path) -> Result<Vec<Given>> {
    let text = fs::read_to_string(path).with_context(|| path.display().to_string())?;
    let rows = text.lines().map(serde_json::from_str::<Given>).collect::<Result<Vec<_>, _>>()?;
    Ok(rows.into_iter().filter(|pair| pair.jaccard5 >= ALIKE).collect())
}

fn compared(file: &Path, plain: bool) -> Result<Compared> {
    let pipeline = Pipeline::new(Options { plain, ..Options::default() })?;
    let source = Held { name: file.display().to_string(), bytes: fs::read(file)? };
    let Dossier { captures, articles, readings, .. } = pipeline.group(&[source], |_| {});
    let members: HashMap<_, _> = captures.iter().filter_map(|c| Some((c.id, c.member.clone()?))).collect();
    let names: HashMap<_, _> =
        articles.iter().filter_map(|a| Some((a.id, members.get(&a.capture)?.clone()))).collect();
    let pairs: Vec<_> = articles.iter().zip(&readings).collect();
    let begun = std::time::Instant::now();
    let near = sayso_stories::near_duplicates(&pairs, ALIKE);
    let seconds = begun.elapsed().as_secs_f64();
    // One stands for all that have the same body.
    let mut same: BTreeMap<_, Vec<_>> = articles.iter().map(|a| (a.id, vec![a.id])).collect();
    for near in near.iter().filter(|near| near.jaccard >= 1.0) {
        same.entry(near.first).or_default().push(near.second);
    }
    let pair = |a, b| Some(ordered(names.get(&a)?, names.get(&b)?));
    let mut found: BTreeSet<Pair> = BTreeSet::new();
    for near in &near {
        for a in &same[&near.first] {
            for b in &same[&near.second] {
                found.extend(pair(*a, *b).filter(|(a, b)| a != b));
            }
        }
    }
    for group in same.values() {
        for (i, a) in group.iter().enumerate() {
            found.extend(group[..i].iter().filter_map(|b| pair(*a, *b)));
        }
    }
    let begun = std::time::Instant::now();
    let all: BTreeSet<Pair> =
        brute(&articles).into_iter().filter_map(|(a, b)| pair(articles[a].id, articles[b].id)).collect();
    let brute_seconds = begun.elapsed().as_secs_f64();
    let bodies = articles.iter().filter(|article| !shingles(article).is_empty()).count();
    Ok(Compared { bodies, all, found, brute_seconds, seconds })
}

fn ordered(a: &str, b: &str) -> Pair {
    if a < b { (a.to_owned(), b.to_owned()) } else { (b.to_owned(), a.to_owned()) }
}

/// Runs of five words of the body, told by another road than that of the index: the words themselves, no hashes.
fn shingles(article: &Article) -> BTreeSet<String> {
    let bodies = article.blocks.iter().filter(|block| block.kind == BlockKind::Body);
    let text =
        bodies.map(|block| block.span.slice(&article.text)).collect::<Vec<_>>().join("\n").to_lowercase();
    let text: String = text.chars().filter(|c| !matches!(c, '\'' | '’' | '‘' | 'ʼ')).collect();
    let words: Vec<&str> =
        text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    words.windows(5).map(|run| run.join(" ")).collect()
}

/// Every two articles that share a run of words, compared in full.
fn brute(articles: &[Article]) -> Vec<(usize, usize)> {
    let sets: Vec<BTreeSet<String>> = articles.iter().map(shingles).collect();
    let mut lists: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (n, set) in sets.iter().enumerate() {
        for run in set {
            lists.entry(run).or_default().push(n);
        }
    }
    let mut shared: HashMap<(usize, usize), usize> = HashMap::new();
    for list in lists.values() {
        for (i, b) in list.iter().enumerate() {
            for a in &list[..i] {
                *shared.entry((*a, *b)).or_default() += 1;
            }
        }
    }
    let alike = |((a, b), both): &((usize, usize), usize)| {
        *both as f64 >= ALIKE * (sets[*a].len() + sets[*b].len() - both) as f64
    };
    shared.into_iter().filter(alike).map(|(pair, _)| pair).collect()
}

fn page(cleaned: &Compared, whole: &Compared, given: &[Given]) -> String {
    let mut page = "# Near-duplicates\n\nWhat this command printed last; nothing here is written by hand.\n\n```sh\ncargo run --release -p sayso-lab -- \
                    score copies --data DATA/stories\n```\n\nPairs of articles of `gva_dev` whose bodies share half of their runs of five words or more (Jaccard similarity). `all` \
                    are those that\ncomparing every two articles finds, word by word and without hashes; `found` are those that the index of `crates/stories/src/shingles.rs`\n\
                    finds, which compares an article with a bounded number of others. Bodies that are one and the same are told as a group and stand\nhere as pairs.\n\n\
                    | bodies | articles with five words | all | found | recall | precision | all, s | index, s |\n|---|--:|--:|--:|--:|--:|--:|--:|\n"
        .to_owned();
    for (name, compared) in [("cleaned, as in use", cleaned), ("the whole text", whole)] {
        let Compared { bodies, all, found, brute_seconds, seconds } = compared;
        let hits = all.intersection(found).count() as f64;
        let of = |n: usize| if n == 0 { 1.0 } else { hits / n as f64 };
        let _ = writeln!(
            page,
            "| {name} | {bodies} | {} | {} | {:.4} | {:.4} | {brute_seconds:.2} | {seconds:.2} |",
            all.len(),
            found.len(),
            of(all.len()),
            of(found.len()),
        );
    }
    page.push_str(
        "\nThe data set lists the pairs of its whole texts. Most of them are two pages of different events that show nothing but one and the same\n\
         login or subscription notice; so near-duplicates are put into one story only where something else speaks for it too.\n\n\
         | listed pairs | number | found in the whole text | pairs of cleaned bodies | found in cleaned bodies |\n|---|--:|--:|--:|--:|\n",
    );
    for (name, same) in [("of one event", 1), ("of two events", 0)] {
        let listed: Vec<Pair> = given
            .iter()
            .filter(|pair| pair.same_story == same)
            .map(|pair| ordered(&pair.a, &pair.b))
            .collect();
        let among = |set: &BTreeSet<Pair>| listed.iter().filter(|pair| set.contains(pair)).count();
        let _ = writeln!(
            page,
            "| {name} | {} | {} | {} | {} |",
            listed.len(),
            among(&whole.found),
            among(&cleaned.all),
            among(&cleaned.found),
        );
    }
    page
}
