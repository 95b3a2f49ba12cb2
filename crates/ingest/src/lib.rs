//! Bytes become captures: kinds told by content, encodings told by BOM, meta and content.
//!
//! One input gives one capture, or one a document for inputs that hold many. Whatever the bytes are, something comes
//! back: what cannot be read is kept by its digest, with a note that names it and the way out. This crate never knows
//! what a text says.

mod documents;
mod encoding;
mod kind;
mod magic;
mod reader;

pub use reader::Ingest;
