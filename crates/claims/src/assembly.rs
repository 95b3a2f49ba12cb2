//! Groups of statements become claims: wording, positions, counts, figures, standing.

use std::collections::{BTreeMap, BTreeSet};

use sayso_news::{
    Cite, Claim, ClaimId, ClaimStatus, Figure, Made, Mode, Opposition, OppositionKind, Position, Score,
    Stage, Stance, Step, Tag, When,
};
use sayso_text::Span;

use crate::align::{Scene, turns_away};
use crate::figures::Number;
use crate::grouping::mean;
use crate::material::NONE;
use crate::oppose::Clash;
use crate::rebuttals::Answer;
use crate::support::{origins, relays, reports};

/// A claim with the statements that it was made from.
#[derive(Debug)]
pub(crate) struct Drawn {
    pub(crate) claim: Claim,
    /// Its statements, by index, in order of place; the one that gives the wording apart.
    pub(crate) statements: Vec<u32>,
    pub(crate) lead: u32,
    /// Voices that say it is so, and voices that say it is not.
    pub(crate) sides: [Vec<u32>; 2],
    pub(crate) weight: f32,
}

/// What a claim is drawn from.
#[derive(Debug)]
pub(crate) struct Draft<'d> {
    pub(crate) groups: &'d [Vec<u32>],
    pub(crate) clashes: &'d BTreeMap<(u32, u32), Clash>,
    /// Answers that say nothing of their own, by statement.
    pub(crate) answers: &'d BTreeMap<u32, Answer>,
}

/// Draws up the claims, heaviest first.
pub(crate) fn draw(scene: &Scene<'_, '_>, draft: &Draft<'_>) -> Vec<Drawn> {
    let mut drawn: Vec<Drawn> = draft.groups.iter().map(|group| one(scene, draft, group)).collect();
    oppose(scene, draft, &mut drawn);
    sides(scene, &mut drawn);
    let common = common(scene, &drawn);
    for item in &mut drawn {
        settle(item);
        item.weight = weight(scene, item, &common);
    }
    drawn.sort_by(|a, b| {
        b.weight.total_cmp(&a.weight).then_with(|| place(scene, a.lead).cmp(&place(scene, b.lead)))
    });
    drawn
}

fn place(scene: &Scene<'_, '_>, statement: u32) -> (u32, usize, u32) {
    let s = &scene.statements[statement as usize];
    (s.sheet, s.tokens.start, statement)
}

fn cite(scene: &Scene<'_, '_>, statement: u32) -> Cite {
    let s = &scene.statements[statement as usize];
    scene.material.sheets[s.sheet as usize].article.cite(s.span)
}

fn one(scene: &Scene<'_, '_>, draft: &Draft<'_>, group: &[u32]) -> Drawn {
    let story = scene.material.story;
    let lead = lead(scene, group);
    let at = wording(scene, lead);
    let mut sides = [Vec::new(), Vec::new()];
    for i in group {
        let voice = scene.voices.of[*i as usize];
        if voice != NONE {
            sides[usize::from(is_against(scene, draft, group, *i))].push(voice);
        }
    }
    for side in &mut sides {
        side.sort_unstable();
        side.dedup();
    }
    let reports = reports(scene, group);
    let main = if sides[0].is_empty() { &sides[1] } else { &sides[0] };
    let relays = relays(scene, group);
    let main: Vec<u32> = main.iter().copied().filter(|v| !relays.contains(v)).collect();
    let origins = origins(scene, &main);
    let likeness = group
        .iter()
        .filter(|i| **i != lead)
        .map(|i| scene.score(lead as usize, *i as usize).max(0.3))
        .fold(1.0_f32, f32::min);
    let mut steps = Vec::new();
    for i in group {
        if *i != lead {
            steps.push(joined(scene, draft, lead, *i));
        }
    }
    let attribution = scene.statements[lead as usize].attribution.unwrap_or(NONE);
    let claim = Claim {
        id: ClaimId::of(&[
            &story.id.bytes(),
            &at.article.bytes(),
            &(at.span.start() as u64).to_le_bytes(),
            &(at.span.end() as u64).to_le_bytes(),
            &attribution.to_le_bytes(),
        ]),
        story: story.id,
        at,
        status: ClaimStatus::Unsourced,
        cross_side: false,
        unconfirmed: Vec::new(),
        reports: reports.len() as u32,
        origins,
        positions: positions(scene, draft, group),
        narrated: group
            .iter()
            .filter(|i| scene.statements[**i as usize].is_narrated())
            .map(|i| cite(scene, *i))
            .collect(),
        figures: figures(scene, group),
        opposes: Vec::new(),
        score: Score::new(likeness),
        steps,
        made: Made::by(Stage::Claims, if group.len() == 1 { "one-statement" } else { "average-link" }),
    };
    Drawn { claim, statements: group.to_vec(), lead, sides, weight: 0.0 }
}

/// How a statement came to the claim.
fn joined(scene: &Scene<'_, '_>, draft: &Draft<'_>, lead: u32, statement: u32) -> Step {
    let answer = draft.answers.get(&statement);
    let (text, rule, score) = if let Some(answer) = answer {
        ("takes a stand on the statement before".to_owned(), answer.rule, 0.6)
    } else {
        let like = scene.overlap(lead as usize, statement as usize);
        let shared = scene.shared(lead as usize, statement as usize);
        let text = if shared.is_empty() {
            "says the same".to_owned()
        } else {
            format!("says the same: both speak of {}", shared.join(", "))
        };
        (text, "shared-meaning", scene.score(lead as usize, statement as usize).max(like.score))
    };
    Step {
        text,
        cites: vec![cite(scene, lead), cite(scene, statement)],
        score: Score::new(score),
        made: Made::by(Stage::Claims, rule),
    }
}

/// Whether a statement of the group says that the group's claim is not so.
fn is_against(scene: &Scene<'_, '_>, draft: &Draft<'_>, group: &[u32], statement: u32) -> bool {
    if let Some(answer) = draft.answers.get(&statement)
        && group.binary_search(&answer.to).is_ok()
    {
        return answer.against != is_against(scene, draft, &[], answer.to);
    }
    scene.gists[statement as usize].against
}

fn positions(scene: &Scene<'_, '_>, draft: &Draft<'_>, group: &[u32]) -> Vec<Position> {
    let against = |i: &u32| is_against(scene, draft, group, *i);
    // Where some say that it is so, those who say that it is not deny it.
    let mixed = group.iter().any(against) && !group.iter().all(against);
    let denied = mixed || group.iter().any(|i| turns_away(scene.statements[*i as usize].stance));
    let mut found: BTreeMap<(u32, u8), Position> = BTreeMap::new();
    for i in group {
        let statement = &scene.statements[*i as usize];
        let Some(number) = statement.attribution else { continue };
        let sheet = &scene.material.sheets[statement.sheet as usize];
        let attribution = &sheet.reading.attributions[number as usize];
        let against = is_against(scene, draft, group, *i);
        // "A fairy tale" is a denial, whatever word told of it.
        let hollow = draft.answers.contains_key(i);
        let stance = match (against, attribution.stance) {
            (true, Stance::Assert | Stance::Confirm) if hollow => Stance::Deny,
            (true, Stance::Doubt) => Stance::Doubt,
            // What one denies, another who says "it never was" denies as well.
            (true, Stance::Assert | Stance::Confirm) if denied => Stance::Deny,
            (false, Stance::Deny | Stance::Doubt) => Stance::Assert,
            (_, stance) => stance,
        };
        let voice_id = scene.voices.of[*i as usize];
        let Some(voice) = scene.voices.get(*i as usize) else { continue };
        let order = match stance {
            Stance::Deny => 2,
            Stance::Doubt => 3,
            // A confirmation is an assertion that comes after others.
            _ => 0,
        };
        let position = found.entry((voice_id, order)).or_insert_with(|| Position {
            speaker: voice.member.and_then(|m| scene.material.cast(m)).map(|m| m.id),
            speaker_text: voice.text.clone(),
            affiliation: voice.affiliation,
            stance,
            attributions: Vec::new(),
            first_said: None,
        });
        for id in statement.beside.into_iter().chain([number]) {
            let id = sheet.reading.attributions[id as usize].id;
            if !position.attributions.contains(&id) {
                position.attributions.push(id);
            }
        }
        position.first_said = earliest(position.first_said.take(), attribution.said.as_ref());
    }
    found.into_values().collect()
}

fn earliest(held: Option<When>, other: Option<&When>) -> Option<When> {
    match (held, other) {
        (Some(a), Some(b)) if b.value < a.value => Some(b.clone()),
        (None, Some(b)) => Some(b.clone()),
        (held, _) => held,
    }
}

/// Statements of a claim that one of them is held against to see whether it says what they all say.
const PEERS: usize = 12;
/// Wordings of a claim that are looked at for the clearest; the first ones are those of its first reports.
const CLEAREST: usize = 48;

/// The statement with the clearest wording of what they all say.
fn lead(scene: &Scene<'_, '_>, group: &[u32]) -> u32 {
    let denied = group.iter().any(|i| turns_away(scene.statements[*i as usize].stance));
    let mut best = (f32::MIN, group[0]);
    let mut seen: BTreeSet<(bool, u64)> = BTreeSet::new();
    for i in group {
        // Of words that stand in many reports the first report's are as good as any.
        let known = (scene.statements[*i as usize].is_narrated(), scene.gists[*i as usize].words);
        if group.len() > CLEAREST && (seen.len() == CLEAREST || !seen.insert(known)) {
            continue;
        }
        let score = clarity(scene, *i, denied) + 2.0 * central(scene, *i, group);
        if score > best.0 {
            best = (score, *i);
        }
    }
    best.1
}

/// How likely the others of its claim say the same as this one, on average.
fn central(scene: &Scene<'_, '_>, i: u32, group: &[u32]) -> f32 {
    if group.len() < 2 {
        return 1.0;
    }
    let others = group.iter().take(PEERS).filter(|j| **j != i);
    mean(others.map(|j| scene.likelihood(i as usize, *j as usize)))
}

fn clarity(scene: &Scene<'_, '_>, i: u32, denied: bool) -> f32 {
    let statement = &scene.statements[i as usize];
    let gist = &scene.gists[i as usize];
    let sheet = &scene.material.sheets[statement.sheet as usize];
    let tokens = sheet.tokens_in(statement.span);
    let verb = tokens.clone().any(|at| matches!(sheet.tag(at), Tag::Verb | Tag::Auxiliary));
    let named = tokens.clone().take(10).any(|at| {
        let mention = sheet.mention[at];
        mention != NONE && sheet.reading.mentions[mention as usize].kind == sayso_news::MentionKind::Name
    });
    let pronoun = matches!(sheet.tag(tokens.start), Tag::Pronoun)
        || matches!(sheet.lemma(tokens.start), "it" | "they" | "he" | "she" | "this" | "that" | "we" | "i");
    let length = match tokens.len() {
        0..=2 => -1.0,
        3..=5 => 0.2,
        6..=26 => 1.0,
        27..=40 => 0.5,
        _ => -0.3,
    };
    let mut score = length;
    score += if statement.own_subject { 0.8 } else { 0.0 };
    score += if verb { 1.0 } else { 0.0 };
    score += if named { 0.6 } else { 0.0 };
    score -= if pronoun { 0.7 } else { 0.0 };
    // A wording that begins in the middle of something shows a cut.
    let cut = matches!(sheet.tag(tokens.start), Tag::Preposition | Tag::Conjunction)
        || matches!(sheet.lemma(tokens.start), "so" | "to" | "as" | "'s");
    score -= if cut { 0.6 } else { 0.0 };
    score -= if gist.hollow { 2.0 } else { 0.0 };
    score -= if statement.is_narrated() { 0.5 } else { 0.0 };
    score -= if sheet.root == statement.sheet as usize { 0.0 } else { 0.3 };
    // What is denied is best shown as it would have been asserted.
    score -= if denied && gist.negated { 1.2 } else { 0.0 };
    score
}

/// The words to show for a statement: a bare noun is shown with who says it and how.
pub(crate) fn wording(scene: &Scene<'_, '_>, i: u32) -> Cite {
    let statement = &scene.statements[i as usize];
    let sheet = &scene.material.sheets[statement.sheet as usize];
    let tokens = sheet.tokens_in(statement.span);
    let verb = tokens.clone().any(|at| matches!(sheet.tag(at), Tag::Verb | Tag::Auxiliary));
    let mut span = statement.span;
    if !verb
        && !turns_away(statement.stance)
        && let Some(number) = statement.attribution
    {
        let attribution = &sheet.reading.attributions[number as usize];
        let whole = attribution.cue.iter().chain(&attribution.source).fold(span, |s, t| s.cover(*t));
        let sentence = sheet.reading.sentences.get(statement.sentence as usize);
        if sentence.is_some_and(|s| s.span.contains(whole)) && sheet.tokens_in(whole).len() <= 40 {
            span = whole;
        }
    }
    sheet.article.cite(balanced(sheet.article, span))
}

/// Takes a quotation mark in whose partner stands just outside.
pub(crate) fn balanced(article: &sayso_news::Article, span: Span) -> Span {
    let words = span.slice(&article.text);
    let opens = words.matches('“').count();
    let closes = words.matches('”').count();
    let text = &article.text;
    if closes > opens
        && let Some(before) = text.get(..span.start()).and_then(|t| t.chars().next_back())
        && before == '“'
    {
        return Span::of(span.start() - before.len_utf8()..span.end());
    }
    if opens > closes {
        let after = text.get(span.end()..).unwrap_or_default();
        let skipped: usize =
            after.chars().take_while(|c| matches!(c, '.' | ',' | '!' | '?')).map(char::len_utf8).sum();
        if after[skipped..].starts_with('”') {
            return Span::of(span.start()..span.end() + skipped + '”'.len_utf8());
        }
    }
    span
}

fn figures(scene: &Scene<'_, '_>, group: &[u32]) -> Vec<Figure> {
    let mut found: Vec<Figure> = Vec::new();
    for i in group {
        let statement = &scene.statements[*i as usize];
        let sheet = &scene.material.sheets[statement.sheet as usize];
        for number in &scene.gists[*i as usize].numbers {
            let attribution = statement.attribution.map(|n| sheet.reading.attributions[n as usize].id);
            found.push(Figure {
                quantity: quantity(scene, &written(sheet, number)),
                value: number.value,
                low: number.low,
                high: number.high,
                unit: number.unit.map(Into::into),
                cite: sheet.article.cite(number.span),
                attribution,
            });
        }
    }
    found.sort_by(|a, b| a.cite.cmp(&b.cite).then(a.attribution.cmp(&b.attribution)));
    found.dedup_by(|a, b| a.cite == b.cite);
    found
}

/// The number with its noun as the text has it: "groups", not "group".
fn written(sheet: &crate::material::Sheet<'_>, number: &Number) -> Number {
    let mut number = number.clone();
    let last = number.tokens.end.saturating_sub(1);
    if number.noun.as_deref() == Some(sheet.lemma(last)) && !number.noun.as_deref().is_some_and(is_crowd) {
        number.noun = Some(sheet.word(last).to_lowercase().into());
    }
    number
}

/// Whether the noun means people as such.
pub(crate) fn is_crowd(noun: &str) -> bool {
    matches!(noun, "people" | "person" | "human" | "death" | "victim" | "casualty" | "other")
}

/// What is counted, in a plain word.
pub(crate) fn quantity(scene: &Scene<'_, '_>, number: &Number) -> String {
    let fate = number.fate.map(|f| match scene.material.tables.name(f) {
        "die" => "killed",
        "injure" => "wounded",
        "miss" => "missing",
        "displace" => "displaced",
        "arrest" => "arrested",
        "rescue" => "rescued",
        "hospitalise" => "in hospital",
        "casualty" => "casualties",
        "abduct" => "abducted",
        "free" => "freed",
        "dismiss" => "dismissed",
        "disease" => "ill",
        "damage" => "damaged",
        "strand" => "stranded",
        "deploy" => "deployed",
        "jail" => "jailed",
        "deport" => "deported",
        "convict" => "convicted",
        other => other,
    });

    match (fate, &number.noun) {
        (Some(fate), Some(noun)) if !is_crowd(noun) => format!("{noun} {fate}"),
        (Some(fate), _) => fate.to_owned(),
        (None, Some(noun)) => noun.to_string(),
        (None, None) => {
            let unit = number.unit.unwrap_or("number");
            scene.material.tables.measure(unit).unwrap_or(unit).to_owned()
        }
    }
}

/// Writes each clash into both claims.
fn oppose(scene: &Scene<'_, '_>, draft: &Draft<'_>, drawn: &mut [Drawn]) {
    for ((g, h), clash) in draft.clashes {
        let (a, b) = clash.pair;
        let cites = [cite(scene, a), cite(scene, b)];
        let mut made = Made::by(Stage::Claims, clash.rule);
        if let Some((c, d)) = clash.entry {
            let tables = scene.material.tables;
            made = made.with("oppositions", &format!("{} / {}", tables.name(c), tables.name(d)));
        }
        let ids = [drawn[*g as usize].claim.id, drawn[*h as usize].claim.id];
        for (own, other, cites) in [(*g, ids[1], cites), (*h, ids[0], [cites[1], cites[0]])] {
            drawn[own as usize].claim.opposes.push(Opposition {
                claim: other,
                kind: clash.kind,
                cites,
                score: Score::new(clash.score),
                made: made.clone(),
            });
        }
    }
    for item in drawn {
        item.claim
            .opposes
            .sort_by(|a, b| b.score.get().total_cmp(&a.score.get()).then(a.claim.cmp(&b.claim)));
    }
}

/// The side that somebody stands on, as the texts tell: a state, else the body that one belongs to in the end, else oneself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Side {
    State(u32),
    Body(u32),
    Own(u32),
}

/// The side of each voice; nothing of one that names nobody.
pub(crate) fn side(scene: &Scene<'_, '_>, voice: u32) -> Option<Side> {
    let voice = &scene.voices.list[voice as usize];
    if voice.vague {
        return None;
    }
    if voice.state != NONE {
        return Some(Side::State(voice.state));
    }
    let Some(mut body) = voice.member else { return Some(Side::Own(voice.root)) };
    // Affiliations are a few steps deep; more would be a ring.
    for _ in 0..4 {
        let above = scene.material.cast(body).and_then(|m| scene.material.member_by_id(m.affiliation?));
        match above {
            Some(above) if above != body => body = above,
            _ => break,
        }
    }
    Some(Side::Body(body))
}

/// Marks what speakers of opposed sides both say.
fn sides(scene: &Scene<'_, '_>, drawn: &mut [Drawn]) {
    let by_id: BTreeMap<ClaimId, usize> = drawn.iter().enumerate().map(|(i, d)| (d.claim.id, i)).collect();
    let of = |voices: &[u32]| -> BTreeSet<Side> {
        voices.iter().filter_map(|v| side(scene, *v)).take(24).collect()
    };
    let mut opposed: BTreeSet<(Side, Side)> = BTreeSet::new();
    let mut meet = |a: &[u32], b: &[u32]| {
        let theirs = of(b);
        for x in of(a) {
            opposed.extend(theirs.iter().filter(|y| **y != x).map(|y| (x.min(*y), x.max(*y))));
        }
    };
    for item in drawn.iter() {
        meet(&item.sides[0], &item.sides[1]);
        for other in item.claim.opposes.iter().filter(|o| o.kind != OppositionKind::Number) {
            if let Some(other) = by_id.get(&other.claim) {
                let speak =
                    |d: &Drawn| if d.sides[0].is_empty() { d.sides[1].clone() } else { d.sides[0].clone() };
                meet(&speak(item), &speak(&drawn[*other]));
            }
        }
    }
    for item in drawn {
        let said: Vec<Side> = of(&item.sides[0]).into_iter().collect();
        item.claim.cross_side = said
            .iter()
            .enumerate()
            .any(|(k, x)| said[k + 1..].iter().any(|y| opposed.contains(&(*x.min(y), *x.max(y)))));
    }
}

/// Where the claim stands.
fn settle(item: &mut Drawn) {
    let inside = !item.sides[0].is_empty() && !item.sides[1].is_empty();
    // What is only denied has nobody's word behind it.
    let denied = item.sides[0].is_empty()
        && item.claim.narrated.is_empty()
        && !item.claim.positions.is_empty()
        && item.claim.positions.iter().all(|p| turns_away(p.stance));
    if denied && item.claim.opposes.is_empty() {
        item.claim.origins = 0;
    }
    item.claim.status = if inside || !item.claim.opposes.is_empty() {
        ClaimStatus::Disputed
    } else if item.claim.origins >= 2 {
        ClaimStatus::Corroborated
    } else if item.claim.origins == 1 {
        ClaimStatus::SingleOrigin
    } else {
        ClaimStatus::Unsourced
    };
}

/// How much of the story speaks of each term: the share of its claims.
fn common(scene: &Scene<'_, '_>, drawn: &[Drawn]) -> BTreeMap<crate::gist::Term, f32> {
    let mut found = BTreeMap::new();
    for item in drawn {
        for (term, _) in &scene.gists[item.lead as usize].terms {
            *found.entry(*term).or_insert(0.0) += item.claim.reports as f32;
        }
    }
    let total: f32 = drawn.iter().map(|d| d.claim.reports as f32).sum::<f32>().max(1.0);
    for share in found.values_mut() {
        *share /= total;
    }
    found
}

fn weight(scene: &Scene<'_, '_>, item: &Drawn, common: &BTreeMap<crate::gist::Term, f32>) -> f32 {
    let claim = &item.claim;
    let gist = &scene.gists[item.lead as usize];
    let theme: f32 = gist.terms.iter().map(|(t, w)| w * common.get(t).copied().unwrap_or(0.0)).sum();
    let lead = &scene.statements[item.lead as usize];
    let early = 1.0 / (1.0 + lead.sentence as f32 / 6.0);
    let voices = (item.sides[0].len() + item.sides[1].len()) as f32;
    let direct = lead.attribution.is_some_and(|n| {
        scene.material.sheets[lead.sheet as usize].reading.attributions[n as usize].mode == Mode::Direct
    });
    // What a speaker says of himself matters less than what is said to have happened.
    let sheet = &scene.material.sheets[lead.sheet as usize];
    let own = matches!(sheet.lemma(lead.tokens.start), "i" | "we");
    (claim.reports as f32).sqrt()
        + 0.4 * voices
        + if claim.status == ClaimStatus::Disputed { 1.0 } else { 0.0 }
        + if claim.cross_side { 0.8 } else { 0.0 }
        + 0.8 * theme.min(3.0)
        + 0.5 * early
        + if claim.figures.is_empty() { 0.0 } else { 0.3 }
        - if voices == 0.0 { 1.6 } else { 0.0 }
        - if direct { 0.1 } else { 0.0 }
        - if gist.past.is_some() { 0.7 } else { 0.0 }
        - if gist.length < 3 { 0.5 } else { 0.0 }
        - if own { 0.35 } else { 0.0 }
}
