//! The safetensors container: a JSON header, then the bytes of each tensor.
//!
//! Read here and not by the `safetensors` crate: four types of number are enough, the header is one `serde` struct, and
//! every complaint can name its tensor.

use std::collections::BTreeMap;
use std::ops::Range;

use serde::Deserialize;

use crate::error::WeightsError;

/// Bytes that a header may have: more than any network of ours needs by a thousand times.
const LONGEST_HEADER: u64 = 16 << 20;

#[derive(Deserialize)]
struct Header {
    #[serde(rename = "__metadata__", default)]
    metadata: BTreeMap<String, String>,
    #[serde(flatten)]
    tensors: BTreeMap<String, Entry>,
}

#[derive(Deserialize)]
struct Entry {
    dtype: String,
    shape: Vec<usize>,
    data_offsets: [usize; 2],
}

/// The tensors of a file, by name, still as bytes.
pub(crate) struct Container<'b> {
    pub(crate) metadata: BTreeMap<String, String>,
    tensors: BTreeMap<String, Tensor<'b>>,
}

struct Tensor<'b> {
    dtype: String,
    shape: Vec<usize>,
    bytes: &'b [u8],
}

fn broken(why: impl Into<String>) -> WeightsError {
    WeightsError::Container(why.into())
}

impl<'b> Container<'b> {
    pub(crate) fn parse(bytes: &'b [u8]) -> Result<Self, WeightsError> {
        let (length, rest) =
            bytes.split_first_chunk::<8>().ok_or_else(|| broken("it is shorter than eight bytes"))?;
        let length = u64::from_le_bytes(*length);
        if length > LONGEST_HEADER || length > rest.len() as u64 {
            return Err(broken(format!("its header would be {length} bytes long")));
        }
        let (header, data) = rest.split_at(length as usize);
        let header: Header =
            serde_json::from_slice(header).map_err(|e| broken(format!("its header cannot be read: {e}")))?;
        let mut tensors = BTreeMap::new();
        let mut taken: Vec<Range<usize>> = Vec::new();
        for (name, entry) in header.tensors {
            let [start, end] = entry.data_offsets;
            let size = entry.size().ok_or_else(|| WeightsError::Type {
                tensor: name.clone(),
                wanted: "F32, I8 or U8",
                found: entry.dtype.clone(),
            })?;
            let bytes = data.get(start..end).filter(|b| Some(b.len()) == size).ok_or_else(|| {
                WeightsError::Value {
                    tensor: name.clone(),
                    wrong: format!(
                        "its place {start}..{end} lies outside the file or does not fit its shape {:?}",
                        entry.shape
                    ),
                }
            })?;
            if !bytes.is_empty() {
                taken.push(start..end);
            }
            tensors.insert(name, Tensor { dtype: entry.dtype, shape: entry.shape, bytes });
        }
        // Without this, a small file could name the same bytes over and over and ask for any amount of memory.
        taken.sort_by_key(|r| r.start);
        if taken.windows(2).any(|pair| pair[1].start < pair[0].end) {
            return Err(broken("two tensors share bytes"));
        }
        Ok(Self { metadata: header.metadata, tensors })
    }

    /// What the file says under a key of its metadata.
    pub(crate) fn key(&self, key: &str) -> Result<&str, WeightsError> {
        let value = self.metadata.get(key).map(String::as_str);
        value.ok_or_else(|| WeightsError::key(key, "it is missing"))
    }

    /// The same as a number.
    pub(crate) fn number(&self, key: &str) -> Result<usize, WeightsError> {
        let value = self.key(key)?;
        value.parse().map_err(|_| WeightsError::key(key, format!("`{value}` is no number")))
    }

    /// That the file is of the format that its reader knows.
    pub(crate) fn expect_format(&self, known: &str) -> Result<(), WeightsError> {
        match self.key("format")? {
            format if format == known => Ok(()),
            other => Err(WeightsError::key("format", format!("it is `{other}`, and `{known}` can be read"))),
        }
    }

    pub(crate) fn has(&self, name: &str) -> bool {
        self.tensors.contains_key(name)
    }

    /// The first dimension of a tensor of `dimensions` dimensions: for sizes that the file itself decides.
    pub(crate) fn rows(&self, name: &str, dimensions: usize) -> Result<usize, WeightsError> {
        let tensor = self.tensors.get(name).ok_or_else(|| WeightsError::Missing(name.to_owned()))?;
        match tensor.shape.first() {
            Some(&rows) if tensor.shape.len() == dimensions && rows > 0 => Ok(rows),
            _ => Err(WeightsError::Shape {
                tensor: name.to_owned(),
                wanted: format!("{dimensions} dimension(s), not empty,"),
                found: tensor.shape.clone(),
            }),
        }
    }

    /// The second dimension of a tensor of two, for sizes that the file itself decides.
    pub(crate) fn columns(&self, name: &str) -> Result<usize, WeightsError> {
        let tensor = self.tensors.get(name).ok_or_else(|| WeightsError::Missing(name.to_owned()))?;
        match tensor.shape[..] {
            [_, columns] if columns > 0 => Ok(columns),
            _ => Err(WeightsError::Shape {
                tensor: name.to_owned(),
                wanted: "two dimensions, not empty,".to_owned(),
                found: tensor.shape.clone(),
            }),
        }
    }

    pub(crate) fn is_i8(&self, name: &str) -> bool {
        self.tensors.get(name).is_some_and(|t| t.dtype == "I8")
    }

    /// Finite numbers of a given shape.
    pub(crate) fn f32(&self, name: &str, shape: &[usize]) -> Result<Vec<f32>, WeightsError> {
        let bytes = self.bytes(name, "F32", shape)?;
        let values: Vec<f32> = bytes.as_chunks::<4>().0.iter().map(|b| f32::from_le_bytes(*b)).collect();
        match values.iter().position(|v| !v.is_finite()) {
            None => Ok(values),
            Some(at) => Err(WeightsError::Value {
                tensor: name.to_owned(),
                wrong: format!("value {at} is not a finite number"),
            }),
        }
    }

    pub(crate) fn i8(&self, name: &str, shape: &[usize]) -> Result<Vec<i8>, WeightsError> {
        Ok(self.bytes(name, "I8", shape)?.iter().map(|b| b.cast_signed()).collect())
    }

    /// The text in a U8 tensor of one dimension.
    pub(crate) fn text(&self, name: &str) -> Result<&'b str, WeightsError> {
        let bytes = self.bytes(name, "U8", &[self.rows(name, 1)?])?;
        std::str::from_utf8(bytes)
            .map_err(|e| WeightsError::Value { tensor: name.to_owned(), wrong: format!("no UTF-8: {e}") })
    }

    fn bytes(&self, name: &str, dtype: &'static str, shape: &[usize]) -> Result<&'b [u8], WeightsError> {
        let tensor = self.tensors.get(name).ok_or_else(|| WeightsError::Missing(name.to_owned()))?;
        if tensor.dtype != dtype {
            return Err(WeightsError::Type {
                tensor: name.to_owned(),
                wanted: dtype,
                found: tensor.dtype.clone(),
            });
        }
        if tensor.shape != shape {
            return Err(WeightsError::Shape {
                tensor: name.to_owned(),
                wanted: format!("{shape:?}"),
                found: tensor.shape.clone(),
            });
        }
        Ok(tensor.bytes)
    }
}

impl Entry {
    /// Bytes that the shape asks for, or none where the type is not one of ours.
    #[allow(clippy::option_option, reason = "no type and no size are two different complaints")]
    fn size(&self) -> Option<Option<usize>> {
        let each: usize = match self.dtype.as_str() {
            "F32" => 4,
            "I8" | "U8" => 1,
            _ => return None,
        };
        Some(self.shape.iter().try_fold(each, |size, d| size.checked_mul(*d)))
    }
}
