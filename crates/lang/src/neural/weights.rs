//! The file of weights: opened once, read where it lies.
//!
//! The form is safetensors: a header of names and shapes, then little-endian numbers. `train language` makes the file so
//! that the numbers begin on a cache line's border and lie as the kernels walk them: nothing is parsed or moved.

use std::{
    collections::BTreeMap,
    fs::File,
    ops::{Deref, Range},
    path::Path,
    sync::Arc,
};

use memmap2::Mmap;
use safetensors::{Dtype, SafeTensorError, SafeTensors};
use text::Id;

use super::kernel::floats;
use crate::Error;

/// The metadata key and the word before the number that say what the file is.
const FORMAT: (&str, &str) = ("onrecord", "language ");
/// The form that is read here. Moves together with `FORMAT` of `train`'s engine.
const FORM: u32 = 1;

/// Puts bytes on a cache line's border.
#[repr(C, align(64))]
struct Aligned<T: ?Sized>(T);

static ENGLISH: &Aligned<[u8]> = &Aligned(*include_bytes!("../../../../weights/en.safetensors"));

/// Tensors by name. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Weights {
    name: String,
    bytes: Arc<Bytes>,
    tensors: Arc<BTreeMap<String, Tensor>>,
}

#[derive(Debug)]
enum Bytes {
    Static(&'static [u8]),
    Owned(Vec<u8>),
    Mapped(Mmap),
}

#[derive(Debug)]
struct Tensor {
    dtype: Dtype,
    shape: Vec<usize>,
    range: Range<usize>,
}

impl Weights {
    /// The English weights that are part of the program.
    ///
    /// # Errors
    /// When the program was built with a wrong file.
    pub fn english() -> Result<Self, Error> {
        Self::read("the built-in weights".to_owned(), Bytes::Static(&ENGLISH.0))
    }

    /// Weights in memory. Their floats are copied where they do not lie on a multiple of four bytes.
    ///
    /// # Errors
    /// When the bytes are no such weights, are incomplete, or are of a later form.
    pub fn of(bytes: Vec<u8>) -> Result<Self, Error> {
        Self::read("the given weights".to_owned(), Bytes::Owned(bytes))
    }

    /// Weights in a file, which is mapped: nobody may shorten it while it is in use.
    ///
    /// # Errors
    /// When the file cannot be read, is no such file, is incomplete, or is of a later form.
    pub fn open(path: &Path) -> Result<Self, Error> {
        let read = |source| Error::Read { path: path.to_owned(), source };
        let file = File::open(path).map_err(read)?;
        // SAFETY: the map is only read. Who shortens the file meanwhile ends the program, see above.
        #[allow(unsafe_code)]
        let map = unsafe { Mmap::map(&file) }.map_err(read)?;
        Self::read(path.display().to_string(), Bytes::Mapped(map))
    }

    fn read(name: String, bytes: Bytes) -> Result<Self, Error> {
        let foreign = |why: String| Error::Foreign { name: name.clone(), why };
        let (header, metadata) = SafeTensors::read_metadata(&bytes).map_err(|error| match error {
            SafeTensorError::HeaderTooSmall
            | SafeTensorError::InvalidHeaderLength
            | SafeTensorError::MetadataIncompleteBuffer => Error::Truncated { name: name.clone(), bytes: bytes.len() },
            other => foreign(other.to_string()),
        })?;
        let format = metadata.metadata().as_ref().and_then(|entries| entries.get(FORMAT.0));
        let form = format.and_then(|format| format.strip_prefix(FORMAT.1)?.parse().ok());
        match form {
            None => return Err(foreign(format!("its header has no `{}`: `{}N`", FORMAT.0, FORMAT.1))),
            Some(found) if found > FORM => return Err(Error::Newer { name, found, known: FORM }),
            Some(FORM) => {}
            Some(found) => return Err(foreign(format!("its form {found} is no longer read"))),
        }
        let data = size_of::<u64>() + header;
        let mut tensors = BTreeMap::new();
        for tensor in metadata.offset_keys() {
            if let Some(info) = metadata.info(&tensor) {
                let range = data + info.data_offsets.0..data + info.data_offsets.1;
                tensors.insert(tensor, Tensor { dtype: info.dtype, shape: info.shape.clone(), range });
            }
        }
        Ok(Self { name, bytes: Arc::new(bytes), tensors: Arc::new(tensors) })
    }

    /// The floats of a tensor.
    ///
    /// # Errors
    /// When there is none of that name and shape.
    pub fn floats(&self, tensor: &str, shape: &[usize]) -> Result<Floats, Error> {
        let found = self.tensor(tensor, Dtype::F32)?;
        if found.shape != shape {
            return Err(self.wrong(tensor, format!("is {:?}, not {shape:?}", found.shape)));
        }
        let bytes = &self.bytes[found.range.clone()];
        if floats(bytes).is_some() {
            return Ok(Floats(Held::There { bytes: Arc::clone(&self.bytes), range: found.range.clone() }));
        }
        Ok(Floats(Held::Copied(bytes.as_chunks().0.iter().map(|value| f32::from_le_bytes(*value)).collect())))
    }

    /// How many rows the tensor has, its last side being `columns`.
    ///
    /// # Errors
    /// When there is no such matrix of floats.
    pub fn rows(&self, tensor: &str, columns: usize) -> Result<usize, Error> {
        match self.tensor(tensor, Dtype::F32)?.shape[..] {
            [rows, found] if found == columns && rows > 0 => Ok(rows),
            ref shape => Err(self.wrong(tensor, format!("is {shape:?}, not rows of {columns}"))),
        }
    }

    /// The bytes of a table.
    ///
    /// # Errors
    /// When there is no table of that name.
    pub fn table(&self, tensor: &str) -> Result<&[u8], Error> {
        Ok(&self.bytes[self.tensor(tensor, Dtype::U8)?.range.clone()])
    }

    /// A list of names, one a line.
    ///
    /// # Errors
    /// When there is no list of that name, or more than 256 entries in it.
    pub fn names(&self, tensor: &str) -> Result<Vec<String>, Error> {
        let text = str::from_utf8(self.table(tensor)?).map_err(|error| self.wrong(tensor, error.to_string()))?;
        let names: Vec<String> = text.split('\n').map(str::to_owned).collect();
        if names.len() > 256 { Err(self.wrong(tensor, format!("has {} names", names.len()))) } else { Ok(names) }
    }

    /// The digest of the file.
    pub fn id(&self) -> Id {
        Id::of(&[&self.bytes[..]])
    }

    /// The error that says what is wrong with a tensor.
    pub(crate) fn wrong(&self, tensor: &str, why: String) -> Error {
        Error::Tensor { name: self.name.clone(), tensor: tensor.to_owned(), why }
    }

    fn tensor(&self, tensor: &str, dtype: Dtype) -> Result<&Tensor, Error> {
        let found = self.tensors.get(tensor).ok_or_else(|| self.wrong(tensor, "is missing".to_owned()))?;
        if found.dtype != dtype {
            return Err(self.wrong(tensor, format!("holds {}, not {dtype}", found.dtype)));
        }
        Ok(found)
    }
}

impl Deref for Bytes {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        match self {
            Self::Static(bytes) => bytes,
            Self::Owned(bytes) => bytes,
            Self::Mapped(map) => map,
        }
    }
}

/// The floats of a tensor, where they lie in the file if that can be.
#[derive(Debug)]
pub struct Floats(Held);

#[derive(Debug)]
enum Held {
    There { bytes: Arc<Bytes>, range: Range<usize> },
    Copied(Vec<f32>),
}

impl Deref for Floats {
    type Target = [f32];

    fn deref(&self) -> &[f32] {
        match &self.0 {
            Held::There { bytes, range } => floats(&bytes[range.clone()]).unwrap_or_default(),
            Held::Copied(floats) => floats,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(bytes: Vec<u8>) -> String {
        Weights::of(bytes).unwrap_err().to_string()
    }

    /// A file with that header and so many bytes behind it.
    fn file(header: &str, data: usize) -> Vec<u8> {
        let mut bytes = (header.len() as u64).to_le_bytes().to_vec();
        bytes.extend_from_slice(header.as_bytes());
        bytes.resize(bytes.len() + data, 0);
        bytes
    }

    #[test]
    fn english_floats_lie_where_the_kernels_want_them() {
        let weights = Weights::english().unwrap();
        let floats = weights.floats("shared.0.weight", &[12, 288, 24]).unwrap();
        assert!(matches!(floats.0, Held::There { .. }));
        assert_eq!(floats.as_ptr().align_offset(32), 0);
        assert_eq!(weights.names("tagger.labels").unwrap()[22], "NN");
    }

    #[test]
    fn a_file_gives_what_the_program_has_inside() {
        let path = Path::new("../../weights/en.safetensors");
        let (mapped, inside) = (Weights::open(path).unwrap(), Weights::english().unwrap());
        let shape = [12, 288, 24];
        assert!(
            *mapped.floats("shared.3.weight", &shape).unwrap() == *inside.floats("shared.3.weight", &shape).unwrap()
        );
        let message = Weights::open(Path::new("missing.safetensors")).unwrap_err().to_string();
        assert_eq!(message, "cannot read weights missing.safetensors");
    }

    #[test]
    fn floats_that_lie_askew_are_copied() {
        let header =
            r#"{"__metadata__":{"onrecord":"language 1"},"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}"#;
        for pad in 0..4 {
            let mut bytes = file(&format!("{header}{}", " ".repeat(pad)), 0);
            bytes.extend([1.5_f32, -2.0].iter().flat_map(|value| value.to_le_bytes()));
            let weights = Weights::of(bytes).unwrap();
            assert_eq!(*weights.floats("a", &[2]).unwrap(), [1.5, -2.0]);
        }
    }

    #[test]
    fn a_truncated_file_is_refused() {
        for length in [0, 7, 8, 300, ENGLISH.0.len() - 1] {
            let message = message(ENGLISH.0[..length].to_vec());
            assert!(message.contains(&format!("has {length} bytes")), "{message}");
        }
    }

    #[test]
    fn a_foreign_or_newer_file_is_refused_and_named() {
        assert!(message(b"<html><body>No such file</body></html>".to_vec()).contains("is not a file of"));
        assert!(message(file("{}", 0)).contains("no `onrecord`"));
        let newer = message(file(r#"{"__metadata__":{"onrecord":"language 7"}}"#, 0));
        assert!(newer.contains("form 7, this program reads form 1"), "{newer}");
    }

    #[test]
    fn a_tensor_of_another_shape_is_refused() {
        let header =
            r#"{"__metadata__":{"onrecord":"language 1"},"a":{"dtype":"F32","shape":[2,1],"data_offsets":[0,8]}}"#;
        let weights = Weights::of(file(header, 8)).unwrap();
        assert!(weights.floats("a", &[2, 1]).is_ok());
        assert!(weights.floats("a", &[1, 2]).unwrap_err().to_string().contains("tensor a is [2, 1], not [1, 2]"));
        assert!(weights.floats("b", &[1]).unwrap_err().to_string().contains("tensor b is missing"));
        assert!(weights.table("a").is_err());
    }
}
