//! What day it is, told by the articles that come.

use std::collections::VecDeque;

use crate::day::Day;

/// Arrivals that are looked back on.
const LAST: usize = 32;

/// Of these, as many must reach a day: one wrong date does not turn the clock.
const QUORUM: usize = 4;

/// A clock that never goes back.
#[derive(Debug, Default)]
pub(crate) struct Clock {
    last: VecDeque<Day>,
    now: Option<Day>,
}

impl Clock {
    /// An article of that day came.
    pub(crate) fn see(&mut self, day: Day) {
        self.last.push_back(day);
        if self.last.len() > LAST {
            self.last.pop_front();
        }
        let mut days: Vec<Day> = self.last.iter().copied().collect();
        days.sort_unstable();
        let reached = days[days.len().saturating_sub(QUORUM)];
        self.now = Some(self.now.map_or(reached, |now| now.max(reached)));
    }

    /// The day; `None` before an article with a date has come.
    pub(crate) const fn now(&self) -> Option<Day> {
        self.now
    }
}

#[cfg(test)]
mod tests {
    use sayso_news::Edtf;

    use super::*;

    #[test]
    fn one_wrong_date_does_not_turn_the_clock() {
        let day = |text: &str| Day::begins(&Edtf::parse(text).unwrap()).unwrap();
        let mut clock = Clock::default();
        assert_eq!(clock.now(), None);
        for _ in 0..5 {
            clock.see(day("2024-05-14"));
        }
        clock.see(day("2099-01-01"));
        assert_eq!(clock.now(), Some(day("2024-05-14")));
        for _ in 0..4 {
            clock.see(day("2024-05-16"));
        }
        assert_eq!(clock.now(), Some(day("2024-05-16")));
        clock.see(day("2023-01-01"));
        assert_eq!(clock.now(), Some(day("2024-05-16")));
    }
}
