//! The library's one door: the stages in order, in parallel, the same result in any order.
//!
//! The world comes in through [`Source`] alone; threads are used here and nowhere else. The door never knows how a
//! stage works, and never prints.

mod door;
mod since;
mod source;

pub use door::{Leaf, Options, Pipeline, Profile};
pub use since::since;
pub use source::{Held, Source};
