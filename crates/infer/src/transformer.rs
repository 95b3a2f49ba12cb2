//! A transformer encoder in BERT's form (Devlin et al. 2019), as small as `MiniLM` (Wang et al. 2020), with weights as bytes.

use crate::attention::{Attend, Space};
use crate::container::Container;
use crate::error::WeightsError;
use crate::kernel::Level;
use crate::linear::{Add, Gelu, Quantised, Store};
use crate::pieces::Vocabulary;
use crate::rows::Rows;
use crate::tables::{Flags, Norm, Normalise};
use crate::vectors::Vectors;
use crate::windows::Windows;
use crate::word::{AROUND, SHAPES, Word, shape};

/// Most pieces in a window, `[CLS]` and `[SEP]` among them.
pub(crate) const LONGEST_WINDOW: usize = 256;
/// Added to a variance, as BERT does.
const EPSILON: f32 = 1e-12;

#[derive(Debug)]
pub(crate) struct Transformer {
    width: usize,
    vocabulary: Vocabulary,
    words: Vec<i8>,
    word_scales: Vec<f32>,
    positions: Vec<f32>,
    shapes: Vec<f32>,
    flags: Flags,
    norm: Norm,
    stack: Stack,
}

/// Layers that go over the pieces of a window one after the other.
#[derive(Debug)]
pub(crate) struct Stack {
    width: usize,
    heads: usize,
    inner: usize,
    layers: Vec<Layer>,
}

#[derive(Debug)]
struct Layer {
    attention: Quantised,
    output: Quantised,
    attention_norm: Norm,
    up: Quantised,
    down: Quantised,
    output_norm: Norm,
}

impl Transformer {
    pub(crate) fn read(
        file: &Container<'_>,
        width: usize,
        layers: usize,
        heads: usize,
    ) -> Result<Self, WeightsError> {
        let stack = Stack::read(file, "layers", width, layers, heads)?;
        let vocabulary = Vocabulary::read(file)?;
        let positions = file.rows("embeddings.positions", 2)?;
        if positions < 3 {
            return Err(WeightsError::Value {
                tensor: "embeddings.positions".to_owned(),
                wrong: "a window needs three positions at least".to_owned(),
            });
        }
        Ok(Self {
            width,
            words: file.i8("embeddings.words", &[vocabulary.size, width])?,
            word_scales: file.f32("embeddings.words.scale", &[vocabulary.size])?,
            positions: file.f32("embeddings.positions", &[positions, width])?,
            shapes: file.f32("embeddings.shapes", &[SHAPES, width])?,
            flags: Flags::read(file, width)?,
            norm: Norm::read(file, "embeddings.norm", width, EPSILON)?,
            stack,
            vocabulary,
        })
    }

    pub(crate) fn encode(&self, level: Level, words: &[Word<'_>], starts: &[bool]) -> Vectors {
        let longest = LONGEST_WINDOW.min(self.positions.len() / self.width);
        let room = longest - 2;
        let (mut ids, mut places, mut part) = (Vec::new(), vec![0_u32], String::new());
        for word in words {
            let first = ids.len();
            self.vocabulary.cut(word.text, &mut ids, &mut part);
            ids.truncate(first + room);
            places.push(ids.len() as u32);
        }
        let mut vectors = vec![0.0; words.len() * self.width];
        // Nought: in no window yet.
        let mut depths = vec![0_usize; words.len()];
        let mut desk = Desk::default();
        for window in Windows::new(&places, starts, room) {
            let at = places[window.start] as usize;
            let size = places[window.end] as usize - at;
            desk.inputs.clear();
            self.put(&mut desk.inputs, self.vocabulary.cls, AROUND, 0);
            for word in window.clone() {
                let form = shape(words[word].text);
                for id in &ids[places[word] as usize..places[word + 1] as usize] {
                    self.put(&mut desk.inputs, *id, form, words[word].flags);
                }
            }
            self.put(&mut desk.inputs, self.vocabulary.sep, AROUND, 0);
            self.run(level, &mut desk);
            for word in window.clone() {
                // How far inside its window a word stands; the ends of the text are no edges.
                let place = places[word] as usize - at;
                let before = if window.start == 0 { usize::MAX } else { place };
                let after = if window.end == words.len() { usize::MAX } else { size - place };
                let depth = before.min(after).saturating_add(1);
                if depth > depths[word] {
                    depths[word] = depth;
                    let from = &desk.inputs[(place + 1) * self.width..][..self.width];
                    vectors[word * self.width..][..self.width].copy_from_slice(from);
                }
            }
        }
        Vectors::new(self.width, vectors)
    }

    /// Puts the sum of a piece's embeddings behind those that are there.
    fn put(&self, inputs: &mut Vec<f32>, id: u32, form: usize, flags: u32) {
        let (w, first, id) = (self.width, inputs.len(), id as usize);
        let scale = self.word_scales[id];
        let word = &self.words[id * w..][..w];
        let position = &self.positions[first..][..w];
        let form = &self.shapes[form * w..][..w];
        inputs.extend(word.iter().zip(position).zip(form).map(|((x, p), f)| f32::from(*x) * scale + p + f));
        self.flags.add(flags, &mut inputs[first..]);
    }

    /// Runs one window; its vectors replace its inputs.
    fn run(&self, level: Level, desk: &mut Desk) {
        level.run(Normalise { rows: &mut desk.inputs, norm: &self.norm });
        self.stack.run(level, desk);
    }

    /// The vectors of all pieces of a few words, `[CLS]` and `[SEP]` among them; what is beyond `longest` is not read.
    ///
    /// The words are read after those that stand before them, whose own vectors are left out; of these, the last `longest` pieces
    /// are read as far as there is room.
    pub(crate) fn pieces(
        &self,
        level: Level,
        (before, words): (&[Word<'_>], &[Word<'_>]),
        longest: usize,
        desk: &mut Desk,
    ) -> Vec<f32> {
        let most = LONGEST_WINDOW.min(self.positions.len() / self.width) - 2;
        let longest = longest.saturating_sub(2).min(most);
        let (mut led, mut own) = (self.cut(before), self.cut(words));
        own.truncate(longest);
        led.drain(..led.len().saturating_sub(longest.min(most - own.len())));
        desk.inputs.clear();
        self.put(&mut desk.inputs, self.vocabulary.cls, AROUND, 0);
        for (id, form, flags) in led.iter().chain(&own) {
            self.put(&mut desk.inputs, *id, *form, *flags);
        }
        self.put(&mut desk.inputs, self.vocabulary.sep, AROUND, 0);
        self.run(level, desk);
        let mut pieces = desk.inputs.clone();
        pieces.drain(self.width..(1 + led.len()) * self.width);
        pieces
    }

    /// The pieces of words, each with the form and the flags of its word.
    fn cut(&self, words: &[Word<'_>]) -> Vec<(u32, usize, u32)> {
        let (mut ids, mut part, mut pieces) = (Vec::new(), String::new(), Vec::new());
        for word in words {
            ids.clear();
            self.vocabulary.cut(word.text, &mut ids, &mut part);
            let form = shape(word.text);
            pieces.extend(ids.iter().map(|id| (*id, form, word.flags)));
        }
        pieces
    }
}

impl Stack {
    /// Reads the layers `name.0`, `name.1` and so on.
    pub(crate) fn read(
        file: &Container<'_>,
        name: &str,
        width: usize,
        layers: usize,
        heads: usize,
    ) -> Result<Self, WeightsError> {
        if heads == 0 || !width.is_multiple_of(heads) {
            let wrong = format!("{heads} heads cannot share a width of {width}");
            return Err(WeightsError::key("heads", wrong));
        }
        let inner = if layers == 0 { 0 } else { file.rows(&format!("{name}.0.up.weight"), 2)? };
        let layers = (0..layers).map(|i| Layer::read(file, &format!("{name}.{i}"), width, inner));
        Ok(Self { width, heads, inner, layers: layers.collect::<Result<_, _>>()? })
    }

    /// Runs all layers; what they give replaces the inputs.
    pub(crate) fn run(&self, level: Level, desk: &mut Desk) {
        let Desk { inputs: x, rows, wide, context, space } = desk;
        let count = x.len() / self.width;
        context.resize(x.len(), 0.0);
        for layer in &self.layers {
            rows.take(level, x, self.width);
            wide.resize(count * 3 * self.width, 0.0);
            layer.attention.apply::<Store>(level, rows, wide);
            level.run(Attend {
                level,
                inputs: wide,
                width: self.width,
                heads: self.heads,
                space,
                out: context,
            });
            rows.take(level, context, self.width);
            layer.output.apply::<Add>(level, rows, x);
            level.run(Normalise { rows: x, norm: &layer.attention_norm });
            rows.take(level, x, self.width);
            wide.resize(count * self.inner, 0.0);
            layer.up.apply::<Gelu>(level, rows, wide);
            rows.take(level, wide, self.inner);
            layer.down.apply::<Add>(level, rows, x);
            level.run(Normalise { rows: x, norm: &layer.output_norm });
        }
    }
}

impl Layer {
    fn read(file: &Container<'_>, of: &str, width: usize, inner: usize) -> Result<Self, WeightsError> {
        let name = |part: &str| format!("{of}.{part}");
        let linear = |parts: &[&str], outputs, inputs| {
            let names: Vec<_> = parts.iter().map(|p| name(p)).collect();
            let names: Vec<_> = names.iter().map(String::as_str).collect();
            Quantised::read(file, &names, outputs, inputs, true)
        };
        Ok(Self {
            attention: linear(&["query", "key", "value"], width, width)?,
            output: linear(&["output"], width, width)?,
            attention_norm: Norm::read(file, &name("attention_norm"), width, EPSILON)?,
            up: linear(&["up"], inner, width)?,
            down: linear(&["down"], width, inner)?,
            output_norm: Norm::read(file, &name("output_norm"), width, EPSILON)?,
        })
    }
}

/// Where one window is worked on; kept from window to window.
#[derive(Debug, Default)]
pub(crate) struct Desk {
    pub(crate) inputs: Vec<f32>,
    rows: Rows,
    wide: Vec<f32>,
    context: Vec<f32>,
    space: Space,
}
