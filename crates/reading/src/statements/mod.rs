//! The statements of an article: found by rule and by learnt weights, laid on who is meant, with the chain of each.

mod back;
mod found;
mod framed;
mod gathered;
mod kind;
mod learnt;
mod names;
mod office;
mod outlets;
mod papers;
mod phrased;
mod score;
mod strength;
mod trim;
mod turns;
mod view;
mod who;

use std::collections::HashSet;

use lang::{Analysis, Pos, Tag};
use page::{Article, Block, Role, limits::Cut};
use text::Span;

use crate::{
    Kind, Party, Statement,
    attribution::Attributor,
    content::drafts,
    cue::cues,
    lexicon::Lexicon,
    parties::MAX_PARTIES,
    quote::{opens_with_mark, quotes},
    token::{holder as holder_of, tokens},
};
use found::{Found, unquoted};
use gathered::Gathered;
use view::View;

/// Bytes of one sentence that rules read; the rest of a longer one is passed over. No sentence of news comes near.
const MAX_SENTENCE_BYTES: usize = 2_000;
/// Bytes of a sentence that a statement may rest on. Nothing is said of longer ones, which are no sentences: each of a thousand
/// statements in it, and each link of their chains, would have the whole of it as its evidence.
const MAX_EVIDENCE_BYTES: usize = 4_000;
/// Statements of one article; reading stops there. News holds some dozens.
const MAX_STATEMENTS: usize = 2_000;

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
    let quotes = std::mem::take(&mut finding.quotes);
    let outlet = article.outlet.as_ref().map(|outlet| outlet.value.as_str());
    let none = HashSet::new();
    let view = View { text: &article.text, analysis, quotes: &quotes, lexicon: &tools.lexicon, outlet, outlets: &none };
    let outlets = view.outlets();
    let view = View { outlets: &outlets, ..view };
    finding.by_frame(&view);
    finding.by_weights(&view, paragraphs, &tools.attributor);
    finding.found.iter_mut().for_each(|found| view.trim(found));
    finding.keep(&view);
    finding.found = view.turns(&blocks, finding.found);
    finding.found = view.one_by_one(view.papers(finding.found));
    finding.sort();
    let mut gathered = Gathered::new(article, view, &blocks);
    let statements = gathered.statements(&finding.found);
    let parties = gathered.parties();
    let longest = analysis.sentences.iter().map(|sentence| sentence.span.len()).max().unwrap_or(0);
    let bounds = [
        ("statements", MAX_STATEMENTS, statements.len(), statements.len() >= MAX_STATEMENTS),
        ("parties", MAX_PARTIES, parties.len(), parties.len() >= MAX_PARTIES),
        ("bytes of a sentence", MAX_EVIDENCE_BYTES, longest, longest > MAX_EVIDENCE_BYTES),
    ];
    let cuts = bounds.into_iter().filter(|(.., is_hit)| *is_hit);
    let cuts = cuts.map(|(bound, limit, seen, _)| Cut::new(bound, limit, seen as u64)).collect();
    (statements, parties, cuts)
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

/// Leaves of what was found what is to be kept; what leads to another leads to its new place, or to none.
fn retain(found: &mut Vec<Found>, kept: &[bool]) {
    let mut places = vec![None; kept.len()];
    let stay = kept.iter().enumerate().filter(|(_, kept)| **kept);
    stay.enumerate().for_each(|(next, (at, _))| places[at] = Some(next));
    for one in found.iter_mut() {
        let source = |at: usize| places.get(at).copied().flatten();
        one.shares = one.shares.and_then(source);
        one.cited_by = one.cited_by.and_then(source);
    }
    let mut at = 0..;
    found.retain(|_| at.next().and_then(|at: usize| kept.get(at).copied()).unwrap_or(true));
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

    /// Adds what the frames of verbs tell and no rule has found.
    fn by_frame(&mut self, view: &View<'_>) {
        let mut cues: Vec<Span> = self.found.iter().map(|found| found.cue).collect();
        cues.sort_unstable();
        let mut found = Vec::new();
        for (at, pos) in view.tokens().pos.iter().enumerate() {
            if !matches!(pos, Pos::Verb | Pos::Auxiliary) || self.found.len() + found.len() >= MAX_STATEMENTS {
                continue;
            }
            let is_known = |span: Span| holder_of(&cues, span.start).is_some_and(|cue| cue.has(span));
            match view.phrased(at as u32, &is_known) {
                Some(phrased) => found.push(phrased),
                None => found.extend(view.framed(at as u32, &is_known)),
            }
        }
        self.found.extend(found);
    }

    /// Adds what only the weights find.
    fn by_weights(&mut self, view: &View<'_>, paragraphs: &[Span], attributor: &Attributor) {
        for attribution in attributor.attributions(view.text, view.analysis, paragraphs) {
            if self.found.len() >= MAX_STATEMENTS {
                break;
            }
            self.found.extend(view.learnt(&attribution, &self.found));
        }
    }

    /// Leaves off what nobody says: "the visit showed that", where the visit neither speaks nor is read.
    fn keep(&mut self, view: &View<'_>) {
        let says = |found: &Found| {
            let Some(source) = &found.source else { return true };
            let Some(head) = view.tokens().head_of(view.tokens().within(source.words)) else { return true };
            let shows = view.tokens().within(found.cue).any(|at| view.lexicon.strength.shows.contains(&view.lemma(at)));
            let thing = matches!(view.tag(head), Tag::Nn | Tag::Nns) && !view.speaks(head) && !view.is_read(head);
            // "while briefing newsmen, lamented": what is done is nobody who speaks
            let first = view.tokens().within(source.words).start;
            let done = view.tag(first) == Tag::Vbg
                && first.checked_sub(1).is_some_and(|at| matches!(view.word(at).as_str(), "while" | "when" | "after"));
            !(shows && thing || done)
        };
        let kept: Vec<bool> = self.found.iter().map(says).collect();
        retain(&mut self.found, &kept);
    }

    /// Puts all in the order of their cues.
    fn sort(&mut self) {
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
