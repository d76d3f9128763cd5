//! Which agency an article comes from, as it says itself.

use page::{Article, Role};
use reading::agency;
use serde::{Deserialize, Serialize};

/// Lines at the head of a text among which a dateline stands.
const HEAD_LINES: usize = 4;
/// Lines at the foot among which a credit line stands.
const FOOT_LINES: usize = 3;
/// Letters before the brackets of a dateline, at most: place, region and day.
const DATELINE: usize = 70;
/// Letters of a line that is nothing but a credit, at most.
const CREDIT_LINE: usize = 60;

/// The agency that an article says it comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wire {
    /// Its name: "AP".
    pub agency: String,
    /// Where the article says so.
    pub said: Said,
}

/// Where an article names its agency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Said {
    /// As its writer.
    Byline,
    /// In brackets after the place: "HOLM (AP) —".
    Dateline,
    /// In a line of its own, or by the words with which its writers sign off.
    CreditLine,
}

/// Returns the agency that an article comes from, as it says itself. Being helped by one, or citing it, is not enough.
pub fn wire(article: &Article) -> Option<Wire> {
    let writers: Vec<&str> = article.bylines.iter().map(|byline| byline.name.as_str()).collect();
    let stated = article.candidates.iter().filter(|candidate| candidate.field == "byline");
    let stated: Vec<&str> = stated.map(|candidate| candidate.value.as_str()).collect();
    let kept = |role: Role| role.is_body() || matches!(role, Role::AgencyCredit | Role::Byline | Role::Dateline);
    let lines: Vec<&str> = article
        .blocks
        .iter()
        .filter(|block| kept(block.role) || is_bracketed(article.words(block.span)))
        .flat_map(|b| article.words(b.span).lines())
        .collect();
    of_lines(if writers.is_empty() { &stated } else { &writers }, &lines)
}

/// As [`wire`], of a bare text with the names of its writers.
pub fn wire_of_text(writers: &str, text: &str) -> Option<Wire> {
    let writers: Vec<&str> = writers.split([';', ',']).collect();
    of_lines(&writers, &text.lines().collect::<Vec<_>>())
}

fn of_lines(writers: &[&str], lines: &[&str]) -> Option<Wire> {
    let found = |agency: &str, said| Some(Wire { agency: agency.to_owned(), said });
    for writer in writers {
        let writer = writer.trim();
        let writer = writer.strip_prefix("By ").or(writer.strip_prefix("by ")).unwrap_or(writer);
        if let Some(agency) = agency(writer) {
            return found(agency, Said::Byline);
        }
    }
    let lines: Vec<&str> = lines.iter().map(|line| line.trim()).filter(|line| !line.is_empty()).collect();
    let named: Vec<&str> = lines.iter().take(HEAD_LINES).flat_map(|line| datelines(line)).collect();
    if let Some(agency) = named.iter().find_map(|name| agency(name)) {
        return found(agency, Said::Dateline);
    }
    // writers of an agency that is not known here sign off like those of others
    let is_other = !named.is_empty();
    let agency = lines.iter().rev().take(FOOT_LINES).find_map(|line| credit_line(line, is_other))?;
    found(agency, Said::CreditLine)
}

/// A line that is a credit and nothing else: "(Reuters)", "© AFP", "Source: dpa"; or the way in which an agency's writers sign off.
fn credit_line(line: &str, is_other: bool) -> Option<&'static str> {
    let lower = line.to_lowercase();
    let signs_off = lower.starts_with("(reporting by") || lower.starts_with("(additional reporting by");
    if signs_off && lower.contains("editing by") {
        return agency("reuters").filter(|_| !is_other);
    }
    if lower.starts_with("associated press writer") || lower.contains(". associated press writer") {
        return agency("ap");
    }
    if line.chars().count() > CREDIT_LINE {
        // "... the ministry said. REUTERS"
        let (_, last) = line.rsplit_once(['.', '”', '"'])?;
        let in_capitals = last.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
        return agency(last).filter(|_| in_capitals);
    }
    let bare = line.trim_matches(|c: char| !c.is_alphanumeric());
    let bare = ["Source:", "source:", "SOURCE:", "By", "Copyright", "From"]
        .iter()
        .find_map(|word| bare.strip_prefix(word))
        .unwrap_or(bare);
    agency(bare.trim_matches(|c: char| !c.is_alphanumeric()))
}

/// "HOLM, Jan. 5 (AP) — The bridge" -> "AP": what stands in brackets between a place and a dash.
fn datelines(line: &str) -> Vec<&str> {
    let Some(open) = line.find('(').filter(|open| line[..*open].chars().count() <= DATELINE) else { return Vec::new() };
    let named = line[open..].match_indices('(').take(2).filter_map(|(at, _)| {
        let start = open + at + 1;
        let close = start + line[start..].find(')')?;
        let rest = line[close + 1..].trim_start();
        let is_dash = rest.starts_with(['-', '–', '—', ':', '―']) || rest.starts_with("&mdash;");
        let before = line[..start - 1].trim_end_matches(|c: char| !c.is_alphabetic());
        let is_place = before.chars().next().is_some_and(char::is_uppercase)
            && !before.contains(['.', '?', '!', '”', '"'])
            || before.split_whitespace().count() <= 6 && !before.is_empty();
        (is_dash && is_place).then_some(&line[start..close])
    });
    named.collect()
}

/// Tells whether a line stands in brackets and is nothing else: below a text it is a credit, whatever role it was given.
fn is_bracketed(line: &str) -> bool {
    let line = line.trim();
    line.len() <= CREDIT_LINE && line.starts_with('(') && line.ends_with(')')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn agency(writers: &str, text: &str) -> Option<String> {
        wire_of_text(writers, text).map(|wire| wire.agency)
    }

    #[test]
    fn an_agency_is_named_in_three_places() {
        assert_eq!(
            agency("", "Bridge closed\nHOLM, Norland, Jan. 5 (AP) — The bridge is shut.").as_deref(),
            Some("AP")
        );
        assert_eq!(agency("", "Jan 5 (Reuters) - The bridge is shut.").as_deref(), Some("Reuters"));
        assert_eq!(agency("By Agence France-Presse", "The bridge is shut.").as_deref(), Some("AFP"));
        assert_eq!(
            agency("", "The bridge is shut.\n(Reporting by A. Poll; Editing by B. Holm)").as_deref(),
            Some("Reuters")
        );
        assert_eq!(agency("", "The bridge is shut.\n(dpa)").as_deref(), Some("dpa"));
    }

    #[test]
    fn citing_an_agency_is_not_coming_from_it() {
        assert_eq!(agency("Ada Poll", "The bridge is shut, Reuters reported.\nThe AP confirmed it."), None);
        assert_eq!(agency("", "The party (AP) lost; nobody knows why."), None);
        assert_eq!(agency("", "The bridge is shut.\nThe Associated Press contributed to this report."), None);
        assert_eq!(agency("", "The firm (AAP) makes steel."), None);
    }
}
