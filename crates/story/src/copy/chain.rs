//! Who carries whom, once all pairs are known: from whom an article has it at first hand, and whose report it tells in its own words.

use std::collections::{BTreeMap, BTreeSet};

use text::{Id, Span};

use super::{Body, Copy, CopyKind};
use crate::{
    Likeness, NodeKind, Piece,
    alike::odds,
    claims::Group,
    saying::Saying,
    who::{People, family},
};

/// Share of the words that an article has from one text which it has from another too, for them to have come with that one.
const COVERED: f32 = 0.9;

/// Tells whether the stretches of an article that are in one text are nearly all among those that are in another.
fn covers(other: &Copy, copy: &Copy) -> bool {
    let inside = |span: &Span| -> u32 {
        let common = |theirs: &Span| span.end.min(theirs.end).saturating_sub(span.start.max(theirs.start));
        other.spans.iter().map(|(_, theirs)| common(theirs)).sum()
    };
    let whole: usize = copy.spans.iter().map(|(_, span)| span.len()).sum();
    let covered: u32 = copy.spans.iter().map(|(_, span)| inside(span)).sum();
    covered as f32 >= COVERED * whole as f32
}

/// Sayings at the head of an article by which it is told whose report it is.
const LEAD: usize = 2;
/// Share of an article's facts that the report has on whose word it is told, for it to be that report told again; below, it is one part.
const TOLD_AGAIN: f32 = 0.4;

/// Leaves of all pairs those at first hand. Who carries a copy carries the first text, unless only the copy is credited; who carries a
/// text that tells another's report carries that text, not the report.
pub(crate) fn at_first_hand(copies: &[Copy]) -> Vec<Copy> {
    let worded = |copy: &Copy| matches!(copy.kind, CopyKind::Copy | CopyKind::Abridged);
    let mut derived: BTreeMap<Id, Vec<&Copy>> = BTreeMap::new();
    for copy in copies.iter().filter(|copy| copy.kind.derives()) {
        derived.entry(copy.by).or_default().push(copy);
    }
    let by = |article: Id| derived.get(&article).into_iter().flatten().copied();
    let is_kept = |copy: &&Copy| {
        if !copy.kind.derives() {
            return true;
        }
        let others = || by(copy.by).filter(|other| other.of != copy.of);
        let link = |carrier, of| by(carrier).find(|other| other.of == of);
        let first = others().any(|other| {
            let carries = link(copy.of, other.of).is_some_and(worded);
            carries && (other.credited || !copy.credited)
        });
        // the words that both have came with the text that is carried
        let came_with = copy.share > 0.0
            && others().any(|other| {
                worded(other) && other.share > copy.share && (other.credited || !copy.credited) && covers(other, copy)
            });
        // what is worded as another's text does not also tell a third one's
        let nearer = !worded(copy) && copy.kind != CopyKind::Mixed && others().any(worded);
        let between = others().any(|other| {
            let retold = link(other.of, copy.of).is_some_and(|link| !worded(link));
            retold && (worded(other) || !worded(copy)) && (other.credited || !copy.credited)
        });
        !first && !came_with && !nearer && !between
    };
    copies.iter().filter(is_kept).cloned().collect()
}

/// Reports of an outlet that are looked at for the one that is meant, the last ones.
const REPORTS: usize = 40;
/// Sayings of a report among which the one that is told again is looked for, the first.
const REPORTED: usize = 12;
/// Odds (their logarithm) that two sayings are of one matter, from which a report on whose word the one is said is the one that is meant.
const RETOLD: f32 = -0.7;
/// Share of an article's facts that another has, for it to be the report that is meant though the lead is worded otherwise.
const SAME_FACTS: f32 = 0.25;
/// The same where the other is only credited. Of .2, .3 and .35 the best of eight marked stories.
const CREDITED_FACTS: f32 = 0.3;
/// What speaks for one of an outlet's reports beside the facts that it shares: it tells the lead's claim; it is the latest.
const TOLD: f32 = 0.3;
const LATEST: f32 = 0.35;

/// Finds articles that tell others' reports in their own words and say so: their lead is on the word of an outlet whose article tells the
/// same claim, or they credit it and tell much of what its article tells.
///
/// `bodies` has one a piece; `copies` are in the order of who carries.
pub(crate) fn reports(
    (pieces, bodies): (&[&Piece], &[Body]),
    sayings: &[Saying],
    (groups, likeness): (&[Group], &Likeness),
    people: &People,
    copies: &[Copy],
) -> Vec<Copy> {
    let mut by_outlet: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (number, piece) in pieces.iter().enumerate() {
        piece.carrier.names().into_iter().for_each(|name| by_outlet.entry(name).or_default().push(number));
    }
    let told = Told { pieces, bodies, sayings, groups, likeness, by_outlet };
    let mut found: Vec<Copy> = Vec::new();
    for (number, piece) in pieces.iter().enumerate() {
        let by = piece.article.id;
        let first = copies.partition_point(|copy| copy.by < by);
        let derived: Vec<&Copy> =
            copies[first..].iter().take_while(|copy| copy.by == by).filter(|copy| copy.kind.derives()).collect();
        let cites = |at: usize| Some((Some(at), cited(number, piece, &sayings[at], people)?));
        let lead = told.of_piece(number).take(LEAD).find_map(cites);
        let credited = told.credited(number, &derived).into_iter().map(|outlet| (None, outlet));
        let mut met: BTreeSet<String> = BTreeSet::new();
        let mut meant: BTreeSet<Id> = derived.iter().map(|copy| copy.of).collect();
        for (at, outlet) in lead.into_iter().chain(credited) {
            if !met.insert(outlet.clone()) || at.is_some() && derived.iter().any(|copy| copy.share >= TOLD_AGAIN) {
                continue;
            }
            let Some((of, share)) = told.meant(number, at, &outlet) else { continue };
            let of = pieces[of].article.id;
            if !meant.insert(of) {
                continue;
            }
            let kind = if share >= TOLD_AGAIN { CopyKind::Rewrite } else { CopyKind::Mixed };
            let how = if at.is_some() { "its lead is on the word of the other" } else { "it credits the other" };
            let why = format!("{how}; {} % of its facts are there too", (share * 100.0).round());
            found.push(Copy { of, by, kind, credited: true, directed: true, spans: Vec::new(), share: 0.0, why });
        }
    }
    found
}

/// What is looked at to find the report that an article tells again.
struct Told<'a> {
    pieces: &'a [&'a Piece<'a>],
    bodies: &'a [Body],
    sayings: &'a [Saying],
    groups: &'a [Group],
    likeness: &'a Likeness,
    /// Places of the pieces of each name of an outlet, in order.
    by_outlet: BTreeMap<String, Vec<usize>>,
}

impl Told<'_> {
    /// Returns the sayings of a piece, in order.
    fn of_piece(&self, number: usize) -> impl Iterator<Item = usize> {
        let begin = self.sayings.partition_point(|saying| saying.piece < number);
        (begin..self.sayings.len()).take_while(move |at| self.sayings[*at].piece == number)
    }

    /// Returns the outlets that a piece credits beside the one whose text it carries. `derived` is what it has from others.
    fn credited(&self, number: usize, derived: &[&Copy]) -> Vec<String> {
        let (piece, body) = (self.pieces[number], &self.bodies[number]);
        let own = [family(&piece.carrier.family), family(&piece.carrier.outlet)];
        // a credit is for the text that is carried
        let carries = |outlet: &String| {
            let worded = |copy: &&&Copy| matches!(copy.kind, CopyKind::Copy | CopyKind::Abridged);
            let theirs = |of: Id| {
                let places = self.by_outlet.get(outlet).into_iter().flatten();
                places.into_iter().any(|place| self.pieces[*place].article.id == of)
            };
            derived.iter().filter(worded).any(|copy| copy.share >= TOLD_AGAIN || theirs(copy.of))
        };
        let credits = body.credited.iter().map(|credit| family(credit));
        credits.filter(|outlet| !own.contains(outlet) && !carries(outlet)).collect()
    }

    /// Returns which of an outlet's reports a piece tells again, and the share of its facts that are there too: by the saying at `at`, which
    /// is on the outlet's word, or by the facts alone.
    fn meant(&self, number: usize, at: Option<usize>, outlet: &str) -> Option<(usize, f32)> {
        let (piece, body) = (self.pieces[number], &self.bodies[number]);
        let is_first = |other: &usize| {
            let other = self.pieces[*other];
            let before = other.at.is_none() || piece.at.is_none() || other.at <= piece.at;
            other.article.id != piece.article.id && before
        };
        let places = self.by_outlet.get(outlet)?;
        let reports: Vec<usize> = places.iter().copied().rev().filter(is_first).take(REPORTS).collect();
        let claims_it = |other: usize, at: usize| {
            let mut theirs = self.of_piece(other).take(REPORTED);
            let grouped = |group: &&Group| group.own.contains(&at);
            let mut grouped = self.groups.iter().filter(grouped).flat_map(|group| &group.own);
            grouped.any(|own| self.sayings[*own].piece == other)
                || theirs.any(|theirs| odds(self.likeness, self.sayings, at, theirs) >= RETOLD)
        };
        let least = if at.is_some() { SAME_FACTS } else { CREDITED_FACTS };
        let latest = reports.first().copied();
        let scored = reports.into_iter().filter_map(|other| {
            let (share, told) = (body.facts_in(&self.bodies[other]), at.is_some_and(|at| claims_it(other, at)));
            let more = if told { TOLD } else { 0.0 } + if latest == Some(other) { LATEST } else { 0.0 };
            (told || share >= least).then_some((share + more, other, share))
        });
        let best = scored.max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
        best.map(|(_, other, share)| (other, share))
    }
}

/// Returns the family of the outlet on whose word a saying is.
fn cited(number: usize, piece: &Piece, saying: &Saying, people: &People) -> Option<String> {
    let statement = piece.reading.statements.get(saying.statement? as usize)?;
    let who = statement.chain.iter().filter_map(|hop| people.who(number, piece, &hop.from));
    let own = [family(&piece.carrier.family), family(&piece.carrier.outlet)];
    who.filter(|who| who.kind == NodeKind::Outlet && !own.contains(&who.key)).map(|who| who.key).next()
}
