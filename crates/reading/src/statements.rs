//! The statements of an article.

use std::ops::Range;

use lang::{Analysis, ReferentKind};
use page::{Article, Block, Role, limits::Cut};
use text::Span;

use crate::{
    Evidence, Kind, Party, PartyIx, Source, SourceKind, Statement, chain,
    content::{Draft, drafts},
    cue::cues,
    lexicon::Lexicon,
    phrase::Phrase,
    quote::{opens_with_mark, quotes},
    source::{Typed, typed},
    token::{Token, holder as holder_of, tokens},
    unnamed::unnamed,
};

/// Bytes of one sentence that are read; the rest of a longer one is passed over. No sentence of news comes near.
const MAX_SENTENCE_BYTES: usize = 2_000;
/// Statements of one article; reading stops there. News holds some dozens.
const MAX_STATEMENTS: usize = 5_000;
/// Blocks over which "the report" may reach back to the outlet whose it is.
const ECHO_BLOCKS: usize = 2;
/// Bytes before "the report" in which another report must not be spoken of.
const ECHO_BYTES: usize = 4_000;
/// Parties of one article; the sources of further ones stay words.
const MAX_PARTIES: usize = 1_000;

/// Reads the statements of an English article, in order of the text, and the parties that their sources name.
pub fn statements(article: &Article, analysis: &Analysis, lexicon: &Lexicon) -> (Vec<Statement>, Vec<Party>, Vec<Cut>) {
    let mut gathered = Gathered {
        article,
        analysis,
        lexicon,
        statements: Vec::new(),
        parties: Vec::new(),
        meant: Vec::new(),
        said: Vec::new(),
        at: 0,
        heard: 0,
    };
    let blocks: Vec<&Block> = article.blocks.iter().filter(|block| is_read(block.role)).collect();
    let mut sentences = analysis.sentences.iter().map(|sentence| sentence.span).peekable();
    for (at, block) in blocks.iter().enumerate() {
        let runs_on = blocks.get(at + 1).is_some_and(|next| opens_with_mark(article.words(next.span)));
        let quotes = quotes(&article.text, block.span, runs_on);
        let mut own = Vec::new();
        while sentences.peek().is_some_and(|s| s.start < block.span.start) {
            sentences.next();
        }
        while let Some(sentence) = sentences.next_if(|s| s.start < block.span.end) {
            own.push(sentence);
        }
        gathered.at = at;
        gathered.block(&units(&own, &quotes), &quotes);
    }
    let bounds =
        [("statements", MAX_STATEMENTS, gathered.statements.len()), ("parties", MAX_PARTIES, gathered.parties.len())];
    let cuts = bounds
        .iter()
        .filter(|(_, limit, seen)| seen >= limit)
        .map(|(bound, limit, seen)| Cut::new(bound, *limit, *seen as u64));
    let cuts = cuts.collect();
    (gathered.statements, gathered.parties, cuts)
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

struct Gathered<'a> {
    article: &'a Article,
    analysis: &'a Analysis,
    lexicon: &'a Lexicon,
    statements: Vec<Statement>,
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
    fn block(&mut self, units: &[Span], quotes: &[Span]) {
        let mut last: Option<usize> = None;
        for unit in units {
            if self.statements.len() >= MAX_STATEMENTS {
                return;
            }
            let end = (unit.start as usize..=unit.start as usize + unit.len().min(MAX_SENTENCE_BYTES))
                .rev()
                .find(|i| self.article.text.is_char_boundary(*i));
            let unit = Span::new(unit.start as usize, end.unwrap_or(unit.start as usize));
            let tokens = tokens(&self.article.text, unit, quotes);
            let drafts = drafts(&tokens, &cues(&tokens, self.lexicon), self.lexicon);
            if drafts.is_empty() && !tokens.is_empty() && tokens.iter().all(|t| t.quoted) {
                // a quotation without a cue goes on with the speaker of the one before
                if let Some(statement) = last.and_then(|at| self.statements.get_mut(at)) {
                    statement.content.extend(unquoted(&self.article.text, unit));
                }
                continue;
            }
            let before = self.statements.len();
            self.unit(unit, &tokens, &drafts);
            last = (before..self.statements.len()).rev().find(|at| self.statements[*at].kind != Kind::Indirect);
        }
    }

    fn unit(&mut self, unit: Span, tokens: &[Token], drafts: &[Draft]) {
        let first = self.statements.len();
        let outermost_first = order(drafts);
        let mut made: Vec<Option<Statement>> = vec![None; drafts.len()];
        let sources: Vec<Source> = drafts.iter().map(|d| self.source(tokens, source_of(drafts, d))).collect();
        for at in outermost_first {
            let draft = &drafts[at];
            let why = Evidence::new(unit, draft.rule, draft.score);
            let source = sources[at].clone();
            let content: Vec<Span> = draft.content.iter().filter_map(|piece| self.piece(tokens, piece)).collect();
            let holder = holder(drafts, at);
            let told = draft.told.clone().and_then(|told| self.told(tokens, told));
            let chain = match draft.cited_by.and_then(|by| made.get_mut(by)).and_then(Option::as_mut) {
                Some(citing) => chain::cite(citing, &source, &why),
                None => chain::chain(holder.and_then(|h| made[h].as_ref()).map(|s| &s.chain[..]), told, &source, &why),
            };
            let within = draft.cited_by.or(holder).map(|at| (first + at) as u32);
            let kind = kind(tokens, &draft.content);
            let cue = span(tokens, &draft.cue);
            made[at] = Some(Statement {
                sources: vec![source],
                cue,
                content,
                kind,
                act: draft.act,
                hedges: Vec::new(),
                uttered: None,
                within,
                chain,
                why,
            });
        }
        self.statements.extend(made.into_iter().flatten());
    }

    fn source(&mut self, tokens: &[Token], phrase: Option<&Phrase>) -> Source {
        let unknown = Source { span: None, party: None, kind: SourceKind::Unknown, unnamed: None };
        let Some(phrase) = phrase else { return unknown };
        let Typed { kind, name, role } = typed(tokens, phrase, self.lexicon);
        let words = span(tokens, &phrase.words);
        let unnamed = words
            .filter(|_| name.is_none())
            .and_then(|words| unnamed(&self.article.text, self.analysis, words, self.lexicon));
        let kind = if unnamed.is_some() { SourceKind::Unnamed } else { kind };
        let echo = words
            .map(|w| self.article.words(w).to_lowercase())
            .is_some_and(|w| self.lexicon.source.outlet_echo.contains(&w));
        let near = self.at.saturating_sub(self.heard) <= ECHO_BLOCKS;
        if let (true, [outlet]) = (echo && near && !words.is_some_and(|w| self.has_other_report(w)), &self.said[..]) {
            self.heard = self.at;
            return Source { span: words, party: Some(*outlet), kind: SourceKind::Outlet, unnamed: None };
        }
        let party = match &name {
            Some(name) => self.party(tokens, name, role, kind),
            None => words.filter(|_| unnamed.is_none()).and_then(|words| self.meant(words, kind)),
        };
        let kind = party.and_then(|p| self.parties.get(p as usize)).map_or(kind, |party| party.kind);
        if let Some(party) = party.filter(|_| kind == SourceKind::Outlet) {
            self.heard = self.at;
            if !self.said.contains(&party) {
                self.said.push(party);
            }
        }
        Source { span: words, party, kind, unnamed }
    }

    /// Tells whether the text before a span speaks of a report that is no outlet's: "a report by the audit court".
    fn has_other_report(&self, span: Span) -> bool {
        let start = (span.start as usize).saturating_sub(ECHO_BYTES);
        let start = (start..=span.start as usize).find(|at| self.article.text.is_char_boundary(*at)).unwrap_or(0);
        let before = self.article.text.get(start..span.start as usize).unwrap_or_default().to_lowercase();
        self.lexicon.source.other_report.iter().any(|words| before.contains(words.as_str()))
    }

    /// Returns the party that a name means: the one of that name, or the one person whose last name it is.
    fn party(
        &mut self,
        tokens: &[Token],
        name: &Range<usize>,
        role: Option<Range<usize>>,
        kind: SourceKind,
    ) -> Option<PartyIx> {
        let mention = span(tokens, name)?;
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
            name.len() == 1
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
                let role = role.and_then(|role| span(tokens, &role));
                self.parties.push(Party { name: words, kind, role, mentions: Vec::new() });
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
        self.parties.push(Party { name: written, kind, role, mentions: Vec::new() });
        self.meant.push(Some(meant));
        Some((self.parties.len() - 1) as PartyIx)
    }

    /// Returns the outlet that was told, if it is one.
    fn told(&mut self, tokens: &[Token], told: Range<usize>) -> Option<Source> {
        let phrase = Phrase { words: told, apposition: None };
        let typed = typed(tokens, &phrase, self.lexicon);
        if typed.kind != SourceKind::Outlet {
            return None;
        }
        let party = self.party(tokens, &typed.name?, typed.role, SourceKind::Outlet);
        Some(Source { span: span(tokens, &phrase.words), party, kind: SourceKind::Outlet, unnamed: None })
    }

    /// Returns a piece of content as a span, outer quotation marks left off.
    fn piece(&self, tokens: &[Token], piece: &Range<usize>) -> Option<Span> {
        let words = span(tokens, piece)?;
        let all = tokens.get(piece.clone())?.iter().all(|t| t.quoted);
        if all { unquoted(&self.article.text, words) } else { Some(words) }
    }
}

/// Returns a quotation without its marks, the comma or full stop inside them, and white space.
fn unquoted(text: &str, span: Span) -> Option<Span> {
    const MARKS: [char; 13] = ['"', '“', '”', '„', '«', '»', '‘', '’', '「', '」', ',', '.', ' '];
    let words = span.of(text);
    let opened = words.trim_start_matches(['"', '“', '„', '«', '‘', '「', ' ']);
    let start = span.start as usize + words.len() - opened.len();
    let inside = opened.trim_end_matches(MARKS);
    (!inside.is_empty()).then(|| Span::new(start, start + inside.len()))
}

fn span(tokens: &[Token], range: &Range<usize>) -> Option<Span> {
    let words = tokens.get(range.clone())?;
    Some(Span { start: words.first()?.span.start, end: words.last()?.span.end })
}

fn source_of<'a>(drafts: &'a [Draft], draft: &'a Draft) -> Option<&'a Phrase> {
    draft.source.as_ref().or_else(|| drafts.get(draft.shares?)?.source.as_ref())
}

/// Returns the drafts with each after the one that holds or cites it: by the size of their content, largest first.
fn order(drafts: &[Draft]) -> Vec<usize> {
    let size = |draft: &Draft| draft.content.iter().map(Range::len).sum::<usize>();
    let mut order: Vec<usize> = (0..drafts.len()).collect();
    order.sort_by_key(|at| (drafts[*at].cited_by.is_some(), std::cmp::Reverse(size(&drafts[*at])), *at));
    order
}

/// Returns the draft whose content most closely holds the cue and the source of this one.
fn holder(drafts: &[Draft], at: usize) -> Option<usize> {
    let inner = &drafts[at];
    let holds =
        |draft: &Draft| draft.content.iter().any(|piece| piece.start <= inner.cue.start && inner.cue.end <= piece.end);
    let size = |draft: &Draft| draft.content.iter().map(Range::len).sum::<usize>();
    let holders =
        (0..drafts.len()).filter(|other| *other != at && holds(&drafts[*other]) && size(&drafts[*other]) > size(inner));
    holders.filter(|other| drafts[*other].cited_by.is_none()).min_by_key(|other| (size(&drafts[*other]), *other))
}

fn kind(tokens: &[Token], content: &[Range<usize>]) -> Kind {
    let words = || content.iter().flat_map(|piece| &tokens[piece.clone()]).filter(|t| t.is_word);
    let quoted = words().filter(|t| t.quoted).count();
    match (quoted, words().count()) {
        (0, _) => Kind::Indirect,
        (quoted, all) if quoted == all => Kind::Direct,
        _ => Kind::Mixed,
    }
}
