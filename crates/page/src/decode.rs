//! Bytes to characters.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};
use memchr::memmem;

use crate::limits::{Cut, MAX_PAGE_BYTES};

/// Bytes at the start of a page in which its own word about its character set is looked for.
///
/// The HTML standard says 1,024; pages that put scripts first are common enough for more.
const PRESCAN_BYTES: usize = 4096;
/// Bytes that the detection reads when nothing names a character set.
const DETECT_BYTES: usize = 256 << 10;

/// Decodes a page's bytes; the character set is taken from the byte order mark, then `given` (the transport's word),
/// then the page's own `meta`, then detection. Bytes that are valid UTF-8 beyond ASCII are UTF-8 whatever a label says.
///
/// Line ends become `\n`; other control characters are dropped. Reports what was cut or could not be decoded.
pub fn decode(bytes: &[u8], given: Option<&str>, cuts: &mut Vec<Cut>) -> (String, &'static str) {
    let mut bytes = bytes;
    if bytes.len() > MAX_PAGE_BYTES {
        cuts.push(Cut::new("page bytes", MAX_PAGE_BYTES, bytes.len() as u64));
        bytes = &bytes[..MAX_PAGE_BYTES];
    }
    let encoding = encoding_of(bytes, given);
    let (decoded, encoding, _) = encoding.decode(bytes);
    let bad = memmem::find_iter(decoded.as_bytes(), "\u{fffd}").count();
    if bad > 0 {
        cuts.push(Cut::new("undecodable characters", 0, bad as u64));
    }
    let odd = next_odd(decoded.as_bytes(), |b| b < 32 && b != b'\n' && b != b'\t' || b == 127).is_some();
    let clean = if odd || memmem::find(decoded.as_bytes(), "\u{85}".as_bytes()).is_some() {
        let mut dropped = 0;
        let mut clean = String::with_capacity(decoded.len());
        let mut rest = &*decoded;
        // What may be a control character: those of ASCII, and the first byte of the others.
        while let Some(at) = next_odd(rest.as_bytes(), |b| b < 32 && b != b'\n' && b != b'\t' || b == 127 || b == 0xc2)
        {
            clean.push_str(&rest[..at]);
            rest = &rest[at..];
            let c = rest.chars().next().unwrap_or('\n');
            rest = &rest[c.len_utf8()..];
            match c {
                '\r' => {
                    rest = rest.strip_prefix('\n').unwrap_or(rest);
                    clean.push('\n');
                }
                '\u{b}' | '\u{c}' | '\u{85}' => clean.push('\n'),
                c if c.is_control() => dropped += 1,
                c => clean.push(c),
            }
        }
        clean.push_str(rest);
        if dropped > 0 {
            cuts.push(Cut::new("control characters", 0, dropped));
        }
        clean
    } else {
        decoded.into_owned()
    };
    (clean, encoding.name())
}

/// Finds the first byte that passes a test; looks at many bytes at once as long as none does.
fn next_odd(bytes: &[u8], is_odd: impl Fn(u8) -> bool) -> Option<usize> {
    const STEP: usize = 32;
    let steps = bytes.chunks_exact(STEP);
    let plain = steps.take_while(|step| !step.iter().fold(false, |odd, b| odd | is_odd(*b))).count() * STEP;
    bytes[plain..].iter().position(|b| is_odd(*b)).map(|n| plain + n)
}

fn encoding_of(bytes: &[u8], given: Option<&str>) -> &'static Encoding {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return encoding;
    }
    // A page cut in the middle of a character is still UTF-8.
    let utf8 = match std::str::from_utf8(bytes) {
        Ok(text) => !text.is_ascii(),
        Err(error) => error.valid_up_to() + 4 > bytes.len() && !bytes[..error.valid_up_to()].is_ascii(),
    };
    if utf8 {
        return UTF_8;
    }
    let named = given.and_then(label).or_else(|| meta_label(&bytes[..bytes.len().min(PRESCAN_BYTES)]));
    match named {
        // Valid UTF-8 was seen above, so a page that says UTF-8 and is not is left to detection, unless most of it is.
        Some(encoding) if encoding != UTF_8 => encoding,
        _ => {
            let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
            detector.feed(&bytes[..bytes.len().min(DETECT_BYTES)], true);
            let guess = detector.guess(None, Utf8Detection::Allow);
            if named == Some(UTF_8) && mostly_utf8(bytes) { UTF_8 } else { guess }
        }
    }
}

/// Tells whether under one in fifty non-ASCII bytes breaks UTF-8.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let sample = &bytes[..bytes.len().min(DETECT_BYTES)];
    let broken = String::from_utf8_lossy(sample).matches('\u{fffd}').count();
    let high = sample.iter().filter(|b| **b >= 128).count();
    broken * 50 < high
}

fn label(label: &str) -> Option<&'static Encoding> {
    let encoding = Encoding::for_label(label.trim().trim_matches(['"', '\'']).as_bytes())?;
    // By the HTML standard a page read as ASCII cannot be UTF-16; such a label means UTF-8.
    if encoding == encoding_rs::UTF_16LE || encoding == encoding_rs::UTF_16BE { Some(UTF_8) } else { Some(encoding) }
}

/// Finds `charset=...` in the first bytes of a page: `<meta charset>`, `http-equiv`, an XML declaration's `encoding`.
fn meta_label(head: &[u8]) -> Option<&'static Encoding> {
    let head = WINDOWS_1252.decode_without_bom_handling(head).0.to_ascii_lowercase();
    let value = |after: &str| {
        let value = after.trim_start().strip_prefix('=')?.trim_start().trim_start_matches(['"', '\'']);
        let end = value.find(|c: char| !(c.is_ascii_alphanumeric() || "-_.:".contains(c))).unwrap_or(value.len());
        label(&value[..end])
    };
    let xml = head.starts_with("<?xml").then(|| head.split("?>").next()?.split("encoding").nth(1).and_then(value));
    xml.flatten().or_else(|| {
        head.match_indices("charset")
            .filter(|(at, _)| head[..*at].rfind("<meta").is_some_and(|tag| !head[tag..*at].contains('>')))
            .find_map(|(at, word)| value(&head[at + word.len()..]))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8], given: Option<&str>) -> (String, &'static str) {
        decode(bytes, given, &mut Vec::new())
    }

    #[test]
    fn a_wrong_label_does_not_spoil_utf8() {
        let page = "<meta charset=iso-8859-1><p>Київ</p>".as_bytes();
        assert_eq!(read(page, Some("windows-1251")).1, "UTF-8");
    }

    #[test]
    fn the_meta_element_names_the_character_set() {
        let (bytes, _, _) =
            encoding_rs::WINDOWS_1251.encode("<meta http-equiv=x content=\"text/html; charset=windows-1251\">Трамвай");
        assert!(read(&bytes, None).0.ends_with("Трамвай"));
    }

    #[test]
    fn the_transport_outranks_the_page() {
        let (bytes, _, _) = encoding_rs::KOI8_R.encode("<meta charset=windows-1251>Трамвай вернулся");
        assert!(read(&bytes, Some("koi8-r")).0.ends_with("вернулся"));
    }

    #[test]
    fn nothing_named_is_detected() {
        let (bytes, _, _) =
            encoding_rs::SHIFT_JIS.encode("議会は火曜日、新しい給水塔を桃色に塗ることを決めた。反対は三人だった。");
        assert_eq!(read(&bytes, None).1, "Shift_JIS");
    }

    #[test]
    fn control_characters_are_dropped_and_counted() {
        let mut cuts = Vec::new();
        assert_eq!(decode(b"a\0b\r\nc\x1b[31m", None, &mut cuts).0, "ab\nc[31m");
        assert_eq!(cuts[0].seen, 2);
    }

    #[test]
    fn a_utf16_page_with_a_mark_is_read() {
        let bytes: Vec<u8> = "\u{feff}Ada".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(read(&bytes, None).0, "Ada");
    }
}
