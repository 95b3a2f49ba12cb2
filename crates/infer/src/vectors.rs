//! What an encoder gives: a vector for each word.

/// One vector for each word of a text, in the order of the words. It holds words × width × 4 bytes.
#[derive(Debug, Clone, PartialEq)]
pub struct Vectors {
    width: usize,
    values: Vec<f32>,
}

impl Vectors {
    pub(crate) fn new(width: usize, values: Vec<f32>) -> Self {
        debug_assert_eq!(values.len() % width, 0);
        Self { width, values }
    }

    /// How many numbers a vector has.
    pub fn width(&self) -> usize {
        self.width
    }

    /// How many words there are.
    pub fn len(&self) -> usize {
        self.values.len() / self.width
    }

    /// Whether there are no words.
    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// The vector of one word, or `None` where there is no such word.
    pub fn get(&self, word: usize) -> Option<&[f32]> {
        self.values.chunks_exact(self.width).nth(word)
    }

    /// All vectors, one after the other.
    pub fn values(&self) -> &[f32] {
        &self.values
    }
}
