//! What can be wrong with the bytes of a network.

use thiserror::Error;

/// Why bytes are not a network that can be run. Each case names the tensor or the key, and what is wrong with it.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum WeightsError {
    /// The bytes are not a safetensors container.
    #[error("the file is not a safetensors container: {0}")]
    Container(String),
    /// A key of the container's metadata is absent or holds what cannot be used.
    #[error("metadata `{key}`: {wrong}")]
    Metadata {
        /// The key in `__metadata__`.
        key: String,
        /// What is wrong with its value.
        wrong: String,
    },
    /// A tensor that the encoder, or a head of which other parts are there, cannot do without is absent.
    #[error("tensor `{0}` is missing")]
    Missing(String),
    /// A tensor holds numbers of another type than expected.
    #[error("tensor `{tensor}` holds {found}, and {wanted} is wanted")]
    Type {
        /// The tensor's name.
        tensor: String,
        /// The type that the format asks for.
        wanted: &'static str,
        /// The type in the file.
        found: String,
    },
    /// A tensor has another shape than the others ask for.
    #[error("tensor `{tensor}` has the shape {found:?}, and {wanted} is wanted")]
    Shape {
        /// The tensor's name.
        tensor: String,
        /// The shape that fits, in words.
        wanted: String,
        /// The shape in the file.
        found: Vec<usize>,
    },
    /// A tensor holds values that no network can be run with.
    #[error("tensor `{tensor}`: {wrong}")]
    Value {
        /// The tensor's name.
        tensor: String,
        /// What is wrong.
        wrong: String,
    },
}

impl WeightsError {
    /// What is wrong with a key of the metadata.
    pub(crate) fn key(key: &str, wrong: impl Into<String>) -> Self {
        Self::Metadata { key: key.to_owned(), wrong: wrong.into() }
    }
}
