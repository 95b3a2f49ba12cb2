//! Time that this thread has spent on a core: the same whatever else the machine does.

use std::fs;
use std::sync::OnceLock;
use std::time::{Duration, Instant};

/// So far; where the system does not tell it, the time that has passed.
pub(crate) fn spent() -> Duration {
    static BEGUN: OnceLock<Instant> = OnceLock::new();
    let passed = BEGUN.get_or_init(Instant::now).elapsed();
    let told = fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = told.and_then(|told| told.split_whitespace().next()?.parse().ok());
    nanoseconds.map_or(passed, Duration::from_nanos)
}
