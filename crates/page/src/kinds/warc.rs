//! Web archives (ISO 28500, WARC 1.0 and 1.1), record by record.

use std::io::{BufRead, Read};

use super::Opened;
use crate::{
    Media, Page, Unread,
    limits::{MAX_HEADER_BYTES, MAX_PAGE_BYTES, MAX_RECORDS},
};

/// The pages of an archive: `response`, `resource` and `conversion` records of HTML or plain text. Requests, pictures,
/// redirects and the archive's own records are passed over without a word.
pub struct Records<R> {
    source: R,
    offset: u64,
    records: usize,
    /// The archive broke off inside the last record: said after the page that it still gave.
    broken: Option<Unread>,
    done: bool,
}

/// One header block: names in lower case, values trimmed, in order.
type Headers = Vec<(String, String)>;

impl<R: BufRead> Records<R> {
    /// Opens an archive at its first record.
    pub fn new(source: R) -> Records<R> {
        Records { source, offset: 0, records: 0, broken: None, done: false }
    }

    fn fault(&self, reason: impl Into<String>) -> Unread {
        Unread::Record { archive: "web archive", offset: self.offset, reason: reason.into() }
    }

    /// Reads one line without its end; `None` at the end of the archive.
    fn line(&mut self) -> Result<Option<Vec<u8>>, String> {
        let mut line = Vec::new();
        let read =
            (&mut self.source).take(MAX_HEADER_BYTES as u64).read_until(b'\n', &mut line).map_err(|e| e.to_string())?;
        self.offset += read as u64;
        while line.last().is_some_and(|b| matches!(b, b'\n' | b'\r')) {
            line.pop();
        }
        Ok((read > 0).then_some(line))
    }

    fn headers(&mut self) -> Result<Headers, String> {
        let mut headers = Headers::new();
        let mut bytes = 0;
        while let Some(line) = self.line()? {
            if line.is_empty() {
                return Ok(headers);
            }
            bytes += line.len();
            if bytes > MAX_HEADER_BYTES {
                return Err(format!("a header of more than {MAX_HEADER_BYTES} bytes"));
            }
            headers.extend(header(&line));
        }
        Err("the archive ends inside a header".to_owned())
    }

    /// Reads the next record; `Ok(None)` for one that is no page.
    fn record(&mut self) -> Result<Option<Page>, Unread> {
        let start = self.offset;
        let headers = self.headers().map_err(|reason| self.fault(reason))?;
        let len: u64 = get(&headers, "content-length")
            .and_then(|n| n.parse().ok())
            .ok_or_else(|| self.fault("a record without a length"))?;
        let kind = get(&headers, "warc-type").unwrap_or("").to_ascii_lowercase();
        let wanted = matches!(kind.as_str(), "response" | "resource" | "conversion");
        let mut body = Vec::new();
        let keep = if wanted { len.min((MAX_PAGE_BYTES + MAX_HEADER_BYTES) as u64 + 1) } else { 0 };
        let kept = (&mut self.source).take(keep).read_to_end(&mut body);
        let mut read = body.len() as u64;
        let mut fault = kept.err().map(|e| e.to_string());
        if fault.is_none() && read == keep {
            match std::io::copy(&mut (&mut self.source).take(len - keep), &mut std::io::sink()) {
                Ok(n) => read += n,
                Err(error) => fault = Some(error.to_string()),
            }
        }
        self.offset += read;
        if read < len || fault.is_some() {
            let reason = format!(
                "the archive ends inside a record: {read} of {len} bytes{}",
                fault.map(|f| format!(" ({f})")).unwrap_or_default()
            );
            self.broken = Some(Unread::Record { archive: "web archive", offset: start, reason });
        }
        if !wanted {
            return Ok(None);
        }
        let mut page = match kind.as_str() {
            "response" => response(body),
            _ => Some(Page { media: media(get(&headers, "content-type").unwrap_or("")), ..Page::of(body) })
                .filter(|p| p.media.is_some()),
        };
        if let Some(page) = &mut page {
            page.url = get(&headers, "warc-target-uri").map(|u| u.trim_matches(['<', '>']).to_owned());
            page.fetched = get(&headers, "warc-date").and_then(|d| d.parse().ok());
        }
        Ok(page)
    }
}

impl<R: BufRead> Iterator for Records<R> {
    type Item = Opened;

    fn next(&mut self) -> Option<Opened> {
        while !self.done {
            if let Some(broken) = self.broken.take() {
                self.done = true;
                return Some(Err(broken));
            }
            let line = match self.line() {
                Ok(Some(line)) => line,
                Ok(None) => break,
                Err(reason) => {
                    self.done = true;
                    return Some(Err(self.fault(reason)));
                }
            };
            if line.is_empty() {
                continue;
            }
            self.records += 1;
            if !line.starts_with(b"WARC/") || self.records > MAX_RECORDS {
                self.done = true;
                let reason = if self.records > MAX_RECORDS {
                    "more records than are read; split the archive"
                } else {
                    "no record begins here"
                };
                return Some(Err(self.fault(reason)));
            }
            match self.record() {
                Ok(Some(page)) => return Some(Ok(page)),
                Ok(None) => {}
                Err(error) => {
                    self.done = true;
                    return Some(Err(error));
                }
            }
        }
        self.done = true;
        None
    }
}

fn header(line: &[u8]) -> Option<(String, String)> {
    let line = String::from_utf8_lossy(line);
    let (name, value) = line.split_once(':')?;
    Some((name.trim().to_ascii_lowercase(), value.trim().to_owned()))
}

fn get<'h>(headers: &'h Headers, name: &str) -> Option<&'h str> {
    headers.iter().find(|(n, _)| n == name).map(|(_, value)| value.as_str())
}

/// Tells what a content type is; `None` for what is no page. No type at all lets the bytes decide.
fn media(content_type: &str) -> Option<Media> {
    let kind = content_type.split(';').next().unwrap_or("").trim().to_ascii_lowercase();
    match kind.as_str() {
        "text/html" | "application/xhtml+xml" | "" => Some(Media::Html),
        "text/plain" => Some(Media::Text),
        _ => None,
    }
}

/// Takes an HTTP response apart; `None` when it is no page (a redirect, an error, a picture).
fn response(bytes: Vec<u8>) -> Option<Page> {
    let head_end = memchr::memmem::find(&bytes[..bytes.len().min(MAX_HEADER_BYTES)], b"\r\n\r\n").map(|n| (n, n + 4));
    let head_end = head_end
        .or_else(|| memchr::memmem::find(&bytes[..bytes.len().min(MAX_HEADER_BYTES)], b"\n\n").map(|n| (n, n + 2)));
    let (head, start) = head_end?;
    let mut lines = bytes[..head].split(|b| *b == b'\n').map(|l| l.strip_suffix(b"\r").unwrap_or(l));
    let status = String::from_utf8_lossy(lines.next()?).into_owned();
    let code = status.split_whitespace().nth(1)?.parse::<u16>().ok()?;
    if !(200..300).contains(&code) {
        return None;
    }
    let headers: Headers = lines.filter_map(header).collect();
    let kind = get(&headers, "content-type").unwrap_or("");
    let media = media(kind)?;
    let mut body = bytes[start..].to_vec();
    if get(&headers, "transfer-encoding").is_some_and(|t| t.to_ascii_lowercase().contains("chunked")) {
        body = dechunked(&body).unwrap_or(body);
    }
    let unpacked = match get(&headers, "content-encoding").map(str::to_ascii_lowercase).as_deref() {
        Some("gzip" | "x-gzip") => unpack(flate2::read::MultiGzDecoder::new(&body[..])),
        Some("deflate") => unpack(flate2::read::ZlibDecoder::new(&body[..]))
            .or_else(|| unpack(flate2::read::DeflateDecoder::new(&body[..]))),
        _ => None,
    };
    let body = unpacked.unwrap_or(body);
    let charset = kind
        .to_ascii_lowercase()
        .split("charset=")
        .nth(1)
        .map(|c| c.split([';', ' ']).next().unwrap_or(c).trim_matches(['"', '\'']).to_owned());
    Some(Page { media: Some(media), charset, ..Page::of(body) })
}

/// Unpacks within the bound; a stream that breaks off gives what it had. `None` when it gave nothing.
fn unpack(stream: impl Read) -> Option<Vec<u8>> {
    let mut body = Vec::new();
    let _ = stream.take(MAX_PAGE_BYTES as u64 + 1).read_to_end(&mut body);
    (!body.is_empty()).then_some(body)
}

/// Joins the chunks of a body (RFC 9112, 7.1); `None` when it is not in chunks: many archives store it joined already.
fn dechunked(mut bytes: &[u8]) -> Option<Vec<u8>> {
    let mut body = Vec::with_capacity(bytes.len());
    loop {
        let end = bytes.iter().take(32).position(|b| *b == b'\n')?;
        let line = std::str::from_utf8(&bytes[..end]).ok()?;
        let size = usize::from_str_radix(line.split(';').next()?.trim(), 16).ok()?;
        bytes = &bytes[end + 1..];
        if size == 0 {
            return Some(body);
        }
        body.extend_from_slice(&bytes[..size.min(bytes.len())]);
        if size >= bytes.len() {
            return Some(body);
        }
        bytes = &bytes[size..];
        bytes = bytes.strip_prefix(b"\r\n").or_else(|| bytes.strip_prefix(b"\n")).unwrap_or(bytes);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chunks_are_joined() {
        assert_eq!(dechunked(b"4\r\nThe \r\n5;x=1\r\nferry\r\n0\r\n\r\n").unwrap(), b"The ferry");
        assert_eq!(dechunked(b"<html>no chunks"), None);
    }

    #[test]
    fn redirects_and_pictures_are_no_pages() {
        assert!(response(b"HTTP/1.1 301 Moved\r\nContent-Type: text/html\r\n\r\n<p>x".to_vec()).is_none());
        assert!(response(b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\nx".to_vec()).is_none());
    }
}
