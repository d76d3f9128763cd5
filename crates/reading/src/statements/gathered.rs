//! Found attributions -> statements: each laid on who is meant, with its chain, its act and how strongly it is said.

use page::{Article, Block, Furniture, Role};
use text::Span;

use super::{
    found::Found,
    score::score,
    strength::Asked,
    view::View,
    who::{Heard, Who},
};
use crate::{Act, Evidence, How, Kind, Party, Source, SourceKind, Statement, agency, chain};

/// Found ones before one in which that is looked for whose content holds it. News nests in one sentence or two.
const MAX_NEST: usize = 60;
/// Blocks at the beginning in which a dateline is looked for.
const MAX_DATELINE_BLOCKS: usize = 4;
/// Blocks at the end in which a line of credit is looked for.
const MAX_CREDIT_BLOCKS: usize = 4;
/// Bytes of a dateline, and of a notice of copyright that are read.
const MAX_DATELINE: usize = 120;

/// Lays found attributions on who is meant.
pub struct Gathered<'a> {
    article: &'a Article,
    view: View<'a>,
    blocks: &'a [&'a Block],
    who: Who<'a>,
}

impl<'a> Gathered<'a> {
    /// Begins with an article.
    pub fn new(article: &'a Article, view: View<'a>, blocks: &'a [&'a Block]) -> Gathered<'a> {
        Gathered { article, view, blocks, who: Who::new(article, view) }
    }

    /// Returns the parties that are sources.
    pub fn parties(self) -> Vec<Party> {
        self.who.parties
    }

    /// Makes the statements of what was found, in order of the text.
    pub fn statements(&mut self, found: &[Found]) -> Vec<Statement> {
        let (mut sources, mut told): (Vec<Source>, Vec<Option<Source>>) = (Vec::new(), Vec::new());
        let mut others: Vec<Vec<Source>> = Vec::new();
        let mut block = 0;
        for (at, one) in found.iter().enumerate() {
            while self.blocks.get(block + 1).is_some_and(|block| block.span.start <= one.cue.start) {
                block += 1;
            }
            let naming = one.source.as_ref().or_else(|| found.get(one.shares?)?.source.as_ref());
            // nobody is found in the words that they say
            let apart = |piece: &Span, words: Span| piece.end <= words.start || words.end <= piece.start;
            let naming = naming.filter(|naming| one.content.iter().all(|piece| apart(piece, naming.words)));
            let cites = found[at + 1..].iter().take(MAX_NEST).any(|other| other.cited_by == Some(at));
            let about = self.view.about(&one.content).filter(|_| one.kind == Kind::Indirect);
            let heard = Heard { block, cites, is_told: holder(found, at).is_some(), end: one.unit.end, about };
            let (first, rest) = match naming.and_then(|naming| self.view.apart(naming)) {
                Some((first, rest)) => (Some(first), rest),
                None => (naming.cloned(), Vec::new()),
            };
            sources.push(self.who.source(first.as_ref(), &heard));
            others.push(rest.iter().map(|other| self.who.source(Some(other), &heard)).collect());
            let outlet = one.told.as_ref().and_then(|told| self.who.told(told));
            told.push(outlet.or_else(|| self.goes_on(found, at, &sources, &told)));
        }
        self.author(found, &mut sources);
        self.who.settle(&mut sources);
        others.iter_mut().for_each(|others| self.who.settle(others));
        self.who.holders(&mut sources);
        told.iter_mut().flatten().for_each(|told| told.kind = SourceKind::Outlet);
        for (source, told) in sources.iter_mut().zip(&told) {
            if let Some(unnamed) = &mut source.unnamed {
                unnamed.told = told.as_ref().and_then(|told| told.span);
            }
        }
        let page = chain::page(self.credited());
        let mut made: Vec<Option<Statement>> = vec![None; found.len()];
        // of who cites, the first whom it cites, and the length of its chain before
        let mut first_cited: Vec<Option<usize>> = vec![None; found.len()];
        let mut alone: Vec<usize> = vec![0; found.len()];
        for at in order(found) {
            let one = &found[at];
            let why = Evidence::new(one.unit, one.rule, score(one.rule, one.score));
            let source = &sources[at];
            let holder = holder(found, at);
            let chain = match one.cited_by.and_then(|by| made.get_mut(by)).and_then(Option::as_mut) {
                Some(citing) => {
                    let by = one.cited_by.unwrap_or(at);
                    if first_cited[by].is_some() {
                        // "citing a clerk and a broker": each at the end of a chain of its own
                        chain::cite_too(&citing.chain[..alone[by].min(citing.chain.len())], source, &why)
                    } else {
                        (first_cited[by], alone[by]) = (Some(at), citing.chain.len());
                        chain::cite(citing, told[at].clone(), source, &why)
                    }
                }
                None => {
                    let above = holder.and_then(|holder| made[holder].as_ref()).map(|above| &above.chain[..]);
                    chain::chain(above.unwrap_or(&page), told[at].clone(), source, &why)
                }
            };
            let mut chain = chain;
            chain::join(&mut chain, &others[at], &why);
            let is_further = one.cited_by.is_some_and(|by| first_cited[by] != Some(at));
            if let Some(citing) =
                one.cited_by.filter(|_| !is_further).and_then(|by| made.get_mut(by)).and_then(Option::as_mut)
            {
                citing.chain.clone_from(&chain);
            }
            let strength = self.view.strength(&one.content);
            made[at] = Some(Statement {
                sources: std::iter::once(source.clone()).chain(others[at].iter().cloned()).collect(),
                cue: Some(one.cue),
                content: one.content.clone(),
                kind: one.kind,
                act: one.act,
                hedges: strength.hedges,
                is_negated: strength.is_negated,
                condition: strength.condition,
                uttered: self.view.utterance(one.cue, &one.content),
                within: one.cited_by.or(holder).map(|at| at as u32),
                chain,
                why,
            });
        }
        let mut made: Vec<Statement> = made.into_iter().flatten().collect();
        self.carry(&mut made);
        for at in 0..made.len() {
            made[at].act = self.act(&made, at);
        }
        for at in 0..made.len() {
            // who cites and who is cited answer for the same words: both chains go to the end
            if let Some(by) = found[at].cited_by {
                if first_cited[by] == Some(at) {
                    made[at].chain = made[by].chain.clone();
                }
                let act = if made[at].act == Act::Says { made[by].act } else { made[at].act };
                made[at].act = act;
                made[by].act = if made[by].act == Act::Says { act } else { made[by].act };
            }
        }
        made
    }

    /// "Politico reported. ... The report said, citing two people": what an outlet reports is on the word of those whom it cites
    /// when its report goes on.
    fn carry(&self, made: &mut [Statement]) {
        let mut lead: Option<usize> = None;
        for at in 0..made.len() {
            let source = &made[at].sources[0];
            if made[at].within.is_some() || source.kind != SourceKind::Outlet {
                continue;
            }
            let (party, words) = (source.party, source.span);
            // "He said that the mill would burn no more coal, Reuters reported": both answer for the same words
            let whole = |other: &&Statement| {
                let (outer, inner) = (&made[at], &other);
                let starts =
                    inner.sources[0].span.map(|span| span.start) == outer.content.first().map(|piece| piece.start);
                let ends = inner.content.last().map(|piece| piece.end) == outer.content.last().map(|piece| piece.end);
                let behind = outer.cue.is_some_and(|cue| outer.content.iter().all(|piece| piece.end <= cue.start));
                inner.within == Some(at as u32) && starts && ends && behind
            };
            let near = at.saturating_sub(MAX_NEST)..(at + MAX_NEST).min(made.len());
            let full = made[near].iter().find(whole).map(|inner| inner.chain.clone());
            if let Some(full) = full {
                made[at].chain = full;
                continue;
            }
            // "Reuters reported X. “...,” a clerk told the agency": X is on the word of the clerk
            let heard = made.get(at + 1).filter(|next| self.near(made[at].why.span, next.why.span));
            let heard = heard.and_then(|next| {
                let told = next.chain.iter().position(|hop| hop.how == How::ToldTo && hop.from.party == party)?;
                let words = next.chain[told].from.span?.of(self.view.text).to_lowercase();
                let ends = made[at].chain.last().is_some_and(|hop| hop.from.party == party);
                let again = party.is_some() && ends && self.view.lexicon.source.outlet_echo.contains(&words);
                again.then(|| next.chain[told + 1..].to_vec())
            });
            made[at].chain.extend(heard.into_iter().flatten());
            let cited = made[at + 1..]
                .iter()
                .take(MAX_NEST)
                .find(|other| other.within == Some(at as u32) && other.content == made[at].content);
            let echo = words.is_some_and(|words| {
                self.view.lexicon.source.outlet_echo.contains(&words.of(self.view.text).to_lowercase())
            });
            if let (Some(cited), Some(before), true) = (cited.and_then(|cited| cited.chain.last()), lead, echo)
                && party.is_some()
                && made[before].sources[0].party == party
                && made[before].chain.last().is_some_and(|hop| hop.from.party == party)
            {
                let hop = cited.clone();
                made[before].chain.push(hop);
            }
            lead = Some(at);
        }
    }

    /// What is done by a statement; those before it have theirs.
    fn act(&self, made: &[Statement], at: usize) -> Act {
        let statement = &made[at];
        let source = &statement.sources[0];
        let speaker = source.span.and_then(|span| self.view.tokens().head_of(self.view.tokens().within(span)));
        let goes_on_denying = (0..at).rev().take(3).any(|before| {
            let before = &made[before];
            before.act == Act::Denies
                && same(&before.sources[0], source)
                && self.near(before.why.span, statement.why.span)
        });
        let cue = statement.cue.unwrap_or_default();
        if self.view.is_neither(cue) {
            return Act::Declines; // "would neither confirm nor deny"
        }
        let asked = Asked {
            act: statement.act,
            cue,
            content: &statement.content,
            source: source.kind,
            speaker,
            goes_on_denying,
        };
        self.view.act(&asked, statement)
    }

    /// "Told the Daily Tide that ... He said ...": what follows straight after is told there too.
    fn goes_on(&self, found: &[Found], at: usize, sources: &[Source], told: &[Option<Source>]) -> Option<Source> {
        let one = &found[at];
        // "told the Daily Tide that ..., adding that"
        if let Some(first) = one.shares.filter(|_| one.rule == "goes-on") {
            return told.get(first)?.clone();
        }
        let before = at.checked_sub(1)?;
        let words = one.source.as_ref()?.words.of(self.view.text).to_lowercase();
        let pronoun = matches!(words.as_str(), "he" | "she" | "they" | "it");
        let follows = pronoun && same(&sources[before], &sources[at]) && one.cited_by.is_none();
        let held = found[before].holds(one.cue);
        let outlet = told.get(before)?.clone()?;
        (follows && !held && self.near(found[before].unit, one.unit)).then_some(outlet)
    }

    /// Whether nothing but white space, and no end of a paragraph, stands between two sentences.
    fn near(&self, first: Span, second: Span) -> bool {
        let between = self.view.text.get(first.end as usize..(second.start.max(first.end)) as usize).unwrap_or("x");
        !between.contains('\n') && between.trim_matches(['”', '"', ' ', '’']).is_empty()
    }

    /// Names a letter after who writes in it: "Jonas Veit's letter to the council".
    fn author(&self, found: &[Found], sources: &mut [Source]) {
        for at in 0..found.len() {
            let Some(paper) = found[at].cited_by.filter(|by| found[*by].rule == super::papers::RULE) else { continue };
            let (Some(name), Some(words)) = (self.who.called(&sources[at]), sources[paper].span) else { continue };
            let words = bare(words.of(self.view.text));
            sources[paper].name = Some(format!("{}{words}", owned(&name)));
        }
    }

    /// Whom the page credits with its whole text: the agency of the dateline, "SUVA (Southern Agency) -", else the line
    /// "From: Northwire" or "Northwire" above the text or the agency behind its writer, else an agency's name alone behind its last
    /// sentence or in the notice of copyright.
    fn credited(&mut self) -> Option<(Source, Evidence)> {
        let dateline = self.blocks.iter().take(MAX_DATELINE_BLOCKS).find_map(|block| self.dateline(block.span));
        let (span, rule) = match dateline {
            Some(span) => (span, "dateline"),
            None => {
                let named = self.taken_from().or_else(|| self.written_for()).or_else(|| self.signed());
                (named.or_else(|| self.owned_by())?, "credit-line")
            }
        };
        let name = span.of(self.view.text);
        // "Daily Tide by Northwire" is one credit: which sentence is whose is not said
        let parts: Vec<&str> = name.split(" by ").flat_map(|part| part.split(" via ")).collect();
        if parts.iter().any(|part| self.who.is_this_outlet(part)) {
            return None;
        }
        let first = Span { end: span.start + parts.first()?.len() as u32, ..span };
        let mut source = self.who.outlet(first);
        if parts.len() > 1 {
            source = Source { span: Some(span), name: Some(parts.join("/")), ..source };
        }
        Some((source, Evidence::new(span, rule, 0.95)))
    }

    /// The agency's name that signs the text: "... will go on. AFP", "... will go on. (AFP)".
    fn signed(&self) -> Option<Span> {
        let last = self.blocks.last()?.span;
        if let Some(named) = self.first_published() {
            return Some(named);
        }
        let words = self.article.words(last).trim_end().trim_end_matches([')', ']', '.', '/']);
        let name = words.rsplit([' ', '(', '[', '/', '–', '—', '\n']).next()?;
        let before = words[..words.len() - name.len()].trim_end_matches([' ', '(', '[', '/', '–', '—', '-', '\n']);
        let signs = self.view.lexicon.source.outlets.contains(&name.to_lowercase())
            && name.chars().all(|c| !c.is_lowercase())
            && before.ends_with(['.', '!', '?', '”', '"', '’']);
        let start = last.start as usize + words.len() - name.len();
        signs.then(|| Span::new(start, start + name.len()))
    }

    /// The outlet of the line "This report by Northwire was first published Aug. 20".
    fn first_published(&self) -> Option<Span> {
        let source = &self.view.lexicon.source;
        let line = self.article.blocks.iter().rev().take(MAX_CREDIT_BLOCKS).find_map(|block| {
            let words = self.article.words(block.span);
            let begins =
                |opening: &&String| words.get(..opening.len()).is_some_and(|head| head.eq_ignore_ascii_case(opening));
            let opens = source.report_by.iter().find(begins)?;
            let rest = words.get(opens.len()..)?;
            let end = source.first_out.iter().find_map(|words| rest.find(words.as_str()))?;
            let start = block.span.start as usize + opens.len();
            Some(Span::new(start, start + end).trimmed(self.view.text))
        })?;
        (!line.is_empty()).then_some(line)
    }

    /// The name in a line that says from where the whole text is taken, above its first paragraph.
    fn taken_from(&self) -> Option<Span> {
        let first = self.blocks.first()?.span.start;
        let lines = self.article.blocks.iter().take_while(|block| block.span.start < first);
        let line = lines.filter(|block| block.role == Role::AgencyCredit).find(|block| {
            let words = self.article.words(block.span).trim_start().to_lowercase();
            let opens = self.view.lexicon.source.taken_from.iter().any(|opening| words.starts_with(opening.as_str()));
            // a line with nothing but the agency's name
            opens || self.article.credits.iter().any(|credit| credit.name.to_lowercase() == words.trim_end())
        })?;
        let mut credits = self.article.credits.iter().filter_map(|credit| credit.span);
        credits.find(|credit| line.span.has(*credit))
    }

    /// The agency that the writer is of: "Ada Poll, Health Correspondent, PA".
    fn written_for(&self) -> Option<Span> {
        let mut lines = self.article.blocks.iter().filter(|block| block.role == Role::Byline).map(|block| block.span);
        lines.find_map(|line| {
            let words = line.of(self.view.text).trim_end();
            let (before, _) = words.rsplit_once(',').filter(|(_, last)| agency(last).is_some())?;
            let start = line.start as usize;
            Some(Span::new(start + before.len() + 1, start + words.len()).trimmed(self.view.text))
        })
    }

    /// The agency of the last line: "© Agence France-Presse", "Copyright 2026 The Associated Press. All rights reserved."
    fn owned_by(&self) -> Option<Span> {
        let notice = Role::Furniture(Furniture::Copyright);
        let lines = self.article.blocks.iter().rev().take(MAX_CREDIT_BLOCKS).filter(|block| block.role == notice);
        lines.map(|block| block.span).find_map(|line| {
            let words = line.of(self.view.text);
            let words = &words[..words.floor_char_boundary(MAX_DATELINE)];
            let is_name = |c: char| c.is_alphabetic();
            let begins = words.char_indices().map(|(at, _)| at);
            let begins = begins.filter(|at| words[*at..].starts_with(is_name) && !words[..*at].ends_with(is_name));
            let ends = |at: usize| words[at..].find(['.', ',', '|', '\n']).map_or(words.len(), |end| at + end);
            let name = begins.map(|at| at..ends(at)).find(|name| agency(&words[name.clone()]).is_some())?;
            let start = line.start as usize;
            Some(Span::new(start + name.start, start + name.end).trimmed(self.view.text))
        })
    }

    /// The words in brackets of a dateline.
    fn dateline(&self, block: Span) -> Option<Span> {
        let words = self.article.words(block);
        let dash = words
            .char_indices()
            .take(MAX_DATELINE)
            .find(|(at, c)| matches!(c, '-' | '–' | '—') && words[..*at].ends_with([' ', ')']))?;
        let dateline = &words[..dash.0];
        let open = dateline.find('(')?;
        let close = open + dateline[open..].find(')')?;
        let place = dateline[..open].split([',', ' ']).next().unwrap_or_default();
        let shouted = place.chars().count() > 1 && !place.chars().any(char::is_lowercase);
        let start = block.start as usize + open + 1;
        let span = Span::new(start, block.start as usize + close).trimmed(self.view.text);
        (shouted && !span.is_empty()).then_some(span)
    }
}

/// Tells whether two sources are known to be the same.
fn same(one: &Source, other: &Source) -> bool {
    let party = one.party.is_some() && one.party == other.party;
    let name = one.name.is_some() && one.name == other.name;
    party || name || one.span.is_some() && one.span == other.span
}

/// Leaves off an article in front.
pub fn bare(words: &str) -> &str {
    let cut =
        ["the ", "a ", "an ", "his ", "her ", "their ", "its ", "The ", "A ", "An ", "His ", "Her ", "Their ", "Its "];
    cut.iter().find_map(|article| words.strip_prefix(article)).unwrap_or(words)
}

/// Returns a name as an owner: "Ada Poll's ".
pub fn owned(name: &str) -> String {
    if name.ends_with('s') && name.starts_with(char::is_lowercase) { format!("{name}' ") } else { format!("{name}'s ") }
}

/// Returns all with each after the one that holds or cites it: by the size of their content, largest first.
fn order(found: &[Found]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..found.len()).collect();
    order.sort_by_key(|at| (std::cmp::Reverse(found[*at].size()), found[*at].cited_by.is_some(), *at));
    order
}

/// Returns the one whose content most closely holds the cue of this one.
fn holder(found: &[Found], at: usize) -> Option<usize> {
    let inner = &found[at];
    let holds = |other: &Found| other.holds(inner.cue) && other.size() > inner.size() && other.cited_by.is_none();
    let near = at.saturating_sub(MAX_NEST)..(at + MAX_NEST).min(found.len());
    let holders = near.filter(|other| *other != at && holds(&found[*other]));
    holders.min_by_key(|other| (found[*other].size(), *other))
}
