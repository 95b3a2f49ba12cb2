//! The program from outside: what it takes, what it gives, and how it ends.

mod contract;
mod determinism;
mod encodings;
mod golden;
mod hostile;
mod manners;
mod rewriting;
mod sayso;
