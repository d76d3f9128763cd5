//! What is to be read: files, folders, standard input.

use std::{
    fs::{self, File},
    io,
    path::{Path, PathBuf},
};

use page::Page;

use crate::{record::name as name_of, work::Problem};

/// Folders inside folders that are entered at most.
pub const MAX_FOLDER_DEPTH: usize = 64;

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

    /// Opens the input; it is read as a stream, and bounded by the page stage.
    ///
    /// # Errors
    ///
    /// A problem when the file is missing, is no file, or may not be read.
    pub fn open(&self) -> Result<Box<dyn io::Read + Send>, Problem> {
        match self {
            Input::Stdin => Ok(Box::new(io::stdin())),
            Input::File(path) => {
                let file = File::open(path).map_err(|error| Problem::new(self.name(), said(&error)))?;
                Ok(Box::new(file))
            }
        }
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

/// A page with its file and number, or why there is none.
pub type Opened = Result<(String, u32, Page), Problem>;

/// Opens an input and yields the pages in it, each with its number from 1. The one place where pages come from.
///
/// # Errors
///
/// What `take` returned; an input that cannot be opened is handed to it.
pub fn pages(input: &Result<Input, Problem>, take: &mut dyn FnMut(Opened) -> anyhow::Result<()>) -> anyhow::Result<()> {
    let opened = input.as_ref().map_err(Clone::clone).and_then(|input| Ok((input.name(), input.open()?)));
    let (name, source) = match opened {
        Ok(opened) => opened,
        Err(problem) => return take(Err(problem)),
    };
    let mut number = 0;
    for page in page::pages(source, &name) {
        number += 1;
        take(match page {
            Ok(page) => Ok((name.clone(), number, page)),
            Err(unread) => Err(Problem::new(name_of(&name, number), unread)),
        })?;
    }
    if number == 0 {
        take(Err(Problem::new(name, "holds no page; give a page, a web archive or a feed")))?;
    }
    Ok(())
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

/// Says what went wrong and what to do.
fn said(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "no such file or folder; check the path".to_owned(),
        io::ErrorKind::PermissionDenied => "may not be read; check its permissions".to_owned(),
        io::ErrorKind::IsADirectory => "a folder, not a file; give its path to read all files in it".to_owned(),
        _ => format!("cannot be read: {error}"),
    }
}
