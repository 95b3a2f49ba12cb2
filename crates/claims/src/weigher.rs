//! The stage: a story and its readings in, its digest out.

use std::collections::BTreeMap;

use sayso_infer::Comparer;
use sayso_lexicon::Lexicon;
use sayso_news::spread::{InTurn, Spread};
use sayso_news::{Article, Cite, Digest, Model, Noted, Reading, Story};

use crate::align::Scene;
use crate::assembly::{Draft, draw};
use crate::brief::brief;
use crate::confirmations::tie;
use crate::contrast;
use crate::gist::{Gist, gists};
use crate::given::{Given, placed};
use crate::grouping::group;
use crate::inherit::inherit;
use crate::leads;
use crate::logistic::Logistic;
use crate::material::Material;
use crate::oppose::{by_rule, clashes};
use crate::pair;
use crate::provenance::origins;
use crate::rebuttals::{Answer, answers};
use crate::statements::{Statement, collect};
use crate::tables::Tables;
use crate::timeline::timeline;
use crate::voices::Voices;
use crate::wordings::{self, Wordings};

/// Weighs what a story's articles say against each other.
#[derive(Debug)]
pub struct Weigher {
    tables: Tables,
    comparer: Option<&'static Comparer>,
    /// Whether two statements are one claim, and whether they exclude each other.
    weights: [Logistic; 2],
}

/// What speaks for and against two statements being one claim.
#[derive(Debug, Clone)]
pub struct Sign {
    /// The two, by their place in what was given.
    pub pair: (usize, usize),
    /// What it is weighed by for being one claim, in the order of [`Weigher::terms`].
    pub values: Vec<f32>,
    /// The same for excluding each other, in the order of [`Weigher::contrasts`].
    pub contrast: Vec<f32>,
    /// How likely the two are one claim by the weigher's own weights.
    pub likely: f32,
    /// Whether the two are held never to be one claim.
    pub conflict: bool,
}

impl Weigher {
    /// A weigher on the tables of one language.
    pub fn new(lexicon: &'static Lexicon) -> Self {
        let weights = [pair::TABLE, contrast::TABLE].map(Logistic::of);
        Self { tables: Tables::new(lexicon), comparer: Some(wordings::comparer()), weights }
    }

    /// The same without the network that compares wordings.
    #[must_use]
    pub fn plain(mut self) -> Self {
        self.comparer = None;
        self
    }

    /// The trained models that this weigher uses.
    pub fn models(&self) -> Vec<Model> {
        self.comparer.map(|_| wordings::model()).into_iter().collect()
    }

    /// The same with other weights, one for each of [`Weigher::terms`] and of [`Weigher::contrasts`].
    #[must_use]
    pub fn weighing(mut self, weights: [Vec<f32>; 2]) -> Self {
        self.weights = weights.map(Logistic::new);
        self
    }

    /// The names of what a pair is weighed by, for being one claim.
    pub fn terms() -> Vec<String> {
        pair::names()
    }

    /// The names of what a pair is weighed by, for excluding each other.
    pub fn contrasts() -> Vec<String> {
        contrast::named()
    }

    /// The claims of a story; `pairs` are exactly its articles with their readings, in any order.
    pub fn weigh(&self, story: &Story, pairs: &[(&Article, &Reading)]) -> Noted<Digest> {
        self.weigh_over(story, pairs, &InTurn)
    }

    /// The same, with somebody to spread the work over.
    pub fn weigh_over(
        &self,
        story: &Story,
        pairs: &[(&Article, &Reading)],
        spread: &dyn Spread,
    ) -> Noted<Digest> {
        let material = Material::new(&self.tables, story, pairs);
        let statements = collect(&material);
        let articles: Vec<&Article> = pairs.iter().map(|(article, _)| *article).collect();
        Noted::new(self.digest(&material, &statements, spread), leads::notes(story, &articles))
    }

    /// The claims of a story whose statements are known beforehand; attributions that say none of them are passed over.
    pub fn weigh_given(&self, story: &Story, pairs: &[(&Article, &Reading)], given: &[Given]) -> Digest {
        let material = Material::new(&self.tables, story, pairs);
        let statements: Vec<Statement> = placed(&material, given).into_iter().map(|(_, s)| s).collect();
        self.digest(&material, &statements, &InTurn)
    }

    /// What speaks for and against each two of these statements being one claim: for training and for a look.
    pub fn signs(&self, story: &Story, pairs: &[(&Article, &Reading)], given: &[Given]) -> Vec<Sign> {
        let material = Material::new(&self.tables, story, pairs);
        let (numbers, statements): (Vec<usize>, Vec<Statement>) =
            placed(&material, given).into_iter().unzip();
        self.signs_of(&material, &statements, |i| numbers[i])
    }

    /// The same of the statements that reading finds, after their words.
    pub fn signs_as_read(&self, story: &Story, pairs: &[(&Article, &Reading)]) -> (Vec<Cite>, Vec<Sign>) {
        let material = Material::new(&self.tables, story, pairs);
        let statements = collect(&material);
        let words =
            statements.iter().map(|s| material.sheets[s.sheet as usize].article.cite(s.span)).collect();
        (words, self.signs_of(&material, &statements, |i| i))
    }

    fn signs_of(
        &self,
        material: &Material<'_>,
        statements: &[Statement],
        number: impl Fn(usize) -> usize,
    ) -> Vec<Sign> {
        let mut gists = gists(material, statements);
        inherit(material, statements, &mut gists);
        let voices = Voices::new(material, statements);
        let mut scene = Scene::new(material, statements, &gists, &voices, &self.weights);
        scene.wordings = self.wordings(material, statements, &gists, &InTurn);
        let answers = answers(&scene);
        scene.hear(&answers);
        let mut found = Vec::new();
        for a in 0..statements.len() {
            for b in a + 1..statements.len() {
                let signs = pair::signs(&scene, a, b);
                let (values, likely) = (pair::terms(&signs).to_vec(), scene.weighed(&signs));
                let contrast = contrast::terms(&scene, a, b, by_rule(&scene, a, b)).to_vec();
                let conflict = scene.conflict(a, b);
                let pair = (number(a), number(b));
                found.push(Sign { pair, values, contrast, likely, conflict });
            }
        }
        found
    }

    fn wordings(
        &self,
        material: &Material<'_>,
        statements: &[Statement],
        gists: &[Gist],
        spread: &dyn Spread,
    ) -> Wordings {
        let read = |c| Wordings::read(c, material, statements, gists, spread);
        self.comparer.map_or_else(Wordings::default, read)
    }

    fn digest(&self, material: &Material<'_>, statements: &[Statement], spread: &dyn Spread) -> Digest {
        let mut gists = gists(material, statements);
        inherit(material, statements, &mut gists);
        let voices = Voices::new(material, statements);
        let mut scene = Scene::new(material, statements, &gists, &voices, &self.weights);
        scene.wordings = self.wordings(material, statements, &gists, spread);
        let answers = answers(&scene);
        scene.hear(&answers);
        let pairs = scene.candidates();
        let hollow: BTreeMap<u32, Answer> =
            answers.iter().filter(|a| a.hollow).map(|a| (a.from, *a)).collect();
        let groups = attached(group(&scene, &pairs, &hollow, spread), &hollow);
        let mut group_of = vec![0; statements.len()];
        for (g, members) in groups.iter().enumerate() {
            for i in members {
                group_of[*i as usize] = g as u32;
            }
        }
        let clashes = clashes(&scene, &pairs, &group_of, &answers, spread);
        let draft = Draft { groups: &groups, clashes: &clashes, answers: &hollow };
        let mut drawn = draw(&scene, &draft);
        tie(&scene, &mut drawn);
        let timeline = timeline(&scene, &drawn);
        let brief = brief(&scene, &drawn);
        let origins = origins(&scene);
        let claims = drawn.into_iter().map(|d| d.claim).collect();
        Digest { story: material.story.id, claims, timeline, origins, brief }
    }
}

/// Puts statements that only take a stand on another into that one's group.
fn attached(mut groups: Vec<Vec<u32>>, hollow: &BTreeMap<u32, Answer>) -> Vec<Vec<u32>> {
    let mut of: BTreeMap<u32, usize> = BTreeMap::new();
    for (g, members) in groups.iter().enumerate() {
        for i in members {
            of.insert(*i, g);
        }
    }
    for answer in hollow.values() {
        let (from, to) = (of[&answer.from], of[&answer.to]);
        if from != to && groups[from].len() == 1 {
            groups[from].clear();
            groups[to].push(answer.from);
            of.insert(answer.from, to);
        }
    }
    groups.retain(|g| !g.is_empty());
    for members in &mut groups {
        members.sort_unstable();
    }
    groups
}
