//! A story's pieces -> its row and its entries, as they are kept.

use std::collections::BTreeMap;

use jiff::Timestamp;
use reading::Reading;
use serde::Serialize;
use story::{Carrier, Change, NodeKind, Piece, Receipt, Story};
use text::{Id, Span};

use crate::{
    entry::{
        Branch, CalendarEntry, ChangeEntry, ClaimEntry, CopyEntry, EntryKind, FigureEntry, MentionEntry, Origin,
        PositionEntry, StepEntry, StoryEntry, ValueEntry,
    },
    families::related,
    filed::Filed,
    ledger::{Edition, order},
    quote::Quote,
};

/// Links of a tree of sources that are followed at most.
const MAX_DEPTH: usize = 12;
/// Branches of one tree at most: a claim that a thousand articles carry is told by its first ones.
const MAX_BRANCHES: usize = 200;
/// Moments between which changes of one story are looked for.
const MAX_STEPS: usize = 24;
/// Pieces that are read again to find the changes of one story, all moments together.
const MAX_STEP_PIECES: usize = 2_000;

/// One edition of a story, with what it says.
pub(crate) struct Member {
    pub edition: Edition,
    pub reading: Reading,
    /// When it came up: of a later edition when that was made, or else seen.
    pub at: Timestamp,
}

/// A story on its way into the ledger.
pub(crate) struct Assembled {
    pub story: StoryEntry,
    pub entries: Vec<Made>,
}

/// An entry on its way into the ledger.
pub(crate) struct Made {
    pub kind: EntryKind,
    pub id: Id,
    pub filed: Filed,
    /// JSON.
    pub data: String,
    /// What the program worked out, where a person's word lies over it.
    pub made: Option<String>,
}

/// Reads the pieces of one story together; a function of them alone.
pub(crate) fn assemble(id: Id, members: &[Member], left_out: usize) -> Assembled {
    let pieces: Vec<Piece> = members.iter().map(piece).collect();
    let story = story::story(id, &pieces);
    let view = View::of(&story, members);
    let mut entries = Vec::new();
    entries.extend(story.claims.iter().map(|claim| view.claim(claim)));
    entries.extend(story.calendar.iter().map(|appointment| view.appointment(appointment)));
    entries.extend(story.positions.iter().map(|held| view.position(held)));
    entries.extend(story.figures.iter().map(|series| view.figure(series)));
    entries.extend(story.copies.iter().filter_map(|copy| view.copy(copy)));
    for (at, change) in changes(&story, &pieces) {
        entries.push(view.change(&change, at));
    }
    let mut outlets: Vec<String> = Vec::new();
    for member in members {
        let by = Quote::of(&member.edition.article, Span::default(), None).by().to_owned();
        if !outlets.contains(&by) {
            outlets.push(by);
        }
    }
    let mut derived: Vec<Id> = story.copies.iter().filter(|copy| copy.kind.derives()).map(|copy| copy.by).collect();
    derived.sort();
    derived.dedup();
    let withdrawn = story.changes.iter().filter(|change| change.kind == story::ChangeKind::Withdrawn).count();
    let moment = |member: Option<&Member>| member.map_or(Timestamp::UNIX_EPOCH, |member| member.at);
    let row = StoryEntry {
        id,
        title: story.title.clone(),
        first: moment(members.iter().min_by_key(|member| member.at)),
        last: moment(members.iter().max_by_key(|member| member.at)),
        articles: story.articles.len(),
        copies: derived.len(),
        outlets,
        claims: story.claims.len(),
        withdrawn,
        left_out,
    };
    Assembled { story: row, entries }
}

fn piece(member: &Member) -> Piece<'_> {
    let article = &member.edition.article;
    let carrier = Carrier::of(article);
    // what a feed took from elsewhere is not its publisher's
    let own = article.outlet.as_ref().is_none_or(|outlet| outlet.value == carrier.outlet);
    let publisher = member.edition.publisher.as_deref().filter(|_| own);
    Piece { article, reading: &member.reading, carrier: related(carrier, publisher), at: Some(member.at) }
}

/// Tells what changed from one moment of a story to the next, each change with its moment, the oldest first.
fn changes(story: &Story, pieces: &[Piece]) -> Vec<(Timestamp, Change)> {
    let at = |piece: &Piece| piece.at.unwrap_or(Timestamp::UNIX_EPOCH);
    let mut moments: Vec<Timestamp> = pieces.iter().map(at).collect();
    moments.sort();
    moments.dedup();
    let last = moments.last().copied().unwrap_or(Timestamp::UNIX_EPOCH);
    let by_receipt = |receipt: &Receipt| {
        let of = |piece: &&Piece| piece.article.id == receipt.article && piece.article.edition == receipt.edition;
        pieces.iter().find(of).map(at)
    };
    let mut found: Vec<(Timestamp, Change)> = Vec::new();
    let mut before = story::story(story.id, &[]);
    let mut since = None;
    for until in thinned(&moments, pieces.len()) {
        let known: Vec<Piece> = pieces.iter().filter(|piece| at(piece) <= until).cloned().collect();
        let after = if until == last { story.clone() } else { story::story(story.id, &known) };
        for change in story::changes(&before, &after) {
            // a change has the moment of the words that made it, if these are new
            let moment = change.to.as_ref().and_then(by_receipt).filter(|at| since.is_none_or(|since| *at > since));
            found.push((moment.unwrap_or(until), change));
        }
        before = after;
        since = Some(until);
    }
    for change in &story.changes {
        let moment = change.to.as_ref().or(change.from.as_ref()).and_then(by_receipt).unwrap_or(last);
        if !found.iter().any(|(_, known)| known.kind == change.kind && known.of == change.of && known.to == change.to) {
            found.push((moment, change.clone()));
        }
    }
    found.sort();
    found
}

/// Chooses the moments at which a story is read again: all, or the last ones of as many parts of equal size.
fn thinned(moments: &[Timestamp], pieces: usize) -> Vec<Timestamp> {
    let steps = (MAX_STEP_PIECES / pieces.max(1)).clamp(1, MAX_STEPS);
    if moments.len() <= steps {
        return moments.to_vec();
    }
    (1..=steps).filter_map(|step| moments.get((moments.len() * step / steps).saturating_sub(1)).copied()).collect()
}

/// The story beside its pieces: gives receipts their words.
struct View<'a> {
    story: &'a Story,
    members: BTreeMap<(Id, Id), &'a Member>,
    articles: BTreeMap<Id, &'a Member>,
    /// What each node rests on, for each claim.
    rests: BTreeMap<(Id, u32), Vec<(u32, story::Link)>>,
    /// The nodes of mentions.
    mentions: BTreeMap<Receipt, u32>,
}

impl<'a> View<'a> {
    fn of(story: &'a Story, members: &'a [Member]) -> View<'a> {
        let key = |member: &Member| (member.edition.article.id, member.edition.article.edition);
        let articles = members.iter().rev().map(|member| (member.edition.article.id, member)).collect();
        let members = members.iter().map(|member| (key(member), member)).collect();
        let mut rests: BTreeMap<(Id, u32), Vec<(u32, story::Link)>> = BTreeMap::new();
        for edge in &story.provenance.edges {
            let known = rests.entry((edge.claim, edge.from)).or_default();
            // told in several articles, it is still one
            if !known.contains(&(edge.to, edge.link)) {
                known.push((edge.to, edge.link));
            }
        }
        let mut mentions = BTreeMap::new();
        for (node, at) in (0..).zip(&story.provenance.nodes) {
            if let (NodeKind::Mention, Some(at)) = (at.kind, at.at) {
                mentions.entry(at).or_insert(node);
            }
        }
        View { story, members, articles, rests, mentions }
    }

    fn quote(&self, receipt: &Receipt) -> Option<Quote> {
        let member = self.members.get(&(receipt.article, receipt.edition))?;
        Some(Quote::of(&member.edition.article, receipt.span, Some(member.at)))
    }

    /// The article as a whole, by its first edition.
    fn article(&self, id: Id) -> Option<Quote> {
        let member = self.articles.get(&id)?;
        let article = &member.edition.article;
        let body = article.body().next().map_or(Span::default(), |block| block.span);
        Some(Quote::of(article, body, Some(member.at)))
    }

    fn claim(&self, claim: &story::Claim) -> Made {
        let origins = &claim.origins;
        let root = |at: u32| origins.roots.get(at as usize).map(|root| root.name.clone());
        let mentions: Vec<MentionEntry> =
            claim.mentions.iter().filter_map(|mention| self.mention(claim.id, mention)).collect();
        let entry = ClaimEntry {
            id: claim.id,
            story: self.story.id,
            gist: claim.gist.clone(),
            at_least: origins.at_least,
            at_most: origins.at_most,
            origins: origins
                .roots
                .iter()
                .map(|one| Origin { name: one.name.clone(), kind: name(&one.kind), may_be: one.may_be.and_then(root) })
                .collect(),
            observers: origins.observers,
            outlets: origins.outlets,
            families: origins.families,
            carriers: origins.carriers,
            why: origins.why.clone(),
            mentions,
            review: None,
        };
        made(EntryKind::Claim, claim.id, Filed::claim(&entry), &entry)
    }

    fn mention(&self, claim: Id, mention: &story::Mention) -> Option<MentionEntry> {
        let node = self.mentions.get(&mention.at).copied();
        let mut left = MAX_BRANCHES;
        let rests_on = node.map(|node| self.branches(claim, node, &mut vec![node], &mut left)).unwrap_or_default();
        Some(MentionEntry {
            quote: self.quote(&mention.at)?,
            relation: mention.relation.name().to_owned(),
            unverified: mention.unverified,
            withdrawn: mention.withdrawn,
            rests_on,
        })
    }

    fn branches(&self, claim: Id, node: u32, path: &mut Vec<u32>, left: &mut usize) -> Vec<Branch> {
        let mut branches = Vec::new();
        for (to, link) in self.rests.get(&(claim, node)).into_iter().flatten() {
            let Some(found) = self.story.provenance.nodes.get(*to as usize).filter(|_| *left > 0) else { continue };
            *left -= 1;
            // who cites each other in a ring is named once
            let rests_on = if path.contains(to) || path.len() >= MAX_DEPTH {
                Vec::new()
            } else {
                path.push(*to);
                let below = self.branches(claim, *to, path, left);
                path.pop();
                below
            };
            let by = || found.at.as_ref().and_then(|at| self.quote(at)).map(|quote| quote.by().to_owned());
            let called = if found.kind == NodeKind::Mention { by() } else { None };
            let name_of = called.unwrap_or_else(|| found.name.clone());
            branches.push(Branch { name: name_of, kind: name(&found.kind), how: name(link), rests_on });
        }
        branches
    }

    fn appointment(&self, one: &story::Appointment) -> Made {
        let step = |step: &story::Step| {
            Some(StepEntry { status: step.shown().to_owned(), when: step.when, quote: self.quote(&step.at)? })
        };
        let entry = CalendarEntry {
            id: one.id,
            story: self.story.id,
            what: one.kind.0.clone(),
            who: one.who.clone(),
            place: one.place.clone(),
            when: one.when,
            status: one.shown().to_owned(),
            history: one.history.iter().filter_map(step).collect(),
            review: None,
        };
        made(EntryKind::Calendar, one.id, Filed::appointment(&entry), &entry)
    }

    fn position(&self, held: &story::Held) -> Made {
        let gave_way = held.gave_way_to.and_then(|at| self.story.positions.get(at as usize)).map(|held| held.id);
        let entry = PositionEntry {
            id: held.id,
            story: self.story.id,
            party: held.party.clone(),
            stance: name(&held.stance),
            toward: held.toward.clone(),
            what: held.what.clone(),
            condition: held.condition.as_ref().map(|(_, words)| words.clone()),
            since: held.since,
            gave_way_to: gave_way,
            quotes: held.at.iter().filter_map(|receipt| self.quote(receipt)).collect(),
            review: None,
        };
        made(EntryKind::Position, held.id, Filed::position(&entry), &entry)
    }

    fn figure(&self, series: &story::Series) -> Made {
        let value = |value: &story::Value| {
            Some(ValueEntry {
                value: value.value.clone(),
                bound: name(&value.bound),
                holder: value.holder.clone(),
                as_of: value.as_of,
                relation: value.relation.name().to_owned(),
                quote: self.quote(&value.at)?,
            })
        };
        let entry = FigureEntry {
            id: series.id,
            story: self.story.id,
            measure: series.measure.clone(),
            unit: series.unit.0.clone(),
            scope: series.scope.clone(),
            values: series.values.iter().filter_map(value).collect(),
            review: None,
        };
        made(EntryKind::Figure, series.id, Filed::figure(&entry), &entry)
    }

    fn copy(&self, copy: &story::Copy) -> Option<Made> {
        let kind = copy.kind.name().to_owned();
        let id = Id::of(&["copy", &copy.of.to_string(), &copy.by.to_string()]);
        let entry = CopyEntry {
            id,
            story: self.story.id,
            of: self.article(copy.of)?,
            by: self.article(copy.by)?,
            kind: kind.clone(),
            credited: copy.credited,
            directed: copy.directed,
            why: copy.why.clone(),
        };
        let moment = entry.by.published.map(order).unwrap_or_default();
        Some(made(EntryKind::Copy, id, Filed { moment, name: kind, ..Filed::default() }, &entry))
    }

    fn change(&self, change: &Change, at: Timestamp) -> Made {
        let entry = ChangeEntry {
            id: change.of,
            story: self.story.id,
            title: self.story.title.clone(),
            at,
            kind: name(&change.kind),
            what: change.what.clone(),
            from: change.from.as_ref().and_then(|receipt| self.quote(receipt)),
            to: change.to.as_ref().and_then(|receipt| self.quote(receipt)),
        };
        let filed = Filed { moment: order(at), name: entry.kind.clone(), ..Filed::default() };
        made(EntryKind::Change, change.of, filed, &entry)
    }
}

fn made(kind: EntryKind, id: Id, filed: Filed, entry: &impl Serialize) -> Made {
    Made { kind, id, filed, data: serde_json::to_string(entry).unwrap_or_default(), made: None }
}

/// Returns the name that a value has in JSON.
fn name(value: &impl Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(name)) => name,
        _ => String::new(),
    }
}
