//! An article becomes a reading: sentences, names, times, attributions.
