//! What is to be read: files, folders, standard input.

use std::{
    ffi::OsStr,
    fs::{self, File},
    io::{self, Read},
    path::{Path, PathBuf},
};

use page::limits::MAX_PAGE_BYTES;

use crate::work::Problem;

/// Folders inside folders that are entered at most.
pub const MAX_FOLDER_DEPTH: usize = 64;
/// Bytes of a web archive that are read.
pub const MAX_ARCHIVE_BYTES: usize = 1 << 30;

/// Something to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// A file.
    File(PathBuf),
    /// Standard input.
    Stdin,
}

impl Input {
    /// Returns its name as given: `-` for standard input.
    pub fn name(&self) -> String {
        match self {
            Input::File(path) => path.display().to_string(),
            Input::Stdin => "-".to_owned(),
        }
    }

    /// Reads all bytes of a page up to one more than its bound, so that the page stage sees that there was more; of an archive up to its own.
    ///
    /// # Errors
    ///
    /// A problem when the file is missing, is no file, or may not be read.
    pub fn bytes(&self) -> Result<Vec<u8>, Problem> {
        let name = self.name();
        let problem = |error: io::Error| Problem::new(name.clone(), said(&error));
        let mut bytes = Vec::new();
        match self {
            Input::Stdin => read(&mut io::stdin().lock(), None, &mut bytes),
            Input::File(path) => File::open(path).and_then(|mut file| read(&mut file, path.file_name(), &mut bytes)),
        }
        .map_err(problem)?;
        Ok(bytes)
    }
}

/// Lists what the paths name: files as they are, folders with all files inside, sorted by path, hidden ones left out.
///
/// A path that names nothing readable yields its problem in its place.
pub fn inputs(paths: &[PathBuf]) -> Vec<Result<Input, Problem>> {
    let mut found = Vec::new();
    for path in paths {
        if path.as_os_str() == "-" {
            found.push(Ok(Input::Stdin));
            continue;
        }
        let name = path.display().to_string();
        match fs::metadata(path) {
            Err(error) => found.push(Err(Problem::new(name, said(&error)))),
            Ok(meta) if !meta.is_dir() => found.push(Ok(Input::File(path.clone()))),
            Ok(_) => {
                let before = found.len();
                folder(path, 0, &mut found);
                if found.len() == before {
                    found.push(Err(Problem::new(name, "a folder without files; give one that holds pages")));
                }
            }
        }
    }
    found
}

fn folder(path: &Path, depth: usize, found: &mut Vec<Result<Input, Problem>>) {
    let name = || path.display().to_string();
    if depth > MAX_FOLDER_DEPTH {
        found.push(Err(Problem::new(name(), format!("more than {MAX_FOLDER_DEPTH} folders deep; give it by itself"))));
        return;
    }
    let entries = match fs::read_dir(path) {
        Ok(entries) => entries,
        Err(error) => {
            found.push(Err(Problem::new(name(), said(&error))));
            return;
        }
    };
    let mut paths: Vec<PathBuf> = entries.filter_map(Result::ok).map(|entry| entry.path()).collect();
    paths.retain(|path| !path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b".")));
    paths.sort();
    for path in paths {
        // a link to a folder is not entered: it may lead back here
        let is_folder = fs::symlink_metadata(&path).is_ok_and(|meta| meta.is_dir());
        match is_folder {
            true => folder(&path, depth + 1, found),
            false if path.is_dir() => {}
            false => found.push(Ok(Input::File(path))),
        }
    }
}

/// Reads a source to its bound, which hangs on whether it begins as an archive does.
fn read(source: &mut impl Read, name: Option<&OsStr>, bytes: &mut Vec<u8>) -> io::Result<()> {
    const HEAD: u64 = 16;
    source.by_ref().take(HEAD).read_to_end(bytes)?;
    let named = name.is_some_and(|name| name.to_string_lossy().to_lowercase().contains(".warc"));
    let archive = named || bytes.starts_with(b"WARC/") || bytes.starts_with(&[0x1f, 0x8b]);
    let bound = if archive { MAX_ARCHIVE_BYTES } else { MAX_PAGE_BYTES };
    source.take((bound + 1) as u64 - HEAD).read_to_end(bytes)?;
    Ok(())
}

/// Says what went wrong and what to do.
fn said(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "no such file or folder; check the path".to_owned(),
        io::ErrorKind::PermissionDenied => "may not be read; check its permissions".to_owned(),
        io::ErrorKind::IsADirectory => "a folder, not a file; give its path to read all files in it".to_owned(),
        _ => format!("cannot be read: {error}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_read_to_one_byte_past_its_bound() {
        let mut bytes = Vec::new();
        read(&mut io::repeat(b'a'), None, &mut bytes).unwrap();
        assert_eq!(bytes.len(), MAX_PAGE_BYTES + 1);
    }
}
