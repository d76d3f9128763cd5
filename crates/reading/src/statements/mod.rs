//! The statements of an article: found by rule and by learnt weights, laid on who is meant, with the chain of each.

mod found;
mod learnt;

use lang::{Analysis, ReferentKind};
use page::{Article, Block, Role, limits::Cut};
use text::Span;

use crate::{
    Evidence, Kind, Party, PartyIx, Source, SourceKind, Statement,
    attribution::Attributor,
    chain,
    content::drafts,
    cue::cues,
    lexicon::Lexicon,
    parties::MAX_PARTIES,
    quote::{opens_with_mark, quotes},
    token::{holder as holder_of, tokens},
    unnamed::unnamed,
};
use found::{Found, Naming, unquoted};
use learnt::Learnt;

/// Bytes of one sentence that rules read; the rest of a longer one is passed over. No sentence of news comes near.
const MAX_SENTENCE_BYTES: usize = 2_000;
/// Statements of one article; reading stops there. News holds some dozens.
const MAX_STATEMENTS: usize = 5_000;
/// Blocks over which "the report" may reach back to the outlet whose it is.
const ECHO_BLOCKS: usize = 2;
/// Bytes before "the report" in which another report must not be spoken of.
const ECHO_BYTES: usize = 4_000;

/// What statements are read with.
#[derive(Debug)]
pub struct Tools {
    /// The words of the language.
    pub lexicon: Lexicon,
    /// The learnt weights.
    pub attributor: Attributor,
}

/// Reads the statements of an English article, in order of the text, and the parties that their sources name.
///
/// `paragraphs` are the blocks that were analysed, ascending.
pub fn statements(
    article: &Article,
    analysis: &Analysis,
    paragraphs: &[Span],
    tools: &Tools,
) -> (Vec<Statement>, Vec<Party>, Vec<Cut>) {
    let blocks: Vec<&Block> = article.blocks.iter().filter(|block| is_read(block.role)).collect();
    let mut finding = Finding { article, lexicon: &tools.lexicon, found: Vec::new(), quotes: Vec::new() };
    finding.by_rule(&blocks, analysis);
    finding.by_weights(analysis, paragraphs, &tools.attributor);
    let found = finding.found;
    let mut gathered = Gathered {
        article,
        analysis,
        lexicon: &tools.lexicon,
        blocks: &blocks,
        parties: Vec::new(),
        meant: Vec::new(),
        said: Vec::new(),
        at: 0,
        heard: 0,
    };
    let statements = gathered.statements(&found);
    let bounds = [("statements", MAX_STATEMENTS, statements.len()), ("parties", MAX_PARTIES, gathered.parties.len())];
    let cuts = bounds.iter().filter(|(_, limit, seen)| seen >= limit);
    let cuts = cuts.map(|(bound, limit, seen)| Cut::new(bound, *limit, *seen as u64)).collect();
    (statements, gathered.parties, cuts)
}

/// Tells whether statements are read in blocks of this role.
pub fn is_read(role: Role) -> bool {
    matches!(role, Role::Paragraph | Role::Quote | Role::List | Role::LivePost | Role::Standfirst)
}

/// Joins sentences that stand in one quotation: `"We go. We stay," he said.` is one.
fn units(sentences: &[Span], quotes: &[Span]) -> Vec<Span> {
    let mut units: Vec<Span> = Vec::new();
    for sentence in sentences {
        let joined = units.last().is_some_and(|last| quote_over(quotes, last.end, sentence.start));
        match units.last_mut().filter(|_| joined) {
            Some(last) => last.end = sentence.end,
            None => units.push(*sentence),
        }
    }
    units
}

/// Tells whether a quotation begins before `end` and goes on after `start`.
fn quote_over(quotes: &[Span], end: u32, start: u32) -> bool {
    end > 0 && holder_of(quotes, end - 1).is_some_and(|quote| start < quote.end)
}

/// What is found so far.
struct Finding<'a> {
    article: &'a Article,
    lexicon: &'a Lexicon,
    found: Vec<Found>,
    /// Quotations of the blocks, ascending.
    quotes: Vec<Span>,
}

impl Finding<'_> {
    fn by_rule(&mut self, blocks: &[&Block], analysis: &Analysis) {
        let mut sentences = analysis.sentences.iter().map(|sentence| sentence.span).peekable();
        for (at, block) in blocks.iter().enumerate() {
            let runs_on = blocks.get(at + 1).is_some_and(|next| opens_with_mark(self.article.words(next.span)));
            let quotes = quotes(&self.article.text, block.span, runs_on);
            let mut own = Vec::new();
            while sentences.peek().is_some_and(|s| s.start < block.span.start) {
                sentences.next();
            }
            while let Some(sentence) = sentences.next_if(|s| s.start < block.span.end) {
                own.push(sentence);
            }
            self.block(&units(&own, &quotes), &quotes);
            self.quotes.extend(quotes);
        }
    }

    fn block(&mut self, units: &[Span], quotes: &[Span]) {
        let text = &self.article.text;
        let mut last: Option<usize> = None;
        for unit in units {
            if self.found.len() >= MAX_STATEMENTS {
                return;
            }
            let end = (unit.start as usize..=unit.start as usize + unit.len().min(MAX_SENTENCE_BYTES))
                .rev()
                .find(|i| text.is_char_boundary(*i));
            let unit = Span::new(unit.start as usize, end.unwrap_or(unit.start as usize));
            let tokens = tokens(text, unit, quotes);
            let drafts = drafts(&tokens, &cues(&tokens, self.lexicon), self.lexicon);
            if drafts.is_empty() && !tokens.is_empty() && tokens.iter().all(|t| t.quoted) {
                // a quotation without a cue goes on with the speaker of the one before
                if let Some(found) = last.and_then(|at| self.found.get_mut(at)) {
                    found.content.extend(unquoted(text, unit));
                }
                continue;
            }
            let first = self.found.len();
            let found = |draft| Found::by_rule(text, unit, &tokens, draft, first, self.lexicon);
            let found: Option<Vec<Found>> = drafts.iter().map(found).collect();
            self.found.extend(found.into_iter().flatten());
            last = (first..self.found.len()).rev().find(|at| self.found[*at].kind != Kind::Indirect);
        }
    }

    /// Adds what only the weights find, and puts all in the order of their cues.
    fn by_weights(&mut self, analysis: &Analysis, paragraphs: &[Span], attributor: &Attributor) {
        let text = &self.article.text;
        let learnt = Learnt { text, analysis, quotes: &self.quotes, lexicon: self.lexicon };
        for attribution in attributor.attributions(text, analysis, paragraphs) {
            if self.found.len() >= MAX_STATEMENTS {
                break;
            }
            self.found.extend(learnt.found(&attribution, &self.found));
        }
        let mut order: Vec<usize> = (0..self.found.len()).collect();
        order.sort_by_key(|at| (self.found[*at].cue.start, *at));
        let mut places = vec![0; order.len()];
        order.iter().enumerate().for_each(|(place, at)| places[*at] = place);
        let mut found: Vec<Found> = order.iter().map(|at| self.found[*at].clone()).collect();
        for found in &mut found {
            found.shares = found.shares.map(|at| places[at]);
            found.cited_by = found.cited_by.map(|at| places[at]);
        }
        self.found = found;
    }
}

struct Gathered<'a> {
    article: &'a Article,
    analysis: &'a Analysis,
    lexicon: &'a Lexicon,
    blocks: &'a [&'a Block],
    parties: Vec<Party>,
    /// For each party the number of its mentions in the analysis, where they are known.
    meant: Vec<Option<usize>>,
    /// Outlets among the parties that have been a source, in order.
    said: Vec<PartyIx>,
    /// The block that is read, and the last one in which an outlet was a source.
    at: usize,
    heard: usize,
}

impl Gathered<'_> {
    fn statements(&mut self, found: &[Found]) -> Vec<Statement> {
        let (mut sources, mut told): (Vec<Source>, Vec<Option<Source>>) = (Vec::new(), Vec::new());
        for one in found {
            while self.blocks.get(self.at + 1).is_some_and(|block| block.span.start <= one.cue.start) {
                self.at += 1;
            }
            let naming = one.source.as_ref().or_else(|| found.get(one.shares?)?.source.as_ref());
            let source = self.source(naming);
            sources.push(source);
            told.push(one.told.as_ref().and_then(|told| self.told(told)));
        }
        let mut made: Vec<Option<Statement>> = vec![None; found.len()];
        for at in order(found) {
            let one = &found[at];
            let why = Evidence::new(one.unit, one.rule, one.score);
            let source = &sources[at];
            let holder = holder(found, at);
            let chain = match one.cited_by.and_then(|by| made.get_mut(by)).and_then(Option::as_mut) {
                Some(citing) => chain::cite(citing, source, &why),
                None => {
                    let above = holder.and_then(|holder| made[holder].as_ref()).map(|above| &above.chain[..]);
                    chain::chain(above.unwrap_or(&[]), told[at].clone(), source, &why)
                }
            };
            made[at] = Some(Statement {
                sources: vec![source.clone()],
                cue: Some(one.cue),
                content: one.content.clone(),
                kind: one.kind,
                act: one.act,
                hedges: Vec::new(),
                uttered: None,
                within: one.cited_by.or(holder).map(|at| at as u32),
                chain,
                why,
            });
        }
        made.into_iter().flatten().collect()
    }

    fn source(&mut self, naming: Option<&Naming>) -> Source {
        let unknown = Source { span: None, party: None, kind: SourceKind::Unknown, unnamed: None };
        let Some(Naming { words, kind, name, role }) = naming.cloned() else { return unknown };
        let unnamed = unnamed(&self.article.text, self.analysis, words, self.lexicon).filter(|_| name.is_none());
        let kind = if unnamed.is_some() { SourceKind::Unnamed } else { kind };
        let echo = self.lexicon.source.outlet_echo.contains(&self.article.words(words).to_lowercase());
        let near = self.at.saturating_sub(self.heard) <= ECHO_BLOCKS;
        if let (true, [outlet]) = (echo && near && !self.has_other_report(words), &self.said[..]) {
            self.heard = self.at;
            return Source { span: Some(words), party: Some(*outlet), kind: SourceKind::Outlet, unnamed: None };
        }
        let party = match name {
            Some(name) => self.party(name, role, kind),
            None if unnamed.is_none() => self.meant(words, kind),
            None => None,
        };
        let kind = party.and_then(|p| self.parties.get(p as usize)).map_or(kind, |party| party.kind);
        if let Some(party) = party.filter(|_| kind == SourceKind::Outlet) {
            self.heard = self.at;
            if !self.said.contains(&party) {
                self.said.push(party);
            }
        }
        Source { span: Some(words), party, kind, unnamed }
    }

    /// Tells whether the text before a span speaks of a report that is no outlet's: "a report by the audit court".
    fn has_other_report(&self, span: Span) -> bool {
        let start = (span.start as usize).saturating_sub(ECHO_BYTES);
        let start = (start..=span.start as usize).find(|at| self.article.text.is_char_boundary(*at)).unwrap_or(0);
        let before = self.article.text.get(start..span.start as usize).unwrap_or_default().to_lowercase();
        self.lexicon.source.other_report.iter().any(|words| before.contains(words.as_str()))
    }

    /// Returns the party that a name means: the one of that name, or the one person whose last name it is.
    fn party(&mut self, mention: Span, role: Option<Span>, kind: SourceKind) -> Option<PartyIx> {
        let meant = self.mentions_of(mention);
        if let Some(at) = meant.and_then(|meant| self.meant.iter().position(|other| *other == Some(meant))) {
            return self.mentioned(at, mention, kind);
        }
        let fullest = meant.and_then(|meant| self.analysis.mentions[meant].name.clone());
        let fullest = fullest.map(|name| self.article.words(self.analysis.tokens.words(name)));
        let written = self.article.words(mention);
        // the shorter name of one who is named in full elsewhere
        let words = fullest.filter(|full| full.ends_with(written)).unwrap_or(written).to_owned();
        let last_name = |party: &Party| {
            !words.contains(' ')
                && party.name.split(' ').count() > 1
                && party.name.split(' ').next_back() == Some(&words)
                && matches!(party.kind, SourceKind::Person | SourceKind::Named)
        };
        let same: Vec<usize> = (0..self.parties.len()).filter(|at| self.parties[*at].name == words).collect();
        let by_last: Vec<usize> = (0..self.parties.len()).filter(|at| last_name(&self.parties[*at])).collect();
        let at = match (&same[..], &by_last[..]) {
            ([at, ..], _) | ([], [at]) => *at,
            // two people of that name: which one is not said
            ([], [_, _, ..]) => return None,
            ([], []) if self.parties.len() >= MAX_PARTIES => return None,
            ([], []) => {
                self.parties.push(Party::new(words, kind, role));
                self.meant.push(meant);
                self.parties.len() - 1
            }
        };
        self.mentioned(at, mention, kind)
    }

    /// Notes that a party is mentioned, and what the words say it is.
    fn mentioned(&mut self, at: usize, mention: Span, kind: SourceKind) -> Option<PartyIx> {
        let party = self.parties.get_mut(at)?;
        if party.kind == SourceKind::Named {
            party.kind = kind;
        }
        if !party.mentions.contains(&mention) {
            party.mentions.push(mention);
        }
        Some(at as PartyIx)
    }

    /// Returns the number of the one whose mentions the words are among, when there is one only.
    fn mentions_of(&self, words: Span) -> Option<usize> {
        let tokens = &self.analysis.tokens;
        let head = tokens.head_of(tokens.within(words))?;
        match self.analysis.meant_by(head)[..] {
            [one] => Some(one),
            _ => None,
        }
    }

    /// Returns the party that a pronoun or a noun means, when the article names it.
    fn meant(&mut self, words: Span, kind: SourceKind) -> Option<PartyIx> {
        let meant = self.mentions_of(words)?;
        if let Some(at) = self.meant.iter().position(|other| *other == Some(meant)) {
            return Some(at as PartyIx);
        }
        let mentions = &self.analysis.mentions[meant];
        let name = self.analysis.tokens.words(mentions.name.clone()?);
        let kind = match mentions.kind {
            ReferentKind::Person => SourceKind::Person,
            ReferentKind::Organisation => SourceKind::Organisation,
            _ if kind == SourceKind::Unknown => SourceKind::Named,
            _ => kind,
        };
        let written = self.article.words(name).to_owned();
        if let Some(at) = self.parties.iter().position(|party| party.name == written) {
            return Some(at as PartyIx);
        }
        if self.parties.len() >= MAX_PARTIES {
            return None;
        }
        let role = mentions.roles.first().map(|role| self.analysis.tokens.words(role.clone()));
        self.parties.push(Party::new(written, kind, role));
        self.meant.push(Some(meant));
        Some((self.parties.len() - 1) as PartyIx)
    }

    /// Returns the outlet that was told.
    fn told(&mut self, told: &Naming) -> Option<Source> {
        let party = self.party(told.name?, told.role, SourceKind::Outlet);
        Some(Source { span: Some(told.words), party, kind: SourceKind::Outlet, unnamed: None })
    }
}

/// Returns all with each after the one that holds or cites it: by the size of their content, largest first.
fn order(found: &[Found]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..found.len()).collect();
    order.sort_by_key(|at| (found[*at].cited_by.is_some(), std::cmp::Reverse(found[*at].size()), *at));
    order
}

/// Returns the one whose content most closely holds the cue of this one.
fn holder(found: &[Found], at: usize) -> Option<usize> {
    let inner = &found[at];
    let holds = |other: &Found| other.holds(inner.cue) && other.size() > inner.size() && other.cited_by.is_none();
    let holders = (0..found.len()).filter(|other| *other != at && holds(&found[*other]));
    holders.min_by_key(|other| (found[*other].size(), *other))
}
