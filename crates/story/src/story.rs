//! Pieces -> Story.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use text::Id;

use crate::{
    Appointment, Body, Change, Claim, Copy, CopyKind, Graph, Held, Likeness, Mention, Piece, Recent, Series, Sketch,
    calendar::calendar,
    claims::groups,
    copy::chain::{at_first_hand, reports},
    figures::series,
    positions::positions,
    provenance::Provenance,
    saying::{Saying, sayings},
    who::{People, family},
    withdrawal::{edits, notice, withdrawn},
};

/// Articles on one developing matter, and what they say taken together.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Story {
    /// As the [`crate::Clusterer`] gave it.
    pub id: Id,
    /// Headline of the article that says most of what all say.
    pub title: String,
    /// The articles, oldest first; each once, whatever the number of its editions.
    pub articles: Vec<Id>,
    /// Who carries whom, by `by`, then `of`.
    pub copies: Vec<Copy>,
    /// What is said, in the order in which it came up.
    pub claims: Vec<Claim>,
    /// What rests on what.
    pub provenance: Graph,
    /// What happens, by day; those without a day last.
    pub calendar: Vec<Appointment>,
    /// What each side wants, by party, then in the order in which it came up.
    pub positions: Vec<Held>,
    /// Which numbers are in play, in the order in which they came up.
    pub figures: Vec<Series>,
    /// What was edited, corrected and withdrawn, in order.
    pub changes: Vec<Change>,
}

/// Reads the pieces of one story together. The order in which they are given does not matter.
pub fn story(id: Id, pieces: &[Piece]) -> Story {
    let mut order: Vec<&Piece> = pieces.iter().collect();
    order.sort_by_key(|piece| (piece.at.is_none(), piece.at, piece.article.id, piece.article.edition));
    // a notice that takes an article back tells nothing of its own: what it takes back is the edition before
    let mut last: BTreeMap<Id, usize> = BTreeMap::new();
    for (at, piece) in order.iter().enumerate() {
        if !last.contains_key(&piece.article.id) || notice(piece).is_none() {
            last.insert(piece.article.id, at);
        }
    }
    let newest: Vec<&Piece> = order
        .iter()
        .enumerate()
        .filter(|(at, piece)| last[&piece.article.id] == *at)
        .map(|(_, piece)| *piece)
        .collect();
    let mut met = BTreeSet::new();
    let articles: Vec<Id> = order.iter().map(|piece| piece.article.id).filter(|article| met.insert(*article)).collect();
    let bodies: Vec<Body> = newest.iter().map(|piece| Body::of_piece(piece)).collect();
    let copies = copies(&newest, &bodies);
    let people = People::of(&newest);
    let said: Vec<Saying> =
        newest.iter().enumerate().flat_map(|(number, piece)| sayings(number, piece, &people)).collect();
    let likeness = Likeness::of(said.iter().map(|saying| saying.compared.as_str()));
    let holder = |at: usize| holder(&newest, &people, &said[at]);
    let groups = groups(&newest, &said, &likeness, holder);
    let mut all = copies.clone();
    all.extend(reports((&newest, &bodies), &said, (&groups, &likeness), &people, &copies));
    let carried: Vec<Copy> =
        all.iter().filter(|copy| copy.kind != CopyKind::Mixed || copy.share > 0.0).cloned().collect();
    let (gone, mut changes) = withdrawn(&order, &carried);
    changes.extend(edits(&order));
    let mut provenance = Provenance::new(&newest, &said, &people, &copies);
    let claim = |group: &crate::claims::Group| {
        let origins = provenance.claim(group, |article| gone.contains(&article));
        let mention = |(at, relation): &(usize, crate::Relation)| {
            let saying = &said[*at];
            let piece = newest[saying.piece];
            Mention {
                at: piece.receipt(saying.span),
                statement: saying.statement,
                relation: *relation,
                unverified: saying.unverified,
                withdrawn: gone.contains(&piece.article.id),
            }
        };
        let mentions = group.members.iter().map(mention).collect();
        Claim { id: group.id, gist: said[group.gist].words.clone(), mentions, origins }
    };
    let claims: Vec<Claim> = groups.iter().map(claim).collect();
    let provenance = provenance.done();
    let mut copies = at_first_hand(&all);
    copies.sort_by(|a, b| a.by.cmp(&b.by).then(a.kind.cmp(&b.kind)).then(a.of.cmp(&b.of)));
    Story {
        id,
        title: title(&newest, &claims),
        articles,
        copies,
        claims,
        provenance,
        calendar: calendar(&newest, &people),
        positions: positions(&newest, &people),
        figures: series(&newest, &people),
        changes,
    }
}

/// Earlier articles among which those of whom an article credits are looked for, the last ones.
const CREDITED: usize = 60;

/// Who carries whom among the pieces: each compared with those that share fingerprints with it, and with those whom it credits. `bodies`
/// has one a piece. In the order of who carries.
fn copies(pieces: &[&Piece], bodies: &[Body]) -> Vec<Copy> {
    let place: BTreeMap<Id, usize> = pieces.iter().zip(0..).map(|(piece, at)| (piece.article.id, at)).collect();
    let mut recent = Recent::new();
    let mut copies = Vec::new();
    for (at, body) in bodies.iter().enumerate() {
        let sketch = Sketch::of(body);
        let mut near: Vec<usize> = recent.near(&sketch).iter().filter_map(|id| place.get(id).copied()).collect();
        if body.credits_somebody() {
            let earlier = (0..at).rev().take(CREDITED);
            let meant = earlier.filter(|other| !near.contains(other) && body.credits(&bodies[*other]));
            near.extend(meant.collect::<Vec<_>>());
        }
        copies.extend(near.iter().filter_map(|other| bodies[*other].compare(body)));
        recent.add(&sketch);
    }
    copies.sort_by(|a, b| a.by.cmp(&b.by).then(a.kind.cmp(&b.kind)).then(a.of.cmp(&b.of)));
    copies
}

/// Who holds what a saying says: its last source, else the outlet.
fn holder(pieces: &[&Piece], people: &People, saying: &Saying) -> String {
    let piece = pieces[saying.piece];
    let statement = saying.statement.and_then(|ix| piece.reading.statements.get(ix as usize));
    let last = statement
        .and_then(|statement| statement.chain.iter().rev().find_map(|hop| people.who(saying.piece, piece, &hop.from)));
    last.map_or_else(|| family(&piece.carrier.family), |who| who.key)
}

/// Headline of the article with most of the claims that others have too.
fn title(pieces: &[&Piece], claims: &[Claim]) -> String {
    let titled = pieces.iter().filter_map(|piece| Some((piece.article.id, piece.article.title.as_ref()?)));
    let mut told: BTreeMap<Id, usize> = BTreeMap::new();
    for claim in claims.iter().filter(|claim| claim.origins.carriers > 1) {
        let tellers: BTreeSet<Id> = claim.mentions.iter().map(|mention| mention.at.article).collect();
        for article in tellers {
            *told.entry(article).or_default() += 1;
        }
    }
    let counted = titled.map(|(article, title)| (told.get(&article).copied().unwrap_or(0), title)).enumerate();
    let best = counted.max_by_key(|(at, (count, _))| (*count, std::cmp::Reverse(*at)));
    best.map(|(_, (_, title))| title.value.clone()).unwrap_or_default()
}
