//! A network: an encoder and the heads that read its vectors.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::container::Container;
use crate::convolution::Convolution;
use crate::error::WeightsError;
use crate::heads::{self, Heads};
use crate::kernel::{DEEPEST, Level};
use crate::pairs::{ROLES, Roles};
use crate::transformer::Transformer;
use crate::vectors::Vectors;
use crate::word::Word;

/// The format that this crate reads.
const FORMAT: &str = "sayso-network/1";

/// A trained network, ready to be run. It holds its weights once, packed for the processor, and can be shared.
#[derive(Debug)]
pub struct Network {
    card: BTreeMap<String, String>,
    width: usize,
    level: Level,
    encoder: Encoder,
    heads: Heads,
}

#[derive(Debug)]
#[allow(clippy::large_enum_variant, reason = "there is one of it in a network")]
enum Encoder {
    Transformer(Transformer),
    Convolution(Convolution),
}

impl Network {
    /// Reads a network from the bytes of a safetensors file of the format `sayso-network/1`.
    ///
    /// Every tensor that will be used is checked here (its type, its shape, that its numbers are finite), so that running
    /// cannot fail. Tensors that are not known are passed over.
    ///
    /// # Errors
    /// Any bytes may be given; what is wrong with them is said with the name of the tensor or key ([`WeightsError`]).
    pub fn parse(bytes: &[u8]) -> Result<Self, WeightsError> {
        let file = Container::parse(bytes)?;
        file.expect_format(FORMAT)?;
        let width = file.number("width")?;
        if !(1..=DEEPEST).contains(&width) {
            return Err(WeightsError::key("width", format!("{width} is not between 1 and {DEEPEST}")));
        }
        let layers = file.number("layers")?;
        let encoder = match file.key("encoder")? {
            "transformer" => {
                Encoder::Transformer(Transformer::read(&file, width, layers, file.number("heads")?)?)
            }
            "convolution" => {
                let list = file.key("dilations")?;
                let dilations: Vec<usize> = list
                    .split(',')
                    .filter(|d| !d.is_empty())
                    .map(|d| {
                        d.trim()
                            .parse()
                            .map_err(|_| WeightsError::key("dilations", format!("`{d}` is no number")))
                    })
                    .collect::<Result<_, _>>()?;
                if dilations.len() != layers {
                    return Err(WeightsError::key(
                        "dilations",
                        format!("`{list}` is not one for each of {layers} layers"),
                    ));
                }
                Encoder::Convolution(Convolution::read(&file, width, &dilations)?)
            }
            other => {
                return Err(WeightsError::key(
                    "encoder",
                    format!("`{other}` is neither transformer nor convolution"),
                ));
            }
        };
        let heads = Heads::read(&file, width)?;
        Ok(Self { card: file.metadata, width, level: Level::best(), encoder, heads })
    }

    /// Uses other instructions than the best that the processor has. The results are the same, bit for bit; it serves
    /// tests and measurements. A level that the processor lacks is replaced by the best that it has.
    #[must_use]
    pub fn at_level(mut self, level: Level) -> Self {
        self.level = level.or_best();
        self
    }

    /// The instructions that are used.
    pub fn level(&self) -> Level {
        self.level
    }

    /// The network's name, as its file has it; empty where it has none.
    pub fn name(&self) -> &str {
        self.card.get("name").map_or("", String::as_str)
    }

    /// All that the file says about the network, key by key.
    pub fn card(&self) -> &BTreeMap<String, String> {
        &self.card
    }

    /// How many numbers the vector of a word has.
    pub fn width(&self) -> usize {
        self.width
    }

    /// Reads the words of a text and gives a vector for each.
    ///
    /// `breaks` are the words at which sentences start, in any order; the first word always starts one.
    ///
    /// The transformer reads windows of whole sentences, at most 256 word pieces long, that overlap by about a quarter;
    /// a word's vector comes from the window in which it stands furthest inside. The convolution reads the text as one.
    /// Time is linear in the text. Beside the vectors, memory is that of one window or block, and about 13 bytes a piece.
    pub fn encode(&self, words: &[Word<'_>], breaks: &[usize]) -> Vectors {
        match &self.encoder {
            Encoder::Transformer(transformer) => {
                let mut starts = vec![false; words.len()];
                for &word in breaks {
                    if let Some(start) = starts.get_mut(word) {
                        *start = true;
                    }
                }
                transformer.encode(self.level, words, &starts)
            }
            Encoder::Convolution(convolution) => convolution.encode(self.level, words),
        }
    }

    /// For each word the natural logarithms of the probabilities of the labels O, B-PER, I-PER, B-ORG, I-ORG, B-LOC,
    /// I-LOC, B-MISC, I-MISC; `None` where the file has no such head. [`crate::decode_names`] makes names of them.
    pub fn names(&self, vectors: &Vectors) -> Option<Vec<[f32; 9]>> {
        let head = self.heads.names.as_ref()?;
        self.fits(vectors).then(|| heads::names(head, self.level, vectors))
    }

    /// For each word the probability that it is the first word of an attribution's cue; `None` where the file has no
    /// such head.
    pub fn cues(&self, vectors: &Vectors) -> Option<Vec<f32>> {
        let head = self.heads.cues.as_ref()?;
        self.fits(vectors).then(|| heads::cues(head, self.level, vectors))
    }

    /// The role head over a text, with what each word brings worked out once for all anchors; `None` where the file has
    /// no such head.
    pub fn roles_of<'a>(&'a self, vectors: &'a Vectors) -> Option<Roles<'a>> {
        let head = self.heads.roles.as_ref()?;
        self.fits(vectors).then(|| Roles::new(head, self.level, vectors))
    }

    /// For each word in reach of an anchor the probabilities of the roles outside, source, cue and content. For more than
    /// one anchor in a text, [`Network::roles_of`] is faster.
    pub fn roles(&self, vectors: &Vectors, anchor: usize, reach: Range<usize>) -> Option<Vec<[f32; ROLES]>> {
        Some(self.roles_of(vectors)?.around(anchor, reach))
    }

    /// For each mention (a range of words) the probability that the pronoun stands for it, each judged by itself; nought
    /// where the pronoun or the mention is not in the text. `None` where the file has no such head.
    pub fn links(&self, vectors: &Vectors, pronoun: usize, mentions: &[Range<usize>]) -> Option<Vec<f32>> {
        let head = self.heads.links.as_ref()?;
        self.fits(vectors).then(|| head.link(self.level, vectors, pronoun, mentions))
    }

    /// A vector of length one for the meaning of a sentence (a range of words); `None` where the file has no such head
    /// or the range holds no words of the text.
    pub fn sentence(&self, vectors: &Vectors, words: Range<usize>) -> Option<Vec<f32>> {
        let head = self.heads.sentence.as_ref()?;
        if !self.fits(vectors) {
            return None;
        }
        heads::sentence(head, self.level, vectors, words)
    }

    /// Vectors of another network have no meaning to the heads of this one.
    fn fits(&self, vectors: &Vectors) -> bool {
        vectors.width() == self.width
    }
}
