//! The library's one door: the stages in order, in parallel, the same result in any order.
