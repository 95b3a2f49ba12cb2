//! Bytes that are no network give an error that says what is wrong, and never a panic.
#![allow(clippy::unwrap_used, reason = "a test that fails says so")]

mod support;

use proptest::prelude::*;
use sayso_infer::{Comparer, Network, WeightsError, Word};
use support::{File, Sizes, Values, convolution, transformer};

const TINY: Sizes = Sizes { width: 8, layers: 1, heads: 2, inner: 8, positions: 8 };

fn tiny() -> File {
    transformer(&TINY, 1)
}

fn wrong(change: impl FnOnce(&mut File)) -> String {
    let mut file = tiny();
    change(&mut file);
    Network::parse(&file.bytes()).unwrap_err().to_string()
}

#[test]
fn a_network_says_what_it_is() {
    let network = Network::parse(&tiny().bytes()).unwrap();
    assert_eq!((network.name(), network.width()), ("chance", 8));
    assert_eq!(network.card()["encoder"], "transformer");
}

#[test]
fn complaints_name_the_thing() {
    let key = |key: &'static str, value: &'static str| {
        wrong(move |f| {
            f.metadata.insert(key.to_owned(), value.to_owned());
        })
    };
    assert_eq!(key("format", "other"), "metadata `format`: it is `other`, and `sayso-network/1` can be read");
    assert_eq!(key("width", "0"), "metadata `width`: 0 is not between 1 and 32768");
    assert_eq!(key("width", "-1"), "metadata `width`: `-1` is no number");
    assert_eq!(key("heads", "3"), "metadata `heads`: 3 heads cannot share a width of 8");
    assert_eq!(key("heads", "0"), "metadata `heads`: 0 heads cannot share a width of 8");
    assert_eq!(
        key("encoder", "oracle"),
        "metadata `encoder`: `oracle` is neither transformer nor convolution"
    );
    assert_eq!(key("layers", "2"), "tensor `layers.1.query.weight` is missing");
    assert_eq!(key("layers", "18446744073709551615"), "tensor `layers.1.query.weight` is missing");
    assert_eq!(wrong(|f| drop(f.metadata.remove("layers"))), "metadata `layers`: it is missing");
    assert_eq!(
        wrong(|f| drop(f.tensors.remove("heads.roles.out.bias"))),
        "tensor `heads.roles.out.bias` is missing"
    );
    assert_eq!(
        wrong(|f| f.f32("layers.0.query.weight", &[8, 8], 0.0, 1.0)),
        "tensor `layers.0.query.weight` holds F32, and I8 is wanted"
    );
    assert_eq!(
        wrong(|f| f.i8("layers.0.query.weight", &[8, 9])),
        "tensor `layers.0.query.weight` has the shape [8, 9], and [8, 8] is wanted"
    );
    assert_eq!(
        wrong(|f| f.f32("embeddings.shapes", &[8, 8], f32::NAN, 1.0)),
        "tensor `embeddings.shapes`: value 0 is not a finite number"
    );
    assert_eq!(
        wrong(|f| drop(f.tensors.insert("vocabulary".into(), (vec![3], Values::U8(b"a\nb".into()))))),
        "tensor `vocabulary`: it lacks [CLS]"
    );
    assert!(
        wrong(|f| drop(f.tensors.insert("vocabulary".into(), (vec![2], Values::U8(vec![0xff, 0xfe])))))
            .starts_with("tensor `vocabulary`: no UTF-8")
    );
    assert_eq!(
        wrong(|f| f.f32("embeddings.positions", &[2, 8], 0.0, 1.0)),
        "tensor `embeddings.positions`: a window needs three positions at least"
    );
    assert_eq!(
        wrong(|f| f.f32("embeddings.flags", &[33, 8], 0.0, 1.0)),
        "tensor `embeddings.flags`: 33 rows, and a word has 32 flags"
    );
    assert_eq!(
        wrong(|f| f.f32("heads.names.weight", &[8, 8], 0.0, 1.0)),
        "tensor `heads.names.weight` has the shape [8, 8], and [9, 8] is wanted"
    );
    assert_eq!(
        Network::parse(&convolution(8, 4, 48, &[1], 1).bytes()).unwrap_err().to_string(),
        "tensor `embeddings.hashed`: 48 rows are no power of two"
    );
    assert_eq!(
        Network::parse(&convolution(8, 4, 16, &[300], 1).bytes()).unwrap_err().to_string(),
        "metadata `dilations`: [300] are not all between 1 and 256"
    );
}

fn raw(header: &str, data: &[u8]) -> WeightsError {
    let mut bytes = (header.len() as u64).to_le_bytes().to_vec();
    bytes.extend(header.as_bytes());
    bytes.extend(data);
    Network::parse(&bytes).unwrap_err()
}

#[test]
fn broken_containers() {
    assert!(matches!(Network::parse(b""), Err(WeightsError::Container(_))));
    assert!(matches!(Network::parse(&[0xff; 8]), Err(WeightsError::Container(_))));
    assert!(matches!(Network::parse(&[0xff; 99]), Err(WeightsError::Container(_))));
    assert!(matches!(raw("", &[]), WeightsError::Container(_)));
    assert!(matches!(raw("[]", &[]), WeightsError::Container(_)));
    assert!(matches!(raw(&"[".repeat(100_000), &[]), WeightsError::Container(_)));
    let tensor = |dtype: &str, shape: &str, offsets: &str| {
        raw(&format!(r#"{{"a":{{"dtype":"{dtype}","shape":{shape},"data_offsets":{offsets}}}}}"#), &[0; 8])
    };
    assert!(matches!(tensor("F16", "[2]", "[0,4]"), WeightsError::Type { .. }));
    assert!(matches!(tensor("F32", "[2]", "[0,4]"), WeightsError::Value { .. }));
    assert!(matches!(tensor("F32", "[2]", "[8,0]"), WeightsError::Value { .. }));
    assert!(matches!(tensor("I8", "[9]", "[0,9]"), WeightsError::Value { .. }));
    assert!(matches!(tensor("I8", "[18446744073709551615,2]", "[0,1]"), WeightsError::Value { .. }));
    assert!(matches!(tensor("I8", "[-1]", "[0,1]"), WeightsError::Container(_)));
    let shared = r#"{"a":{"dtype":"I8","shape":[4],"data_offsets":[0,4]},"b":{"dtype":"I8","shape":[4],"data_offsets":[3,7]}}"#;
    assert_eq!(raw(shared, &[0; 8]), WeightsError::Container("two tensors share bytes".to_owned()));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = Network::parse(&bytes);
    }

    /// A network with some bytes changed, or cut off, is refused or can be run.
    #[test]
    fn changed_bytes(
        encoder: bool,
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..12),
        in_header: bool,
        end in prop::option::of(any::<prop::sample::Index>()),
    ) {
        let file = if encoder { tiny() } else { convolution(8, 4, 16, &[1, 2], 1) };
        let mut bytes = file.bytes();
        let header = 8 + u64::from_le_bytes(bytes[..8].try_into().unwrap()) as usize;
        let reach = if in_header { header } else { bytes.len() };
        for (at, byte) in changes {
            let at = at.index(reach);
            bytes[at] = byte;
        }
        if let Some(end) = end {
            bytes.truncate(end.index(bytes.len()));
        }
        if let Ok(network) = Network::parse(&bytes) {
            let words = ["The", "governor", "said", "no", "."].map(|text| Word { text, flags: 5 });
            let vectors = network.encode(&words, &[0]);
            prop_assert_eq!(vectors.len(), 5);
            network.names(&vectors);
            network.cues(&vectors);
            network.roles(&vectors, 2, 0..5);
            network.links(&vectors, 3, &[0..2, 1..9]);
            network.sentence(&vectors, 0..5);
        }
    }
}

const COMPARER: &[u8] = include_bytes!("data/comparer.safetensors");

#[test]
fn a_comparer_is_refused_as_a_network_and_a_network_as_a_comparer() {
    assert_eq!(
        Network::parse(COMPARER).unwrap_err().to_string(),
        "metadata `format`: it is `sayso-comparer/1`, and `sayso-network/1` can be read"
    );
    assert_eq!(
        Comparer::parse(&tiny().bytes()).unwrap_err().to_string(),
        "metadata `format`: it is `sayso-network/1`, and `sayso-comparer/1` can be read"
    );
}

#[test]
fn a_comparer_reads_nothing_and_very_much() {
    let comparer = Comparer::parse(COMPARER).unwrap();
    let mut work = comparer.begin();
    let nothing = work.read(&[], &[]);
    let long = vec![Word { text: "governor's", flags: u32::MAX }; 5000];
    let much = work.read(&long, &long);
    let verdict = work.compare(&nothing, &much);
    let sum = verdict.same + verdict.turned + verdict.excludes;
    assert!((0.0..=1.0001).contains(&sum) && nothing.likeness(&much).is_finite());
}

proptest! {
    #[test]
    fn a_comparer_with_other_bytes_is_refused_or_runs(places in proptest::collection::vec((0..COMPARER.len(), any::<u8>()), 1..6)) {
        let mut bytes = COMPARER.to_vec();
        for (at, byte) in places {
            bytes[at] = byte;
        }
        if let Ok(comparer) = Comparer::parse(&bytes) {
            let mut work = comparer.begin();
            let word = work.read(&[Word { text: "Kyiv", flags: 0 }], &[Word { text: "drones", flags: 0 }]);
            work.compare(&word, &word);
        }
    }
}
