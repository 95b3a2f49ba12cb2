//! Work that falls into parts which do not know of each other: who has threads may spread it over them.

use std::sync::OnceLock;

/// Does a number of things, in any order and perhaps at once. This crate has no threads; `pipeline` lends them.
pub trait Spread: Sync {
    /// Calls `work` with each number below `parts`.
    fn over(&self, parts: usize, work: &(dyn Fn(usize) + Sync));
}

/// One thing after the other.
#[derive(Debug, Clone, Copy, Default)]
pub struct InTurn;

impl Spread for InTurn {
    fn over(&self, parts: usize, work: &(dyn Fn(usize) + Sync)) {
        (0..parts).for_each(work);
    }
}

/// Things done at one go: a hand-over costs more than most of them.
const PORTION: usize = 32;

/// What `work` makes of each number below `n`, in order, whoever does it.
pub(crate) fn map<T: Send + Sync>(spread: &dyn Spread, n: usize, work: impl Fn(usize) -> T + Sync) -> Vec<T> {
    let portions: Vec<OnceLock<Vec<T>>> = (0..n.div_ceil(PORTION)).map(|_| OnceLock::new()).collect();
    spread.over(portions.len(), &|portion| {
        let start = portion * PORTION;
        let made = (start..n.min(start + PORTION)).map(&work).collect();
        // A portion that was made already is the same one.
        let _ = portions[portion].set(made);
    });
    // One that nobody made is made now: a lender may be careless, the result is not.
    let made = portions.into_iter().enumerate().flat_map(|(portion, made)| {
        made.into_inner().unwrap_or_else(|| {
            let start = portion * PORTION;
            (start..n.min(start + PORTION)).map(&work).collect()
        })
    });
    made.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Careless;

    impl Spread for Careless {
        fn over(&self, parts: usize, work: &(dyn Fn(usize) + Sync)) {
            (0..parts).rev().step_by(2).for_each(|part| {
                work(part);
                work(part);
            });
        }
    }

    #[test]
    fn the_order_of_the_work_is_not_that_of_the_result() {
        let squares: Vec<usize> = (0..100).map(|n| n * n).collect();
        assert_eq!(map(&InTurn, 100, |n| n * n), squares);
        assert_eq!(map(&Careless, 100, |n| n * n), squares);
        assert_eq!(map(&InTurn, 0, |n| n), Vec::<usize>::new());
    }
}
