//! Markdown: for notes.

use std::io::{self, Write};

use page::Role;

use super::{Choice, Format, Part, calendar};
use crate::{record::Record, terminal::line};

/// Writes notes.
#[derive(Debug)]
pub struct Markdown {
    choice: Choice,
    first: bool,
}

impl Markdown {
    /// Makes a writer of notes.
    pub fn new(choice: Choice) -> Markdown {
        Markdown { choice, first: true }
    }
}

impl Format for Markdown {
    fn record(&mut self, record: &Record, out: &mut dyn Write) -> io::Result<()> {
        let article = &record.article;
        if !std::mem::take(&mut self.first) {
            writeln!(out, "\n---\n")?;
        }
        let title = article.title.as_ref().map_or("No headline on this page", |title| &title.value);
        writeln!(out, "# {}\n\n{}  ", escaped(title), escaped(&record.published()))?;
        if let Some(url) = &article.url {
            writeln!(out, "{}  ", escaped(&url.value))?;
        }
        writeln!(out, "Read from {}", escaped(&record.name()))?;
        if self.choice.has(Part::Text) {
            writeln!(out, "\n## Text")?;
            for block in &article.blocks {
                let words = escaped(article.words(block.span));
                match block.role {
                    Role::Subheading => writeln!(out, "\n### {words}")?,
                    Role::Quote => writeln!(out, "\n> {words}")?,
                    Role::List => {
                        writeln!(out)?;
                        article
                            .words(block.span)
                            .lines()
                            .filter(|item| !item.trim().is_empty())
                            .try_for_each(|item| writeln!(out, "- {}", escaped(item)))?;
                    }
                    role if role.is_body() => writeln!(out, "\n{words}")?,
                    role if self.choice.furniture => writeln!(out, "\n*{}: {words}*", role.name())?,
                    _ => {}
                }
            }
        }
        if self.choice.has(Part::Statements) && !record.reading.statements.is_empty() {
            writeln!(out, "\n## Statements\n")?;
            for (at, statement) in record.statements().enumerate() {
                let content = escaped(&record.content(statement));
                let content =
                    if statement.kind == reading::Kind::Direct { format!("“{content}”") } else { content };
                writeln!(
                    out,
                    "{}. {content}  \n   {} ({}, {})",
                    at + 1,
                    escaped(&record.chain(statement)),
                    statement.act.name(),
                    statement.kind.name()
                )?;
            }
            if let Some(possible) = record.possible() {
                writeln!(out, "\nPossibly <- {}", escaped(&possible))?;
            }
        }
        let entries = if self.choice.has(Part::Events) { calendar::entries(record) } else { Vec::new() };
        if !entries.is_empty() {
            writeln!(
                out,
                "\n## Calendar\n\n| when | what | status | who | where | on whose word |\n| --- | --- | --- | --- | --- | --- |"
            )?;
            for entry in entries {
                let cells = [&entry.when, &entry.what, &entry.status, &entry.who, &entry.place, &entry.word];
                writeln!(out, "| {} |", cells.map(|cell| escaped(cell)).join(" | "))?;
            }
        }
        if self.choice.has(Part::Parties) && !record.reading.parties.is_empty() {
            writeln!(out, "\n## Parties\n")?;
            for party in &record.reading.parties {
                writeln!(out, "- {} ({})", escaped(&party.name), party.kind.name())?;
            }
        }
        if self.choice.has(Part::Times) && !record.reading.times.is_empty() {
            writeln!(out, "\n## Dates\n")?;
            for time in &record.reading.times {
                writeln!(out, "- {}: {}", time.timex.value, escaped(article.words(time.span)))?;
            }
        }
        let aside = &record.reading.set_aside;
        if self.choice.has(Part::SetAside) && !aside.is_empty() {
            writeln!(out, "\n## Set aside\n")?;
            for kind in &aside.blocks {
                writeln!(out, "- {} ({})", kind.kind.name(), kind.count)?;
            }
            for credit in aside.credits.iter().filter(|credit| credit.kind == page::CreditKind::Photo) {
                writeln!(out, "- picture: {}", escaped(&credit.name))?;
            }
            for caption in &aside.captions {
                writeln!(out, "- caption: {}", escaped(article.words(*caption)))?;
            }
        }
        Ok(())
    }
}

/// Makes text literal in Markdown and harmless on a terminal, on one line.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for c in line(text).chars() {
        if "\\`*_[]<>#|~&!".contains(c) {
            out.push('\\');
        }
        out.push(c);
    }
    // "1. " and "- " at the beginning would be lists
    let listed = out.starts_with(['-', '+', '='])
        || out.split_once(['.', ')']).is_some_and(|(n, _)| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()));
    if listed && out.starts_with(|c: char| !c.is_ascii_digit()) {
        format!("\\{out}")
    } else if listed {
        out.replacen(['.', ')'], "\\.", 1)
    } else {
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn page_text_is_literal() {
        assert_eq!(escaped("<script>*a*"), "\\<script\\>\\*a\\*");
        assert_eq!(escaped("- a"), "\\- a");
        assert_eq!(escaped("1. a"), "1\\. a");
    }
}
