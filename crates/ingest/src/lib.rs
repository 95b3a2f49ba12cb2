//! Bytes become captures: kinds told by content, encodings told by BOM, meta and content.
