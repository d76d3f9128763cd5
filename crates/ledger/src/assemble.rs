//! A story's pieces -> its row and its entries, as they are kept.

use std::collections::BTreeMap;

use jiff::Timestamp;
use reading::Reading;
use serde::Serialize;
use story::{Carrier, Change, Graph, NodeKind, Piece, Receipt, Story};
use text::{Id, Span};

use crate::{
    entry::{
        Branch, CalendarEntry, ChangeEntry, ClaimEntry, CopyEntry, EntryKind, FigureEntry, MentionEntry, Origin,
        PositionEntry, StepEntry, StoryEntry, ValueEntry,
    },
    families::related,
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
    pub moment: String,
    pub name: String,
    /// Words by which it is found.
    pub words: (String, String),
    pub data: serde_json::Value,
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
    rests: BTreeMap<u32, Vec<(u32, story::Link)>>,
}

impl<'a> View<'a> {
    fn of(story: &'a Story, members: &'a [Member]) -> View<'a> {
        let key = |member: &Member| (member.edition.article.id, member.edition.article.edition);
        let articles = members.iter().rev().map(|member| (member.edition.article.id, member)).collect();
        let members = members.iter().map(|member| (key(member), member)).collect();
        let mut rests: BTreeMap<u32, Vec<(u32, story::Link)>> = BTreeMap::new();
        for edge in &story.provenance.edges {
            rests.entry(edge.from).or_default().push((edge.to, edge.link));
        }
        View { story, members, articles, rests }
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

    fn moment(&self, receipt: Option<&Receipt>) -> String {
        let member = receipt.and_then(|receipt| self.members.get(&(receipt.article, receipt.edition)));
        member.map(|member| order(member.at)).unwrap_or_default()
    }

    fn claim(&self, claim: &story::Claim) -> Made {
        let graph = &self.story.provenance;
        let origins = &claim.origins;
        let root = |at: u32| origins.roots.get(at as usize).map(|root| root.name.clone());
        let mentions: Vec<MentionEntry> =
            claim.mentions.iter().filter_map(|mention| self.mention(graph, mention)).collect();
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
        let texts: Vec<&str> = entry.mentions.iter().map(|mention| mention.quote.text.as_str()).collect();
        let mut names: Vec<&str> = entry.origins.iter().map(|origin| origin.name.as_str()).collect();
        entry.mentions.iter().for_each(|mention| named(&mention.rests_on, &mut names));
        let words = (format!("{}\n{}", entry.gist, names.join("\n")), texts.join("\n"));
        let moment = self.moment(claim.mentions.first().map(|mention| &mention.at));
        made(EntryKind::Claim, claim.id, moment, String::new(), words, &entry)
    }

    fn mention(&self, graph: &Graph, mention: &story::Mention) -> Option<MentionEntry> {
        let is_this = |node: &story::Node| node.kind == NodeKind::Mention && node.at == Some(mention.at);
        let node = graph.nodes.iter().position(is_this).and_then(|at| u32::try_from(at).ok());
        let mut left = MAX_BRANCHES;
        let rests_on = node.map(|node| self.branches(node, &mut vec![node], &mut left)).unwrap_or_default();
        Some(MentionEntry {
            quote: self.quote(&mention.at)?,
            relation: mention.relation.name().to_owned(),
            unverified: mention.unverified,
            withdrawn: mention.withdrawn,
            rests_on,
        })
    }

    fn branches(&self, node: u32, path: &mut Vec<u32>, left: &mut usize) -> Vec<Branch> {
        let mut branches = Vec::new();
        for (to, link) in self.rests.get(&node).into_iter().flatten() {
            let Some(found) = self.story.provenance.nodes.get(*to as usize).filter(|_| *left > 0) else { continue };
            *left -= 1;
            // who cites each other in a ring is named once
            let rests_on = if path.contains(to) || path.len() >= MAX_DEPTH {
                Vec::new()
            } else {
                path.push(*to);
                let below = self.branches(*to, path, left);
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
            Some(StepEntry { status: name(&step.status), when: step.when, quote: self.quote(&step.at)? })
        };
        let entry = CalendarEntry {
            id: one.id,
            story: self.story.id,
            what: one.kind.0.clone(),
            who: one.who.clone(),
            place: one.place.clone(),
            when: one.when,
            status: name(&one.status),
            history: one.history.iter().filter_map(step).collect(),
            review: None,
        };
        let moment = one.when.map_or(UNDATED.to_owned(), |when| when.start.to_string());
        let texts: Vec<&str> = entry.history.iter().map(|step| step.quote.text.as_str()).collect();
        let title = format!("{} {} {}", entry.what, entry.who.join(", "), entry.place.as_deref().unwrap_or(""));
        made(EntryKind::Calendar, one.id, moment, entry.status.clone(), (title, texts.join("\n")), &entry)
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
        let moment = held.since.map(order).unwrap_or_default();
        let words = (format!("{} {} {}", entry.party, entry.stance, entry.what), String::new());
        made(EntryKind::Position, held.id, moment, held.party.clone(), words, &entry)
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
        let moment = self.moment(series.values.last().map(|value| &value.at));
        let texts: Vec<&str> = entry.values.iter().map(|value| value.quote.text.as_str()).collect();
        let words = (entry.measure.clone(), texts.join("\n"));
        made(EntryKind::Figure, series.id, moment, series.measure.clone(), words, &entry)
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
        Some(made(EntryKind::Copy, id, moment, kind, Default::default(), &entry))
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
        made(EntryKind::Change, change.of, order(at), entry.kind.clone(), Default::default(), &entry)
    }
}

/// Collects the names in a tree of sources, each once.
fn named<'a>(branches: &'a [Branch], names: &mut Vec<&'a str>) {
    for branch in branches {
        if !names.contains(&branch.name.as_str()) {
            names.push(&branch.name);
        }
        named(&branch.rests_on, names);
    }
}

/// Where entries without a day stand: behind all that have one.
pub(crate) const UNDATED: &str = "9999";

fn made(
    kind: EntryKind,
    id: Id,
    moment: String,
    name: String,
    words: (String, String),
    entry: &impl Serialize,
) -> Made {
    Made { kind, id, moment, name, words, data: serde_json::to_value(entry).unwrap_or_default() }
}

/// Returns the name that a value has in JSON.
fn name(value: &impl Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(name)) => name,
        _ => String::new(),
    }
}
