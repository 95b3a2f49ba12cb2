//! The stages in order.

use std::collections::BTreeMap;

use rayon::prelude::*;
use sayso_claims::Weigher;
use sayso_clean::Cleaner;
use sayso_ingest::Ingest;
use sayso_lexicon::Lexicon;
use sayso_news::spread::Spread;
use sayso_news::{Article, Capture, CaptureId, Digest, Dossier, Media, Model, Note, Noted, Reading, Story};
use sayso_reading::{Reader, Trained};
use sayso_stories::Grouper;

use crate::Source;

/// Which reading models to use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Profile {
    /// Rules over lexicons, and a small network.
    #[default]
    Fast,
    /// Rules over lexicons, and the compact encoder. A build without it reads fast, with a note.
    Accurate,
}

impl Profile {
    /// The network of that profile, the small one where the build has no other.
    fn trained(self) -> Trained {
        match self {
            Self::Fast => Trained::fast(),
            Self::Accurate => Trained::accurate().unwrap_or_else(Trained::fast),
        }
    }
}

/// How to run.
#[derive(Debug, Clone, Copy, Default)]
pub struct Options {
    /// Worker threads; 0 for one a core.
    pub threads: usize,
    /// Texts are clean bodies already: nothing is left over.
    pub plain: bool,
    /// Which reading models.
    pub profile: Profile,
    /// All captures are known to tell of one story: none is put apart.
    pub one_story: bool,
    /// Whether captures keep their decoded content in the result (`explain` shows it).
    pub keep_content: bool,
}

/// One capture with what was made of it. Bytes that are no text give no article.
#[derive(Debug, Clone)]
pub struct Leaf {
    /// As it came.
    pub capture: Capture,
    /// Its visible text and the notes in its margin.
    pub read: Option<(Article, Reading)>,
    /// What was noticed in it.
    pub notes: Vec<Note>,
}

/// All stages, built once and used for any number of runs.
#[derive(Debug)]
pub struct Pipeline {
    ingest: Ingest,
    cleaner: Cleaner,
    /// A reader for each language that has a drawer, by its code.
    readers: BTreeMap<&'static str, Reader>,
    grouper: Grouper,
    weigher: Weigher,
    pool: rayon::ThreadPool,
    options: Options,
}

impl Pipeline {
    /// Builds the stages and the worker threads. Fails where the system gives no threads.
    pub fn new(options: Options) -> Result<Self, rayon::ThreadPoolBuildError> {
        let lexicon = Lexicon::english();
        Ok(Self {
            ingest: Ingest::new(),
            cleaner: Cleaner::new(lexicon).plain(options.plain),
            readers: readers(options.profile),
            grouper: Grouper::new(lexicon),
            weigher: Weigher::new(lexicon),
            pool: rayon::ThreadPoolBuilder::new().num_threads(options.threads).build()?,
            options,
        })
    }

    /// Reads every source and hands on each capture's leaf, in the order of the sources. Only a few sources per
    /// thread are in memory at once. `each` may stop the run by an error, which is given back.
    pub fn read<S: Source, E>(
        &self,
        sources: &[S],
        mut each: impl FnMut(Noted<Vec<Leaf>>) -> Result<(), E>,
    ) -> Result<(), E> {
        for batch in sources.chunks(self.pool.current_num_threads() * 16) {
            let leaves: Vec<_> = self.pool.install(|| batch.par_iter().map(|s| self.leaves(s)).collect());
            leaves.into_iter().try_for_each(&mut each)?;
        }
        Ok(())
    }

    /// The claims of one story; `pairs` are exactly its articles with their readings, in any order.
    pub fn weigh(&self, story: &Story, pairs: &[(&Article, &Reading)]) -> Noted<Digest> {
        self.pool.install(|| self.weigher.weigh_over(story, pairs, &Hands))
    }

    /// The account of the sources, record by record. `done` is called with the number of sources read since the last
    /// call, for showing progress.
    pub fn brief<S: Source>(&self, sources: &[S], done: impl FnMut(usize)) -> Dossier {
        let mut dossier = self.group(sources, done);
        let mut notes = std::mem::take(&mut dossier.notes);
        let pairs: BTreeMap<_, _> =
            dossier.articles.iter().zip(&dossier.readings).map(|pair| (pair.0.id, pair)).collect();
        let digest = |story: &Story| {
            let own: Vec<_> = story.articles.iter().filter_map(|id| pairs.get(id).copied()).collect();
            self.weigh(story, &own)
        };
        let digests: Vec<_> = self.pool.install(|| dossier.stories.par_iter().map(digest).collect());
        dossier.digests = digests.into_iter().map(|digest| digest.into(&mut notes)).collect();
        dossier.notes = in_order(notes);
        dossier
    }

    /// The same without the claims: captures, articles, readings and stories.
    pub fn group<S: Source>(&self, sources: &[S], mut done: impl FnMut(usize)) -> Dossier {
        let mut leaves = Vec::new();
        let mut notes = self.profile_note();
        for batch in sources.chunks(self.pool.current_num_threads() * 16) {
            let read: Vec<_> = self.pool.install(|| batch.par_iter().map(|s| self.leaves(s)).collect());
            for (source, noted) in batch.iter().zip(read) {
                leaves.extend(noted.into(&mut notes).into_iter().map(|leaf| (source, leaf)));
            }
            done(batch.len());
        }
        leaves.sort_by(|(_, a), (_, b)| key(a).cmp(&key(b)));
        let models = self.models();
        let mut dossier = Dossier { models, ..Dossier::default() };
        for leaf in self.told_apart(leaves, &mut notes) {
            dossier.captures.push(leaf.capture);
            notes.extend(leaf.notes);
            if let Some((article, reading)) = leaf.read {
                dossier.articles.push(article);
                dossier.readings.push(reading);
            }
        }
        let pairs: Vec<_> = dossier.articles.iter().zip(&dossier.readings).collect();
        let mut stories = if self.options.one_story {
            self.grouper.whole(&pairs).into_iter().collect()
        } else {
            self.pool.install(|| self.grouper.group_over(&pairs, &Hands)).into(&mut notes)
        };
        stories.sort_by(|a, b| b.articles.len().cmp(&a.articles.len()).then(a.id.cmp(&b.id)));
        dossier.stories = stories;
        dossier.notes = in_order(notes);
        dossier
    }

    /// The trained models that a run uses.
    fn models(&self) -> Vec<Model> {
        let reading = self.readers["en"].models();
        self.cleaner.models().into_iter().chain(reading).chain(self.weigher.models()).collect()
    }

    /// The notes that hold for a whole run.
    pub fn profile_note(&self) -> Vec<Note> {
        match self.options.profile {
            Profile::Fast => Vec::new(),
            Profile::Accurate if Trained::accurate().is_some() => Vec::new(),
            Profile::Accurate => vec![
                Note::warning(
                    "profile-absent",
                    "This build has no `accurate` reading models; the `fast` reader was used.",
                )
                .hint("Leave out --profile, or name --profile fast, to say that this is meant."),
            ],
        }
    }

    /// Everything that a source holds, read. A source of many documents is spread over the threads too.
    fn leaves(&self, source: &impl Source) -> Noted<Vec<Leaf>> {
        let mut notes = Vec::new();
        let captures = self.captures(source, &mut notes);
        Noted::new(captures.into_par_iter().map(|capture| self.leaf(capture, 0)).collect(), notes)
    }

    fn captures(&self, source: &impl Source, notes: &mut Vec<Note>) -> Vec<Capture> {
        let mut noticed = Vec::new();
        let captures = match source.open() {
            Ok(bytes) => self.ingest.read(source.name(), bytes).into(&mut noticed),
            Err(note) => {
                noticed.push(note);
                Vec::new()
            }
        };
        notes.extend(noticed.into_iter().map(|note| about(note, source.name())));
        captures
    }

    /// The reader of the article's language; one without a drawer is read by the English tables, which find little in it.
    fn reader(&self, article: &Article) -> &Reader {
        let own = article.language.as_deref().and_then(|code| self.readers.get(code));
        own.unwrap_or(&self.readers["en"])
    }

    fn leaf(&self, mut capture: Capture, copy: u32) -> Leaf {
        if copy > 0 {
            capture.id = CaptureId::of(&[&capture.id.bytes(), &copy.to_le_bytes()]);
        }
        let mut notes = Vec::new();
        let read = (capture.media != Media::Binary).then(|| {
            let article = self.cleaner.clean(&capture).into(&mut notes);
            let reading = self.reader(&article).read(&article).into(&mut notes);
            (article, reading)
        });
        if !self.options.keep_content {
            capture.content = String::new();
        }
        let notes = notes.into_iter().map(|note| about(note, &capture.input)).collect();
        Leaf { capture, read, notes }
    }

    /// The same bytes may come under two names. Ids are made from bytes, so the second and later ones are read again
    /// under an id of their own; each source is opened again once, however many of its documents are copies.
    fn told_apart<S: Source>(&self, leaves: Vec<(&S, Leaf)>, notes: &mut Vec<Note>) -> Vec<Leaf> {
        let mut seen: BTreeMap<CaptureId, u32> = BTreeMap::new();
        let mut opened: Option<(&S, BTreeMap<CaptureId, Capture>)> = None;
        let mut apart = Vec::with_capacity(leaves.len());
        for (source, leaf) in leaves {
            let id = leaf.capture.id;
            let copy = *seen.entry(id).and_modify(|n| *n += 1).or_insert(0);
            if copy == 0 {
                apart.push(leaf);
                continue;
            }
            let again = match opened.take_if(|(last, _)| std::ptr::eq(*last, source)) {
                Some((_, captures)) => captures,
                None => {
                    self.captures(source, notes).into_iter().map(|capture| (capture.id, capture)).collect()
                }
            };
            match again.get(&id) {
                Some(capture) => apart.push(self.leaf(capture.clone(), copy)),
                None => notes.push(
                    Note::warning("input-changed", "A copy of another capture was gone or changed when it was opened again; the other one was read.")
                        .about(source.name()),
                ),
            }
            opened = Some((source, again));
        }
        apart
    }
}

/// The threads of the pool, lent to the stages.
struct Hands;

impl Spread for Hands {
    fn over(&self, parts: usize, work: &(dyn Fn(usize) + Sync)) {
        (0..parts).into_par_iter().for_each(work);
    }
}

/// A reader for each drawer; the networks were trained on English.
fn readers(profile: Profile) -> BTreeMap<&'static str, Reader> {
    let reader = |code| {
        let reader = Reader::new(Lexicon::of(code)?);
        Some((code, if code == "en" { reader.trained(profile.trained()) } else { reader }))
    };
    Lexicon::LANGUAGES.into_iter().filter_map(reader).collect()
}

/// Errors first, each once.
fn in_order(mut notes: Vec<Note>) -> Vec<Note> {
    notes.sort_by(|a, b| b.severity.cmp(&a.severity).then_with(|| a.cmp(b)));
    notes.dedup();
    notes
}

fn key(leaf: &Leaf) -> (&str, Option<&str>, CaptureId) {
    (&leaf.capture.input, leaf.capture.member.as_deref(), leaf.capture.id)
}

fn about(note: Note, input: &str) -> Note {
    if note.input.is_some() { note } else { note.about(input) }
}
