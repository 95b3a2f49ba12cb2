//! Numbers for cited words, in the order in which they are first cited.

use std::collections::BTreeMap;

use sayso_news::Cite;

/// Which words have been cited, by number, and how often.
#[derive(Debug, Default)]
pub(crate) struct Register {
    numbers: BTreeMap<Cite, usize>,
    order: Vec<(Cite, usize)>,
}

impl Register {
    /// The number of these words, from 1, and which use of them this is, from 1.
    pub(crate) fn cite(&mut self, cite: Cite) -> (usize, usize) {
        let next = self.order.len() + 1;
        let number = *self.numbers.entry(cite).or_insert(next);
        if number == next {
            self.order.push((cite, 0));
        }
        let uses = &mut self.order[number - 1].1;
        *uses += 1;
        (number, *uses)
    }

    /// All cited words: the number, the words' place, how often they are cited.
    pub(crate) fn all(&self) -> impl Iterator<Item = (usize, Cite, usize)> {
        self.order.iter().enumerate().map(|(at, (cite, uses))| (at + 1, *cite, *uses))
    }
}

#[cfg(test)]
mod tests {
    use sayso_news::ArticleId;
    use sayso_text::Span;

    use super::*;

    #[test]
    fn the_same_words_keep_their_number() {
        let cite = |end| Cite::new(ArticleId::of(&[b"x"]), Span::new(0, end));
        let mut register = Register::default();
        assert_eq!([cite(1), cite(2), cite(1)].map(|c| register.cite(c)), [(1, 1), (2, 1), (1, 2)]);
        assert_eq!(register.all().map(|(n, _, uses)| (n, uses)).collect::<Vec<_>>(), [(1, 2), (2, 1)]);
    }
}
