//! Which concepts cannot both hold: what was repelled was not captured.

use crate::rows;

/// How much two statements must share for the opposition to count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scope {
    /// Enough that both speak of the story's main event.
    Story,
    /// They must share a participant or a further concept.
    Shared,
}

/// Two concepts that cannot both hold of the same thing.
#[derive(Debug, Clone, Copy)]
pub struct OpposedConcepts {
    /// One concept, by name.
    pub first: &'static str,
    /// The other.
    pub second: &'static str,
    /// How much two statements must share.
    pub scope: Scope,
}

/// Reads the table.
pub(crate) fn read(table: &'static str) -> Vec<OpposedConcepts> {
    rows(table)
        .map(|row| OpposedConcepts {
            first: row.column(0),
            second: row.column(1),
            scope: if row.column(3) == "story" { Scope::Story } else { Scope::Shared },
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::Lexicon;

    #[test]
    fn opposed_concepts_are_concepts() {
        let lexicon = Lexicon::english();
        let known = |name: &str| lexicon.concepts.iter().any(|c| c.name == name);
        let lost: Vec<_> = lexicon
            .oppositions
            .iter()
            .flat_map(|o| [o.first, o.second])
            .filter(|name| !known(name))
            .collect();
        assert!(lost.is_empty(), "not in `concepts.tsv`: {lost:?}; mend `oppositions.tsv`");
    }
}
