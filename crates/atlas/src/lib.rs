//! Where on earth: a packed gazetteer of states, regions, districts, settlements and natural features.
//!
//! [`Atlas::shipped`] reads the packed file in place, so nothing is unpacked and nothing is loaded. Names are asked for
//! in any writing; [`fold`] makes one key of "Saint-Étienne" and "St Etienne". An entry may be found by a name that other
//! entries bear too: which one a text means is for the reader of the text to say.

mod atlas;
mod fold;
mod pack;

pub use atlas::{Atlas, Damaged, Found, Kind, Site};
pub use fold::fold;
pub use pack::{Entry, Named, pack};
