//! The trained networks that are compiled in. Their cards and recipes lie beside the weights, under `models`.

use std::sync::OnceLock;

use sayso_infer::Network;
use sayso_news::Model;

use crate::opinion::Trust;

/// A network of this build.
#[derive(Debug, Clone, Copy)]
pub struct Trained {
    /// Its folder's name.
    pub name: &'static str,
    /// How far the rules give way to it.
    pub trust: Trust,
    weights: &'static [u8],
    parsed: &'static OnceLock<Network>,
}

impl Trained {
    /// The small network for speed: convolutions over hashed features of words.
    pub fn fast() -> Self {
        static PARSED: OnceLock<Network> = OnceLock::new();
        let weights = include_bytes!("../../../models/reading-fast-v1/weights.safetensors");
        let trust = Trust {
            kind: 0.5,
            bounds: 0.8,
            name: 0.9,
            plain: 1.1,
            cue: 0.5,
            mend: 1.1,
            doubt: 0.0,
            inside: 1.1,
        };
        Self { name: "reading-fast-v1", trust, weights, parsed: &PARSED }
    }

    /// The compact encoder for accuracy; `None` in a build without the feature `accurate`.
    pub fn accurate() -> Option<Self> {
        #[cfg(feature = "accurate")]
        {
            static PARSED: OnceLock<Network> = OnceLock::new();
            let weights = include_bytes!("../../../models/reading-accurate-v1/weights.safetensors");
            let trust = Trust {
                kind: 1.5,
                bounds: 0.7,
                name: 0.5,
                plain: 0.5,
                cue: 0.6,
                mend: 0.5,
                doubt: 0.3,
                inside: 0.5,
            };
            Some(Self { name: "reading-accurate-v1", trust, weights, parsed: &PARSED })
        }
        #[cfg(not(feature = "accurate"))]
        None
    }

    /// The network, ready to run; it is unpacked once.
    pub fn network(self) -> &'static Network {
        self.parsed
            .get_or_init(|| Network::parse(self.weights).expect("the weights in the tree are sound (tested)"))
    }

    /// Name and hash, as accounts carry them.
    pub(crate) fn model(self) -> Model {
        Model::new(self.name, self.weights)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_network_of_the_build_is_sound() {
        for trained in [Some(Trained::fast()), Trained::accurate()].into_iter().flatten() {
            assert_eq!(trained.network().name(), trained.name);
        }
    }
}
