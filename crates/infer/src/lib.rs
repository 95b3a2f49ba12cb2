//! Runs trained networks over the words of a text.
//!
//! A [`Network`] is read from one file ([`Network::parse`]): an encoder, which gives a vector for each word, and small
//! heads, which read those vectors: names, cues of attributions, the roles of words around a cue, what a pronoun stands
//! for, sentence vectors. There are two encoders, one for each profile:
//!
//! - `transformer`: BERT's form (Devlin et al. 2019) in `MiniLM`'s size (Wang et al. 2020);
//! - `convolution`: hashed features of words under dilated convolutions.
//!
//! A [`Comparer`] reads two wordings beside each other, a [`LineNetwork`] labels lines.
//!
//! Weights and activations are bytes where most of the work is (Jacob et al. 2018, symmetric); their sums are exact
//! integers. All else is single precision in an order that is written down. The same words therefore give the same bits on
//! every machine, with vector instructions ([`Level`]) and without.
//!
//! This crate never knows what a word's label will be used for, and reads no file itself: bytes come in as values.

mod arithmetic;
mod attention;
mod comparer;
mod container;
mod convolution;
mod error;
mod heads;
mod kernel;
mod linear;
mod lines;
mod names;
mod network;
mod pairs;
mod pieces;
mod rows;
mod tables;
mod transformer;
mod vectors;
mod windows;
mod word;

pub use arithmetic::softmax;
pub use comparer::{Comparer, Comparing, Verdict, Wording};
pub use error::WeightsError;
pub use kernel::Level;
pub use lines::{LineNetwork, MOST_LABELS};
pub use names::{NameKind, NameSpan, decode_names};
pub use network::Network;
pub use pairs::Roles;
pub use vectors::Vectors;
pub use word::Word;
