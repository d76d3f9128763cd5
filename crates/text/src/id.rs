//! A name for a thing, made from what the thing is.

use std::{fmt, str::FromStr};

use data_encoding::{BASE32_NOPAD, Encoding};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use sha2::{Digest, Sha256};

const ENCODING: &Encoding = &BASE32_NOPAD;

/// The digest of what a thing is: the first 16 bytes of a SHA-256. Prints as 26 lower-case base32 letters.
///
/// Two machines that see the same thing give it the same id.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id([u8; 16]);

/// The text is no [`Id`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("an id is 26 base32 letters, not {0:?}")]
pub struct IdError(String);

impl Id {
    /// Makes the id of a thing from its parts.
    ///
    /// Each part goes in with its length, so that `["ab", "c"]` and `["a", "bc"]` differ.
    pub fn of(parts: &[impl AsRef<[u8]>]) -> Id {
        let mut digest = Sha256::new();
        for part in parts {
            digest.update((part.as_ref().len() as u64).to_le_bytes());
            digest.update(part.as_ref());
        }
        let mut id = [0; 16];
        id.copy_from_slice(&digest.finalize()[..16]);
        Id(id)
    }

    /// Returns the bytes that the id is.
    pub fn bytes(self) -> [u8; 16] {
        self.0
    }

    /// Returns the id that these bytes are.
    pub fn from_bytes(bytes: [u8; 16]) -> Id {
        Id(bytes)
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&ENCODING.encode(&self.0).to_lowercase())
    }
}

impl fmt::Debug for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Id({self})")
    }
}

impl FromStr for Id {
    type Err = IdError;

    fn from_str(text: &str) -> Result<Id, IdError> {
        ENCODING
            .decode(text.to_uppercase().as_bytes())
            .ok()
            .and_then(|bytes| bytes.try_into().ok())
            .map(Id)
            .ok_or_else(|| IdError(text.chars().take(40).collect()))
    }
}

impl Serialize for Id {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Id {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Id, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_do_not_run_into_each_other() {
        assert_ne!(Id::of(&["ab", "c"]), Id::of(&["a", "bc"]));
    }

    #[test]
    fn an_id_reads_back() {
        let id = Id::of(&["article"]);
        assert_eq!(id.to_string().parse(), Ok(id));
        assert!("short".parse::<Id>().is_err());
    }
}
