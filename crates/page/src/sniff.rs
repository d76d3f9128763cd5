//! What bytes are, before anything is read from them.

use crate::Media;

/// Why a source gives no article: one line that says what it is and what to do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Unread {
    /// No bytes, or only white space.
    #[error("the page is empty: save it again, or check that the download finished")]
    Empty,
    /// Characters, but no letters among them.
    #[error("no words in it: if it is text, give its character set or save it as UTF-8")]
    NoWords,
    /// HTML in which nothing is visible.
    #[error("no visible text: the page is drawn by a script; save it from a browser after it has loaded")]
    NoText,
    /// Another kind of file.
    #[error("{what}, not a page: {advice}")]
    Foreign {
        /// "a PDF document", "a PNG picture".
        what: &'static str,
        /// What to do.
        advice: &'static str,
    },
    /// A part of a web archive or feed that cannot be read.
    #[error("{archive} at byte {offset}: {reason}")]
    Record {
        /// "web archive", "feed".
        archive: &'static str,
        /// Where the part begins.
        offset: u64,
        /// What is wrong.
        reason: String,
    },
    /// The compressed stream breaks off or is no gzip.
    #[error("broken gzip stream after {read} bytes: {reason}")]
    Gzip {
        /// Bytes that could be read.
        read: u64,
        /// What is wrong.
        reason: String,
    },
}

const TEXT: &str = "convert it to text or HTML first";
const PICTURE: &str = "give the page that it stands on";
const ARCHIVE: &str = "unpack it and give the files";

/// First bytes of files that are no pages. From the registry of media types and the files' own specifications.
const SIGNATURES: &[(&[u8], &str, &str)] = &[
    (b"%PDF-", "a PDF document", TEXT),
    (b"\x89PNG\r\n\x1a\n", "a PNG picture", PICTURE),
    (b"\xff\xd8\xff", "a JPEG picture", PICTURE),
    (b"GIF87a", "a GIF picture", PICTURE),
    (b"GIF89a", "a GIF picture", PICTURE),
    (b"II*\0", "a TIFF picture", PICTURE),
    (b"MM\0*", "a TIFF picture", PICTURE),
    (b"PK\x03\x04", "a ZIP archive or an office document", ARCHIVE),
    (b"\xd0\xcf\x11\xe0", "an office document", TEXT),
    (b"{\\rtf", "an RTF document", TEXT),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive", ARCHIVE),
    (b"Rar!", "a RAR archive", ARCHIVE),
    (b"BZh", "a bzip2 file", ARCHIVE),
    (b"\xfd7zXZ\0", "an XZ file", ARCHIVE),
    (b"\x28\xb5\x2f\xfd", "a Zstandard file", ARCHIVE),
    (b"\x7fELF", "a program", "give a page"),
    (b"MZ\x90", "a program", "give a page"),
    (b"ID3", "a sound recording", "give its transcript"),
    (b"OggS", "a sound or video recording", "give its transcript"),
    (b"fLaC", "a sound recording", "give its transcript"),
    (b"\x1aE\xdf\xa3", "a video", "give its transcript"),
    (b"SQLite format 3\0", "an SQLite database", "give a page"),
];

/// Bytes looked at for signs of a binary file.
const SAMPLE: usize = 8192;

/// Refuses bytes that are no page.
pub fn check(bytes: &[u8]) -> Result<(), Unread> {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(Unread::Empty);
    }
    if let Some((_, what, advice)) = SIGNATURES.iter().find(|(sign, ..)| bytes.starts_with(sign)) {
        return Err(Unread::Foreign { what, advice });
    }
    if bytes.starts_with(b"RIFF") && bytes.get(8..12).is_some_and(|kind| matches!(kind, b"WEBP" | b"WAVE" | b"AVI ")) {
        return Err(Unread::Foreign { what: "a picture, sound or video", advice: PICTURE });
    }
    if bytes.get(4..8) == Some(b"ftyp") {
        return Err(Unread::Foreign { what: "a video or picture", advice: PICTURE });
    }
    if is_json(bytes) {
        return Err(Unread::Foreign { what: "JSON data", advice: "give the page, or a JSON Feed" });
    }
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let utf16 = sample.starts_with(b"\xff\xfe") || sample.starts_with(b"\xfe\xff");
    let odd = sample.iter().filter(|b| **b < 32 && !matches!(b, b'\n' | b'\r' | b'\t' | 0x0c | 0x1b)).count();
    // A page with a few NULs in it is still a page; packed data have one control character in ten, text of no encoding any.
    let is_utf8 = std::str::from_utf8(sample).map_or_else(|e| e.error_len().is_none(), |_| true);
    let most = if is_utf8 { sample.len() / 10 } else { sample.len() / 50 };
    if !utf16 && odd > most {
        return Err(Unread::Foreign { what: "a binary file", advice: "give HTML or text" });
    }
    Ok(())
}

/// Tells whether bytes are an object or a list of objects by how they begin and end.
fn is_json(bytes: &[u8]) -> bool {
    let mut solid = bytes.iter().filter(|b| !b.is_ascii_whitespace());
    let start = (solid.next(), solid.next());
    let end = bytes.iter().rfind(|b| !b.is_ascii_whitespace());
    match start {
        (Some(b'{'), Some(b'"' | b'}')) => end == Some(&b'}'),
        (Some(b'['), Some(b'{')) => end == Some(&b']'),
        _ => false,
    }
}

/// Bytes at the start of a text in which tags are looked for.
const TAG_SAMPLE: usize = 64 << 10;

/// Tells HTML from a text dump by its tags.
pub fn media(text: &str) -> Media {
    let end = (0..=TAG_SAMPLE.min(text.len())).rev().find(|n| text.is_char_boundary(*n)).unwrap_or(0);
    let head = text[..end].trim_start().to_ascii_lowercase();
    if head.starts_with("<!doctype html") || head.starts_with("<html") || head.starts_with("<?xml") {
        return Media::Html;
    }
    let tags = [
        "<p", "<div", "<br", "<body", "<head", "<h1", "<span", "<table", "<td", "<a ", "<li", "<article", "<img", "</",
        "<meta",
    ];
    let count: usize = tags.iter().map(|tag| tag_count(&head, tag)).sum();
    // A text may speak of a tag or two; code has one at every turn.
    let lines = head.lines().filter(|l| !l.trim().is_empty()).count();
    if count >= 3 && (head.starts_with('<') || count * 3 >= lines) || count >= 1 && head.starts_with('<') {
        Media::Html
    } else {
        Media::Text
    }
}

fn tag_count(head: &str, tag: &str) -> usize {
    let ends = |at: usize| {
        head[at + tag.len()..].chars().next().is_some_and(|c| {
            matches!(c, '>' | ' ' | '/' | '\n' | '\t') || tag == "</" && c.is_alphabetic() || tag.ends_with(' ')
        })
    };
    head.match_indices(tag).filter(|(at, _)| ends(*at)).take(50).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn foreign_files_are_named() {
        assert!(check(b"%PDF-1.7 ...").unwrap_err().to_string().starts_with("a PDF document"));
        assert_eq!(check(b" \n\t"), Err(Unread::Empty));
        assert!(check(&[7; 400]).is_err());
        let packed: Vec<u8> = (0..2000u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
        assert!(check(&packed).unwrap_err().to_string().starts_with("a binary file"));
        assert!(check(b"caf\xe9 in an old encoding, with one NUL\0 on a page of some length, as they come").is_ok());
        assert!(check(b" [ {\"a\": 1} ]\n").unwrap_err().to_string().starts_with("JSON data"));
        assert!(check(b"{Bridgetown} The mayor said").is_ok());
        assert!(check(b"a page with one NUL\0 in it").is_ok());
    }

    #[test]
    fn code_is_told_from_text() {
        assert_eq!(media("<p>One</p>"), Media::Html);
        assert_eq!(media("\n<!DOCTYPE HTML><title>"), Media::Html);
        assert_eq!(media("The <b> tag, he said, is bold.\nSo it is.\nAnd so on.\nAnd on.\nAnd on."), Media::Text);
    }
}
