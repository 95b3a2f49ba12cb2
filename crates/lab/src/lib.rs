//! What annotated pages are measured with: the collections, the body's score, the forms in which fields are equal. `lab`
//! and `compare` share it, so that their figures are of one kind.

pub mod collection;
pub mod extraction;
pub mod fields;
