//! The program from outside: what it takes, what it gives, and how it ends.

mod contract;
mod determinism;
mod hostile;
mod manners;
mod sayso;
