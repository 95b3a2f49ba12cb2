//! Readings become stories: reprints, reuse, clusters, and the cast that they share.
