//! Work that falls into parts which do not know of each other: who has threads may spread it over them.

use std::ops::Range;
use std::sync::OnceLock;

/// Does a number of things, in any order and perhaps at once. The stages have no threads; `pipeline` lends them.
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
pub fn map<T: Send + Sync>(spread: &dyn Spread, n: usize, work: impl Fn(usize) -> T + Sync) -> Vec<T> {
    portions(spread, n, PORTION, |numbers| numbers.map(&work).collect())
}

/// What `work` makes of the numbers below `n`, so many at one go, in order.
pub fn portions<T: Send + Sync>(
    spread: &dyn Spread,
    n: usize,
    size: usize,
    work: impl Fn(Range<usize>) -> Vec<T> + Sync,
) -> Vec<T> {
    let make = |portion: usize| work(portion * size..n.min((portion + 1) * size));
    let made: Vec<OnceLock<Vec<T>>> = (0..n.div_ceil(size)).map(|_| OnceLock::new()).collect();
    spread.over(made.len(), &|portion| {
        // A portion that was made already is the same one.
        let _ = made[portion].set(make(portion));
    });
    // One that nobody made is made now: a lender may be careless, the result is not.
    let made = made.into_iter().enumerate();
    made.flat_map(|(portion, made)| made.into_inner().unwrap_or_else(|| make(portion))).collect()
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
