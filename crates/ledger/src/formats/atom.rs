//! Atom (RFC 4287): one entry a change, for feed readers.

use std::io::{self, Write};

use text::Id;

use crate::entry::ChangeEntry;

/// Writes changes as a feed, the newest first.
///
/// # Errors
/// Those of the writer.
pub fn atom(list: &[ChangeEntry], title: &str, out: &mut dyn Write) -> io::Result<()> {
    let mut newest: Vec<&ChangeEntry> = list.iter().collect();
    newest.sort_by(|a, b| b.at.cmp(&a.at).then_with(|| key(a).cmp(&key(b))));
    let updated = newest.first().map_or_else(|| "1970-01-01T00:00:00Z".to_owned(), |change| change.at.to_string());
    writeln!(out, "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\">")?;
    writeln!(
        out,
        "  <id>urn:onrecord:changes</id>\n  <title>{}</title>\n  <updated>{updated}</updated>",
        escaped(title)
    )?;
    writeln!(out, "  <author><name>onrecord</name></author>")?;
    for change in newest {
        let quote = change.to.as_ref().or(change.from.as_ref());
        writeln!(out, "  <entry>\n    <id>urn:onrecord:{}</id>", key(change))?;
        writeln!(out, "    <title>{}: {}</title>", escaped(&change.kind), escaped(&change.what))?;
        writeln!(out, "    <updated>{}</updated>", change.at)?;
        writeln!(out, "    <category term=\"{}\"/>", escaped(&change.kind))?;
        if let Some(url) = quote.and_then(|quote| quote.url.as_ref()).filter(|url| url.starts_with("http")) {
            writeln!(out, "    <link rel=\"related\" href=\"{}\"/>", escaped(url))?;
        }
        let words = quote.map(|quote| format!("“{}” ({})", quote.text, quote.by())).unwrap_or_default();
        let before = change.from.as_ref().filter(|_| change.to.is_some());
        let before = before.map(|quote| format!(" Before: “{}” ({})", quote.text, quote.by())).unwrap_or_default();
        writeln!(
            out,
            "    <content type=\"text\">{}. {}{}</content>",
            escaped(&change.title),
            escaped(&words),
            escaped(&before)
        )?;
        writeln!(out, "  </entry>")?;
    }
    writeln!(out, "</feed>")
}

/// One change, for good.
fn key(change: &ChangeEntry) -> Id {
    Id::of(&["change", &change.id.to_string(), &change.kind, &change.at.to_string(), &change.what])
}

/// Makes text harmless in XML: markup escaped, white space to blanks, characters that XML 1.0 forbids left out.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out += "&amp;",
            '<' => out += "&lt;",
            '>' => out += "&gt;",
            '"' => out += "&quot;",
            c if c.is_whitespace() => out.push(' '),
            '\u{fffe}' | '\u{ffff}' => {}
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_feed_of_changes_is_read_back_as_a_feed() {
        let change = |n: i64, what: &str| ChangeEntry {
            id: Id::of(&["a"]),
            story: Id::of(&["s"]),
            title: "Talks <b>".to_owned(),
            at: jiff::Timestamp::from_second(1_772_000_000 + n).unwrap(),
            kind: "status-moved".to_owned(),
            what: what.to_owned(),
            from: None,
            to: None,
        };
        let mut out = Vec::new();
        let list = [change(0, "held ]]> & \u{1b}\"done\""), change(9, "</title><script>")];
        atom(&list, "Changes & more", &mut out).unwrap();
        let pages: Vec<_> = page::pages(&out[..], "changes.atom").collect::<Result<_, _>>().unwrap();
        let titles: Vec<_> = pages.iter().map(|page| page.entry.as_ref().unwrap().title.clone().unwrap()).collect();
        assert_eq!(titles.len(), 2);
        assert!(titles[1].contains("held"), "{titles:?}");
        assert!(!String::from_utf8(out).unwrap().contains("<script>"));
    }
}
