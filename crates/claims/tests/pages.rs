//! The case pages under `tests/cases/claims`: what stands there is the specification of this stage.

mod marked;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;

use marked::{Marked, Source, story};
use sayso_claims::Weigher;
use sayso_lexicon::Lexicon;
use sayso_news::{Cite, Claim, ClaimId, Digest, Stance};

/// One case of a page.
struct Case {
    name: String,
    began: Option<String>,
    articles: Vec<(String, String)>,
    expect: Vec<String>,
}

#[test]
#[expect(clippy::disallowed_methods, reason = "a test reads its own pages")]
fn pages() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/cases/claims");
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|f| f.unwrap().path()).collect();
    files.sort();
    let weigher = Weigher::new(Lexicon::english());
    let mut wrong = String::new();
    for file in files {
        let page = std::fs::read_to_string(&file).unwrap();
        for case in cases(&page) {
            let sources: Vec<_> = case.articles.iter().map(|(head, text)| Source { head, text }).collect();
            let marked = story(&sources, case.began.as_deref());
            let digest = weigher.weigh(&marked.story, &marked.pairs()).value;
            let judge = Judge { marked: &marked, digest: &digest };
            assert!(!case.expect.is_empty(), "{}: expects nothing", case.name);
            for line in &case.expect {
                if let Err(got) = judge.check(line) {
                    let place = file.file_name().unwrap().to_string_lossy();
                    let _ = writeln!(wrong, "{place}, {}: `{line}`, got {got}\n{}", case.name, judge.shown());
                }
            }
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

fn cases(page: &str) -> Vec<Case> {
    let mut found: Vec<Case> = Vec::new();
    let mut fence: Option<(String, String)> = None;
    for line in page.lines() {
        if let Some((head, text)) = &mut fence {
            if line == "```" {
                let case = found.last_mut().expect("a fence stands in a case");
                let (head, text) = (head.clone(), text.clone());
                match head.split_once(' ').unwrap_or((&head, "")) {
                    ("article", rest) => case.articles.push((rest.to_owned(), text)),
                    ("began", day) => case.began = Some(day.to_owned()),
                    ("expect", _) => case.expect.extend(text.lines().map(str::to_owned)),
                    (other, _) => panic!("a fence says `{other}`"),
                }
                fence = None;
            } else {
                text.push_str(line);
                text.push('\n');
            }
        } else if let Some(name) = line.strip_prefix("## ") {
            found.push(Case { name: name.to_owned(), began: None, articles: Vec::new(), expect: Vec::new() });
        } else if let Some(head) = line.strip_prefix("```") {
            fence = Some((head.to_owned(), String::new()));
        } else if let Some(day) = line.strip_prefix("Began: ") {
            found.last_mut().expect("a day stands in a case").began = Some(day.to_owned());
        }
    }
    found
}

struct Judge<'j> {
    marked: &'j Marked,
    digest: &'j Digest,
}

impl Judge<'_> {
    fn words(&self, cite: Cite) -> String {
        let article =
            self.marked.articles.iter().find(|a| a.id == cite.article).expect("a cite points into the story");
        cite.span.slice(&article.text).replace('\n', " ")
    }

    /// Claims with a statement that holds these words: said by somebody, or narrated.
    fn claims(&self, words: &str) -> Vec<&Claim> {
        let mut ids = BTreeSet::new();
        for (article, reading) in self.marked.pairs() {
            for attribution in &reading.attributions {
                if attribution.content.iter().any(|c| c.slice(&article.text).contains(words)) {
                    ids.insert(attribution.id);
                }
            }
        }
        let said = |c: &Claim| c.positions.iter().any(|p| p.attributions.iter().any(|a| ids.contains(a)));
        let told = |c: &Claim| c.narrated.iter().any(|n| self.words(*n).contains(words));
        // Of an attribution with several propositions, the claim with these very words goes first.
        let mut found: Vec<&Claim> = self.digest.claims.iter().filter(|c| said(c) || told(c)).collect();
        let exact = |c: &&Claim| {
            self.words(c.at).contains(words)
                || c.steps.iter().any(|s| s.cites.iter().any(|x| self.words(*x).contains(words)))
        };
        if found.iter().any(exact) {
            found.retain(exact);
        }
        found
    }

    fn ids(&self, words: &str) -> BTreeSet<ClaimId> {
        self.claims(words).iter().map(|c| c.id).collect()
    }

    fn name(&self, position: &sayso_news::Position) -> String {
        position
            .speaker
            .and_then(|id| self.marked.story.member(id))
            .map_or_else(|| position.speaker_text.clone(), |m| m.name.clone())
    }

    fn check(&self, line: &str) -> Result<(), String> {
        let (what, rest) = line.split_once(": ").expect("a line of an expectation has a colon");
        let quoted: Vec<&str> = rest.split('"').skip(1).step_by(2).collect();
        let value = rest.rsplit_once(" = ").map_or("", |(_, v)| v.trim());
        let first = quoted.first().copied().unwrap_or_default();
        let second = quoted.get(1).copied().unwrap_or_default();
        let claims = self.claims(first);
        let ok = |good: bool, got: String| if good { Ok(()) } else { Err(got) };
        let each =
            |show: &dyn Fn(&Claim) -> String| claims.iter().map(|c| show(c)).collect::<Vec<_>>().join(" | ");
        match what {
            "together" => ok(!self.ids(first).is_disjoint(&self.ids(second)), "two claims".into()),
            "apart" => {
                let (a, b) = (self.ids(first), self.ids(second));
                ok(!a.is_empty() && !b.is_empty() && a.is_disjoint(&b), "one claim".into())
            }
            "opposed" => {
                let other = self.ids(second);
                let kind = |c: &Claim| {
                    c.opposes
                        .iter()
                        .filter(|o| other.contains(&o.claim))
                        .map(|o| format!("{:?}", o.kind).to_lowercase())
                        .collect::<Vec<_>>()
                };
                let kinds: Vec<String> = claims.iter().flat_map(|c| kind(c)).collect();
                ok(
                    if value.is_empty() { !kinds.is_empty() } else { kinds.iter().any(|k| k == value) },
                    format!("{kinds:?}"),
                )
            }
            "unopposed" => {
                let other = self.ids(second);
                let none = claims.iter().all(|c| c.opposes.iter().all(|o| !other.contains(&o.claim)));
                ok(none && !claims.is_empty() && !other.is_empty(), "an opposition".into())
            }
            "status" => {
                let show = |c: &Claim| format!("{:?}", c.status).to_lowercase();
                ok(claims.iter().any(|c| show(c) == value.replace('-', "")), each(&show))
            }
            "origins" => {
                ok(claims.iter().any(|c| c.origins.to_string() == value), each(&|c| c.origins.to_string()))
            }
            "reports" => {
                ok(claims.iter().any(|c| c.reports.to_string() == value), each(&|c| c.reports.to_string()))
            }
            "unconfirmed" => ok(claims.iter().any(|c| !c.unconfirmed.is_empty()), "no mark".into()),
            "confirmed" => {
                ok(!claims.is_empty() && claims.iter().all(|c| c.unconfirmed.is_empty()), "a mark".into())
            }
            "cross" => ok(claims.iter().any(|c| c.cross_side), "one side".into()),
            "one-sided" => {
                ok(!claims.is_empty() && claims.iter().all(|c| !c.cross_side), "both sides".into())
            }
            "text" => ok(claims.iter().any(|c| self.words(c.at) == second), each(&|c| self.words(c.at))),
            "stance" => {
                let show = |c: &Claim| {
                    c.positions
                        .iter()
                        .map(|p| format!("{} {}", self.name(p), stance(p.stance)))
                        .collect::<Vec<_>>()
                        .join(", ")
                };
                ok(claims.iter().any(|c| show(c).split(", ").any(|s| s == value)), each(&show))
            }
            "figure" => {
                let show = |c: &Claim| {
                    c.figures
                        .iter()
                        .map(|f| {
                            let mut text = format!("{} {}", f.quantity, f.value);
                            for (name, bound) in [(" low", f.low), (" high", f.high)] {
                                if let Some(bound) = bound {
                                    let _ = write!(text, "{name} {bound}");
                                }
                            }
                            if let Some(unit) = &f.unit {
                                let _ = write!(text, " {unit}");
                            }
                            text
                        })
                        .collect::<Vec<_>>()
                        .join(", ")
                };
                ok(claims.iter().any(|c| show(c).split(", ").any(|s| s == value)), each(&show))
            }
            "no-figure" => {
                ok(claims.iter().all(|c| c.figures.is_empty()), each(&|c| format!("{:?}", c.figures)))
            }
            "timeline" => {
                let entries: Vec<String> = self
                    .digest
                    .timeline
                    .iter()
                    .map(|t| format!("{} {:?}", t.time.value, t.kind).to_lowercase())
                    .collect();
                ok(entries.iter().any(|e| e == rest.trim()), format!("{entries:?}"))
            }
            "brief" => {
                let lines: Vec<&str> = self.digest.brief.iter().map(sayso_news::Line::text).collect();
                ok(lines.iter().any(|l| l.contains(rest.trim())), format!("{lines:#?}"))
            }
            "node" => {
                let nodes: Vec<String> = self
                    .digest
                    .origins
                    .nodes
                    .iter()
                    .map(|n| format!("{:?} {}", n.kind, n.label).to_lowercase())
                    .collect();
                ok(nodes.iter().any(|n| *n == rest.trim().to_lowercase()), format!("{nodes:?}"))
            }
            other => panic!("an expectation says `{other}`"),
        }
    }

    /// All claims, for a failing case.
    fn shown(&self) -> String {
        let mut text = String::new();
        for claim in &self.digest.claims {
            let names: Vec<_> =
                claim.positions.iter().map(|p| format!("{} {}", self.name(p), stance(p.stance))).collect();
            let _ = writeln!(text, "    {:?} “{}” by {names:?}", claim.status, self.words(claim.at));
            for other in &claim.opposes {
                let _ = writeln!(
                    text,
                    "        against {:?} {}: “{}” / “{}”",
                    other.kind,
                    other.made.rule,
                    self.words(other.cites[0]),
                    self.words(other.cites[1])
                );
            }
        }
        text
    }
}

fn stance(stance: Stance) -> &'static str {
    match stance {
        Stance::Assert => "asserts",
        Stance::Confirm => "confirms",
        Stance::Deny => "denies",
        Stance::Doubt => "doubts",
        _ => "other",
    }
}
