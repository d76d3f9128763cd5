//! Who carries whom, once all pairs are known: from whom an article has it at first hand, and whose report it tells in its own words.

use std::collections::{BTreeMap, BTreeSet};

use text::Id;

use super::{Body, Copy, CopyKind};
use crate::{
    Likeness, NodeKind, Piece,
    alike::odds,
    claims::Group,
    saying::Saying,
    who::{People, family},
};

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
        // what is worded as another's text does not also tell a third one's
        let nearer = !worded(copy) && copy.kind != CopyKind::Mixed && others().any(worded);
        let between = others().any(|other| {
            let retold = link(other.of, copy.of).is_some_and(|link| !worded(link));
            retold && (worded(other) || !worded(copy)) && (other.credited || !copy.credited)
        });
        !first && !nearer && !between
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
/// What speaks for one of an outlet's reports beside the facts that it shares: it tells the lead's claim; it is the latest.
const TOLD: f32 = 0.3;
const LATEST: f32 = 0.35;

/// Finds articles that tell another's report in their own words and say so: their lead is on the word of an outlet whose article tells
/// the same claim.
pub(crate) fn reports(
    pieces: &[&Piece],
    sayings: &[Saying],
    (groups, likeness): (&[Group], &Likeness),
    people: &People,
    copies: &[Copy],
) -> Vec<Copy> {
    let mut found = Vec::new();
    for (number, piece) in pieces.iter().enumerate() {
        let begin = sayings.partition_point(|saying| saying.piece < number);
        let lead = (begin..sayings.len()).take_while(|at| sayings[*at].piece == number).take(LEAD);
        let Some((at, outlet)) = lead.filter_map(|at| Some((at, cited(number, piece, &sayings[at], people)?))).next()
        else {
            continue;
        };
        let mut told: BTreeSet<usize> = groups
            .iter()
            .filter(|group| group.own.contains(&at))
            .flat_map(|group| group.own.iter().map(|at| sayings[*at].piece))
            .collect();
        let is_first = |other: &usize| {
            let other = pieces[*other];
            let before = other.at.is_none() || piece.at.is_none() || other.at <= piece.at;
            other.carrier.names().contains(&outlet) && other.article.id != piece.article.id && before
        };
        let body = Body::of_piece(piece);
        let mut reports: Vec<usize> = (0..pieces.len()).rev().filter(is_first).take(REPORTS).collect();
        reports.reverse();
        told.extend(reports.iter().copied().filter(|other| {
            let begin = sayings.partition_point(|saying| saying.piece < *other);
            let mut theirs = (begin..sayings.len()).take_while(|at| sayings[*at].piece == *other).take(REPORTED);
            theirs.any(|theirs| odds(likeness, sayings, at, theirs) >= RETOLD)
        }));
        let share = |other: usize| body.facts_in(&Body::of_piece(pieces[other]));
        let shared = reports.iter().map(|other| (*other, share(*other), told.contains(other)));
        let meant = shared.filter(|(_, share, told)| *told || *share >= SAME_FACTS);
        let score = |(other, share, told): &(usize, f32, bool)| {
            share + if *told { TOLD } else { 0.0 } + if reports.last() == Some(other) { LATEST } else { 0.0 }
        };
        let Some((of, share, _)) = meant.max_by(|a, b| score(a).total_cmp(&score(b)).then(b.0.cmp(&a.0))) else {
            continue;
        };
        let (of, by) = (pieces[of].article.id, piece.article.id);
        if copies.iter().any(|copy| copy.by == by && copy.kind.derives() && (copy.of == of || copy.share >= TOLD_AGAIN))
        {
            continue;
        }
        let kind = if share >= TOLD_AGAIN { CopyKind::Rewrite } else { CopyKind::Mixed };
        let why =
            format!("its lead is on the word of the other; {} % of its facts are there too", (share * 100.0).round());
        found.push(Copy { of, by, kind, credited: true, directed: true, spans: Vec::new(), share: 0.0, why });
    }
    found
}

/// Returns the family of the outlet on whose word a saying is.
fn cited(number: usize, piece: &Piece, saying: &Saying, people: &People) -> Option<String> {
    let statement = piece.reading.statements.get(saying.statement? as usize)?;
    let who = statement.chain.iter().filter_map(|hop| people.who(number, piece, &hop.from));
    let own = [family(&piece.carrier.family), family(&piece.carrier.outlet)];
    who.filter(|who| who.kind == NodeKind::Outlet && !own.contains(&who.key)).map(|who| who.key).next()
}
