//! Walking the MessagePack files of the package.

use anyhow::{Context, bail};
use rmpv::Value;

use super::package::Package;

/// Reads a MessagePack file of the package.
pub fn read(package: &Package, file: &str) -> anyhow::Result<Value> {
    let bytes = package.file(file)?;
    rmpv::decode::read_value(&mut bytes.as_slice()).with_context(|| format!("{file} is not MessagePack"))
}

/// Returns what stands under `key` of a map.
pub fn field<'a>(map: &'a Value, key: &str) -> anyhow::Result<&'a Value> {
    pairs(map)?
        .iter()
        .find(|(name, _)| name.as_str() == Some(key))
        .map(|(_, value)| value)
        .with_context(|| format!("no {key}"))
}

/// Returns the entries of a map.
pub fn pairs(map: &Value) -> anyhow::Result<&[(Value, Value)]> {
    map.as_map().map(Vec::as_slice).with_context(|| format!("not a map: {map:.80}"))
}

/// Returns the elements of a list.
pub fn list(list: &Value) -> anyhow::Result<&[Value]> {
    list.as_array().map(Vec::as_slice).with_context(|| format!("not a list: {list:.80}"))
}

/// Returns a text.
pub fn text(text: &Value) -> anyhow::Result<&str> {
    text.as_str().with_context(|| format!("not a text: {text:.80}"))
}

/// Returns a number that is not negative.
pub fn number(number: &Value) -> anyhow::Result<u64> {
    number.as_u64().with_context(|| format!("not a number: {number:.80}"))
}

/// Writes a text with its length in bytes before it, as one byte.
pub fn put(bytes: &mut Vec<u8>, text: &str) -> anyhow::Result<()> {
    let Ok(len) = u8::try_from(text.len()) else { bail!("too long for a table: {text}") };
    bytes.push(len);
    bytes.extend(text.bytes());
    Ok(())
}
