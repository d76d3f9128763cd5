//! Article, trees, statements, times -> [`Event`]s: what happens, who takes part, where, when, and how firmly.
//!
//! Words of the lists are found in the trees ([`trigger`]); how far each event has come is read from its word up the tree, over
//! the words that carry it ([`status`]); the days that hang on one of these are its own ([`when`]).

mod absent;
mod coded;
mod deadline;
mod delegates;
mod effect;
mod guards;
mod join;
mod lexicon;
mod linked;
mod listing;
mod named;
mod pictured;
mod place;
mod roles;
mod sitting;
mod spoken;
mod status;
mod tree;
mod trigger;
mod unlisted;
mod when;

use jiff::civil::Date;
use lang::{Label, Pos};
use text::Span;

use self::{lexicon::Effect, lexicon::EventWords, status::Judgement, tree::Tree, trigger::Trigger, when::Hung};
use crate::{
    Act, Certainty, Event, EventRole, Evidence, Filler, Interval, Plover, SourceKind, Statement, StatementIx, Status,
    scene::Scene,
};

pub use linked::{Case, Cases, Linker, STATUSES, Somebody, Spot, columns};
pub use listing::listing;

/// Tokens of a sentence that is read at most: longer ones are lists or no sentences.
const MAX_SENTENCE: usize = 300;

/// Reads events. Opening one reads the word lists.
#[derive(Debug)]
pub struct Events {
    words: EventWords,
}

/// What is at hand while the events of one article are read.
struct Reading<'a> {
    scene: &'a Scene<'a>,
    tree: Tree<'a>,
    hung: Vec<Hung>,
    published: Option<Date>,
}

/// An event with the trigger and judgement that it was made of.
struct Found {
    event: Event,
    trigger: Trigger,
    judged: Judgement,
}

impl Events {
    /// Opens the word lists of English, which are part of the program.
    pub fn english() -> Events {
        Events { words: EventWords::english() }
    }

    /// Returns the events of an article, in order of the text; `pictured` are those of its captions.
    ///
    /// A sentence of more than 300 tokens is passed over.
    ///
    /// With a `linker`, what it is asked is answered; the questions come beside the events.
    pub fn events(&self, scene: &Scene<'_>, pictured: Vec<Event>, linker: Option<&Linker>) -> (Vec<Event>, Cases) {
        let mut events = pictured;
        let mut cases = Cases::default();
        if !scene.analysis.tokens.head.is_empty() {
            let mut reading = self.reading(scene);
            events.extend(reading.read());
            sort(&mut events);
            reading.absent(&mut events);
            reading.delegates(&mut events);
            sort(&mut events);
            cases = reading.cases(&events, linker);
            if linker.is_some() {
                reading.link(&cases, &mut events);
            }
        }
        sort(&mut events);
        join::join(&scene.article.text, &mut events);
        (events, cases)
    }

    /// Makes ready what is at hand while the events of a scene are read.
    fn reading<'a>(&'a self, scene: &'a Scene<'a>) -> Reading<'a> {
        let tree = Tree::new(&scene.article.text, scene.analysis, &self.words);
        let published = scene.article.published.as_ref().map(|date| date.day);
        Reading { scene, tree, hung: Vec::new(), published }
    }
}

fn sort(events: &mut [Event]) {
    events.sort_by_key(|event| (event.trigger.start, event.trigger.end, event.new_date));
}

impl Reading<'_> {
    /// Returns what the words of the lists tell, and what no list names, in no order.
    fn read(&mut self) -> Vec<Event> {
        let mut triggers = self.tree.triggers();
        triggers.retain(|trigger| is_read(self.scene, trigger.head));
        let listed: Vec<u32> = triggers.iter().map(|trigger| trigger.head).collect();
        self.hung = self.tree.hung(self.scene.times, &listed);
        triggers.extend(self.unlisted(&listed));
        triggers.sort_by_key(|trigger| trigger.head);
        let said = |trigger: &&Trigger| self.tree.is_said(trigger);
        let acts: Vec<u32> = triggers.iter().filter(said).map(|trigger| trigger.head).collect();
        let mut found: Vec<Found> = triggers.into_iter().filter_map(|trigger| self.event(trigger, &acts)).collect();
        self.deny(&mut found);
        self.put_off(&mut found);
        self.drop_told_twice(&mut found);
        let moved = self.new_dates(&found);
        let spoken = self.spoken(&found);
        let opened = self.opened_before(&found);
        let own = opened.into_iter().chain(self.deadlines(&found)).chain(self.sittings());
        found.into_iter().map(|found| found.event).chain(moved).chain(spoken).chain(own).collect()
    }

    fn event(&self, trigger: Trigger, acts: &[u32]) -> Option<Found> {
        let tree = &self.tree;
        let mut judged = tree.judge(trigger.head);
        let entry = trigger.entry.and_then(|at| tree.words.entries.get(at));
        let kind = entry.map_or("other", |entry| entry.kind.as_str());
        let is_kind = |of: fn(&lexicon::KindEntry) -> bool| tree.words.kind(kind).is_some_and(of);
        // "weighs an offer", "promised tents": the verb that names the deed says that it is not done
        let planned =
            tree.is_verb(trigger.head) && !tree.is_said(&trigger) && tree.effect(trigger.head) == Some(Effect::Planned);
        if planned && matches!(judged.status, Status::Held | Status::UnderWay) {
            judged.status = Status::Expected;
            judged.foretold = true;
        }
        let word_of = self.scene.word_of(trigger.span);
        let talk = judged.status == Status::Held && tree.is_talk_of(trigger.head);
        if talk
            || tree.is_wished(trigger.head)
            || judged.status == Status::Denied && judged.conditional && entry.is_none()
        {
            return None;
        }
        // "told a rally in Lund on Tuesday": the rally was then
        if tree.is_noun(trigger.head) {
            judged.anchors.extend(tree.speaker_at(trigger.head).map(|(verb, _)| verb));
        }
        let hung = tree.dated(&self.hung, self.scene.times, &judged.anchors, judged.moved_by);
        // "signed a contract until 2030": not the day of signing
        let ends = |hung: &Hung| hung.preposition.is_some_and(|p| matches!(tree.form(p), "until" | "till" | "through"));
        let hung = hung.filter(|hung| !(ends(hung) && judged.status == Status::Held));
        let weekday = hung.is_some_and(|hung| self.is_weekday(hung.time));
        let planned = tree.is_planned_by_tense(&judged.anchors);
        if weekday && judged.status == Status::Held && !judged.stated && planned {
            judged.status = Status::Expected;
            judged.certainty = Certainty::Likely;
        }
        let dated = hung.and_then(|hung| tree.days(&hung, self.scene.times, judged.status, self.published));
        // "the talks resume on 30 October, both sides say"
        let ahead = dated.zip(self.published).is_some_and(|(days, published)| days.start > published);
        if planned
            && ahead
            && !judged.stated
            && matches!(judged.status, Status::Held | Status::Expected | Status::UnderWay)
        {
            judged.status = Status::Expected;
            judged.foretold = true;
        }
        // "an attempt to bring them together last October": nothing that is to come
        let over = dated.zip(self.published).is_some_and(|(days, published)| days.end <= published);
        if over && entry.is_none() && tree.is_verb(trigger.head) && judged.status == Status::Expected {
            return None;
        }
        let weak = ahead && matches!(judged.status, Status::Held | Status::UnderWay) && !tree.is_followed(trigger.head);
        if weak {
            judged.status = Status::Expected;
        }
        self.on_whose_word(&mut judged, word_of, is_kind(|kind| kind.dated));
        // "it is unclear whether the talks were held"
        let open = |verb: u32| tree.children(verb, &[Label::Mark]).any(|mark| tree.form(mark) == "whether");
        let clause = tree.tokens.ancestors(trigger.head).find(|above| tree.is_verb(*above));
        if std::iter::once(trigger.head).chain(clause).any(open)
            && !matches!(judged.status, Status::Expected | Status::Confirmed)
        {
            return None;
        }
        if weak && judged.status == Status::Expected {
            judged.certainty = Certainty::Likely;
        }
        // to refuse is done by saying it: "will not withdraw its ships"
        let said =
            judged.status == Status::Denied && judged.refused && (judged.conditional || !is_kind(|kind| kind.dated));
        let kind = if said { "word" } else { kind };
        // "until they hand over the men behind the bombing in December": the bombing was
        if judged.supposed && over && !tree.is_verb(trigger.head) {
            judged.status = Status::Held;
            judged.conditional = false;
        }
        let since = hung.is_some_and(|hung| hung.preposition.is_some_and(|p| tree.form(p) == "since"));
        let goes_on = is_kind(|kind| kind.lasting) || since && kind == "arrest";
        // "leaders, closeted in Lund since Saturday"
        let goes_on =
            goes_on || since && tree.is(trigger.head, &[lang::Label::Acl]) && tree.group(trigger.head).passive;
        let goes_on = goes_on || tree.lemma(trigger.head) == "hold" && matches!(kind, "arrest" | "attack");
        // "is on his way to Lund"
        let on_the_way = kind == "visit" && tree.lemma(trigger.head) == "be";
        let goes_on = goes_on || on_the_way && tree.group(trigger.head).tense == tree::Tense::Present;
        if judged.status == Status::Held && tree.is_verb(trigger.head) && goes_on && !judged.supposed {
            judged.status = Status::UnderWay;
        }
        let days = hung.and_then(|hung| tree.days(&hung, self.scene.times, judged.status, self.published));
        // "until 27 September": that day
        let ends =
            hung.is_some_and(|hung| hung.preposition.is_some_and(|p| matches!(tree.form(p), "until" | "till" | "by")));
        let days = days.map(|days| if ends && kind == "deadline" { last_day(days) } else { days });
        let days = days.or_else(|| self.journey_days(&trigger, &judged).filter(|_| hung.is_none()));
        let mutual = is_kind(|kind| kind.mutual) && !self.is_held_for(&trigger);
        let place = tree.place(&judged.anchors).map(|place| self.capital(place).unwrap_or(place));
        let mut roles = self.fillers(&trigger, &judged, mutual, place);
        roles.retain(|filler| !self.only_tells(word_of, filler.span));
        let coded = tree.coded(&trigger, &judged, acts).map(Plover);
        let event = Event {
            plover: entry.and_then(|entry| entry.plover.clone()).map(Plover),
            mode: entry.and_then(|entry| entry.mode.clone()),
            coded,
            roles,
            when: hung.map(|hung| hung.time),
            days,
            place,
            certainty: judged.certainty,
            conditional: judged.conditional,
            condition: judged.condition,
            word_of,
            ..Event::new(kind, trigger.span, judged.status, self.evidence(&trigger))
        };
        Some(Found { event, trigger, judged })
    }

    /// "Is on her way to Lund, where she is to see the envoy": she travels on the day of publication, and sees him then or the day after.
    fn journey_days(&self, trigger: &Trigger, judged: &Judgement) -> Option<Interval> {
        let tree = &self.tree;
        let travels = |verb: u32| {
            let is_visit = tree.trigger(verb).and_then(|found| found.entry).and_then(|at| tree.words.entries.get(at));
            let now = |verb: u32| {
                tree.group(verb).tense == tree::Tense::Present && tree.lemma(verb) == "be" || tree.is_now(verb)
            };
            is_visit.is_some_and(|entry| entry.kind == "visit") && tree.is_verb(verb) && now(verb)
        };
        let start = self.published?;
        if travels(trigger.head) && judged.status == Status::UnderWay {
            return Some(Interval::days(start, start.tomorrow().ok()?));
        }
        let there = trigger.entry.is_some() && judged.status == Status::Expected && !judged.conditional;
        let above = tree
            .tokens
            .ancestors(trigger.head)
            .take(tree::MAX_STEPS)
            .find(|above| tree.is_verb(*above) && travels(*above));
        let end = start.tomorrow().ok()?.tomorrow().ok()?;
        above.filter(|_| there && tree.is_verb(trigger.head)).map(|_| Interval::days(start, end))
    }

    /// Tells whether words are those of who tells of it, and not of who is told of: "they met, according to an official".
    fn only_tells(&self, word_of: Option<StatementIx>, words: Span) -> bool {
        let Some(statement) = word_of.and_then(|ix| self.scene.statements.get(ix as usize)) else { return false };
        let tells = statement.sources.iter().filter_map(|source| source.span).any(|source| source.has(words));
        // "the envoy said he would come": he is the envoy
        let after = statement.cue.is_some_and(|cue| self.scene.article.words(cue).eq_ignore_ascii_case("according to"));
        tells && after && !statement.content.iter().any(|content| content.has(words))
    }

    /// "Monday", not "last Monday".
    fn is_weekday(&self, time: crate::TimeIx) -> bool {
        self.scene.times.get(time as usize).is_some_and(|time| {
            let words = self.scene.article.words(time.span);
            time.value.starts_with("XXXX-WXX-") && !words.contains(' ')
        })
    }

    /// "hosted the envoy": one side acts, the other is received.
    fn is_held_for(&self, trigger: &Trigger) -> bool {
        matches!(
            self.tree.lemma(trigger.head),
            "host" | "receive" | "phone" | "telephone" | "mediate" | "broker" | "undertake" | "convene"
        )
    }

    fn evidence(&self, trigger: &Trigger) -> Evidence {
        let analysis = self.scene.analysis;
        let sentence = analysis.sentence_of(trigger.head).and_then(|at| analysis.sentences.get(at));
        let (rule, score) = match (trigger.entry.is_some(), self.tree.is_verb(trigger.head)) {
            (true, true) => ("verb", 0.8),
            (true, false) => ("noun", 0.75),
            (false, true) => ("plain-verb", 0.6),
            (false, false) => ("plain-noun", 0.6),
        };
        Evidence::new(sentence.map_or(trigger.span, |sentence| sentence.span), rule, score)
    }

    fn fillers(&self, trigger: &Trigger, judged: &Judgement, mutual: bool, place: Option<Span>) -> Vec<Filler> {
        let mut parts = self.tree.parts(trigger, &judged.anchors, mutual, place);
        // "the envoy said Norland must withdraw": the envoy demands it of Norland
        let teller = if judged.due { self.tree.teller(trigger.head) } else { None };
        if let Some(teller) = teller {
            parts.retain(|(role, _)| *role != EventRole::Recipient);
            parts.iter_mut().for_each(|(role, _)| *role = EventRole::Recipient);
            parts.insert(0, (EventRole::Actor, self.tree.antecedent(teller)));
        }
        parts.into_iter().flat_map(|(role, head)| self.fillers_of(role, head)).collect()
    }

    /// Those whom a phrase means: each of "the two sides".
    fn fillers_of(&self, role: EventRole, head: u32) -> Vec<Filler> {
        let filler = self.filler(role, head);
        match self.scene.pair(head) {
            Some(pair) => pair.into_iter().map(|party| Filler { party: Some(party), ..filler.clone() }).collect(),
            None => vec![filler],
        }
    }

    fn filler(&self, role: EventRole, head: u32) -> Filler {
        let span = self.tree.phrase(head);
        let party = self.scene.party_of(span);
        // "Danish and Arctic officials": of the latter nothing tells but the noun
        let noun = self.tree.tokens.parent(self.tree.first_joined(head));
        let noun = noun.filter(|noun| party.is_none() && *noun == head + 1 && self.tree.is_noun(*noun));
        Filler { role, span: noun.map_or(span, |noun| self.tree.span(head, noun)), party }
    }

    /// Settles what the statement that tells of an event makes of it: who denies it denies it, who has standing confirms it.
    fn on_whose_word(&self, judged: &mut Judgement, word_of: Option<StatementIx>, dated: bool) {
        let Some(statement) = word_of.and_then(|at| self.scene.statements.get(at as usize)) else { return };
        if statement.act == Act::Denies && !judged.stated && !judged.supposed && judged.status != Status::Denied {
            judged.status = Status::Denied;
            judged.refused = false;
            judged.contradicted = true;
            return;
        }
        if judged.status == Status::Confirmed && statement.act == Act::Announces && self.is_old(statement) {
            judged.status = Status::Expected;
            return;
        }
        if judged.status != Status::Expected
            || judged.conditional
            || judged.supposed
            || judged.certainty != Certainty::Certain
        {
            return;
        }
        let standing = statement.sources.iter().any(|source| {
            matches!(
                source.kind,
                SourceKind::Named
                    | SourceKind::Person
                    | SourceKind::Government
                    | SourceKind::Organisation
                    | SourceKind::Document
            )
        });
        // "an official who confirmed them"
        let tree = &self.tree;
        let heads = statement.sources.iter().filter_map(|source| tree.tokens.head_of(tree.tokens.within(source.span?)));
        let confirmed = heads
            .flat_map(|head| tree.children(head, &[lang::Label::Relcl]))
            .any(|verb| tree.lemma(verb) == "confirm" && !tree.group(verb).negated);
        let affirms =
            confirmed || statement.act == Act::Confirms || statement.act == Act::Announces && !self.is_old(statement);
        let says = dated && judged.foretold && !judged.stated && standing && statement.act == Act::Says;
        if affirms || says {
            judged.status = Status::Confirmed;
        }
    }

    /// "Announced in June that it would", told in October: a plan by now.
    fn is_old(&self, statement: &Statement) -> bool {
        const OLD_DAYS: i32 = 14;
        let cue = statement.cue.map(|cue| self.tree.tokens.within(cue)).unwrap_or_default();
        let hung = self.hung.iter().find(|hung| cue.contains(&hung.on));
        let days = hung.and_then(|hung| self.scene.times.get(hung.time as usize)?.interval).zip(self.published);
        days.is_some_and(|(days, published)| days.end.until(published).is_ok_and(|far| far.get_days() > OLD_DAYS))
    }

    /// Returns the sentence that has a span, by its place.
    fn sentence(&self, span: Span) -> Option<usize> {
        let first = self.scene.analysis.tokens.within(span).start;
        self.scene.analysis.sentence_of(first)
    }
}

/// Returns the last day of an open span.
fn last_day(days: Interval) -> Interval {
    days.end.yesterday().map_or(days, |start| Interval { start, ..days })
}

/// Tells whether the sentence of a token is read: none that goes on and on, and no question of a verb, which tells nothing: "Did he meet her?"
fn is_read(scene: &Scene<'_>, token: u32) -> bool {
    let sentence = scene.analysis.sentence_of(token).and_then(|at| scene.analysis.sentences.get(at));
    let asks = |span: Span| scene.article.words(span).trim_end().ends_with('?');
    let is_verb = scene.analysis.tokens.pos.get(token as usize) == Some(&Pos::Verb);
    sentence.is_some_and(|sentence| sentence.tokens.len() <= MAX_SENTENCE && !(is_verb && asks(sentence.span)))
}
