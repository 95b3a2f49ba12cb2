//! Stable names of records: a hash of what they are made from, never of where they stood in a list.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

/// A word that should be an id and is not.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not {1}: it should be `{2}-` and 16 hexadecimal digits")]
pub struct IdError(String, &'static str, &'static str);

/// The first eight bytes of the SHA-256 over the parts, each preceded by its length.
fn digest(kind: &str, parts: &[&[u8]]) -> u64 {
    let mut hash = Sha256::new();
    hash.update(kind.as_bytes());
    for part in parts {
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part);
    }
    let bytes = hash.finalize();
    u64::from_be_bytes(bytes[..8].try_into().expect("SHA-256 has 32 bytes"))
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident $prefix:literal $what:literal;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(u64);

        impl $name {
            /// The id of what these parts make; the same parts give the same id everywhere.
            pub fn of(parts: &[&[u8]]) -> Self {
                Self(digest($prefix, parts))
            }

            /// The bytes of the id, for making further ids from it.
            pub fn bytes(self) -> [u8; 8] {
                self.0.to_be_bytes()
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!($prefix, "-{:016x}"), self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(self, f)
            }
        }

        impl FromStr for $name {
            type Err = IdError;

            fn from_str(word: &str) -> Result<Self, IdError> {
                word.strip_prefix(concat!($prefix, "-"))
                    .filter(|hex| hex.len() == 16 && hex.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f')))
                    .and_then(|hex| u64::from_str_radix(hex, 16).ok())
                    .map(Self)
                    .ok_or_else(|| IdError(word.to_owned(), $what, $prefix))
            }
        }

        impl TryFrom<String> for $name {
            type Error = IdError;

            fn try_from(word: String) -> Result<Self, IdError> {
                word.parse()
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> String {
                id.to_string()
            }
        }
    )*};
}

ids! {
    /// One input document, as it came.
    CaptureId "cap" "the id of a capture";
    /// The article made from a capture.
    ArticleId "art" "the id of an article";
    /// Somebody or something named, within one article or, as a member of a cast, within one story.
    EntityId "ent" "the id of an entity";
    /// One source + cue + content.
    AttributionId "att" "the id of an attribution";
    /// Articles of one event.
    StoryId "sto" "the id of a story";
    /// What is said to be so.
    ClaimId "clm" "the id of a claim";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_survives_the_wire() {
        let id = ArticleId::of(&[b"x"]);
        assert_eq!(id.to_string().parse(), Ok(id));
        assert_eq!(id.to_string().len(), 20);
    }

    #[test]
    fn parts_are_not_run_together() {
        assert_ne!(ClaimId::of(&[b"ab", b"c"]), ClaimId::of(&[b"a", b"bc"]));
    }

    #[test]
    fn the_kind_is_part_of_the_name() {
        assert!("cap-0123456789abcdef".parse::<ArticleId>().is_err());
        assert!("art-0123".parse::<ArticleId>().is_err());
        assert!("art-+123456789abcdef".parse::<ArticleId>().is_err());
    }
}
