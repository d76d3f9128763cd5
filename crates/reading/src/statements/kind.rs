//! What kind of source words name: read from the noun that they turn on, what stands in front of it, and names.

use std::ops::Range;

use lang::{EntityKind, Label, ReferentKind, Tag};
use text::Span;

use super::{found::Naming, view::View};
use crate::{
    SourceKind,
    lexicon::{KindWords, holds},
    parties::{Gazetteer, Named as Place},
    source::is_outlet_word,
};

/// Most people that are counted and are yet a few, not a crowd.
const A_FEW: u16 = 20;

/// Sources in one phrase that are taken apart, at most.
const MAX_TOGETHER: usize = 6;

/// What a phrase turns on.
struct Turn<'v, 'a> {
    view: &'v View<'a>,
    words: Range<u32>,
    head: u32,
    lemma: String,
    word: String,
    /// The phrase in lower case.
    lower: String,
}

impl View<'_> {
    /// Returns what kind of source a phrase names.
    pub fn kind(&self, naming: &Naming) -> SourceKind {
        self.kind_of(naming.words, naming.name, naming.kind, 0)
    }

    fn kind_of(&self, words: Span, name: Option<Span>, known: SourceKind, depth: u32) -> SourceKind {
        let range = self.tokens().within(words);
        let Some(head) = self.tokens().head_of(range.clone()) else { return known };
        let lower = words.of(self.text).to_lowercase();
        let turn = Turn { view: self, words: range, head, lemma: self.lemma(head), word: self.word(head), lower };
        turn.kind(name, known, depth)
    }

    /// Tells whether the noun can say something: who is a person or a body, or what is read.
    pub fn speaks(&self, head: u32) -> bool {
        let lists = &self.lexicon.kinds;
        let (lemma, word) = (self.lemma(head), self.word(head));
        let listed = |word: &String| {
            lists.office.contains(word)
                || lists.kin.contains(word)
                || lists.nameless.contains(word)
                || lists.group.contains(word)
                || lists.spokesperson.contains(word)
                || lists.reporter.contains(word)
                || lists.government.contains(word)
                || lists.organisation.contains(word)
                || lists.either.contains(word)
                || is_outlet_word(word, self.lexicon)
        };
        let entity = self.analysis.entity_of(head).map(|entity| entity.kind);
        let named = matches!(
            entity,
            Some(EntityKind::Person | EntityKind::Organisation | EntityKind::Polity | EntityKind::Group)
        );
        let meant = self.analysis.meant_by(head);
        let animate = meant
            .iter()
            .any(|at| matches!(self.analysis.mentions[*at].kind, ReferentKind::Person | ReferentKind::Organisation));
        let pronoun = matches!(word.as_str(), "he" | "she" | "they" | "we" | "i" | "both" | "each" | "one" | "who");
        // "it wants", of a state
        let state = |at: &usize| {
            let name = self.analysis.mentions[*at].name.clone().map(|name| self.tokens().words(name).of(self.text));
            name.is_some_and(|name| matches!(Gazetteer::english().named(name), Some(Place::State(_) | Place::Seat(_))))
        };
        let pronoun = pronoun || word == "it" && meant.iter().any(state);
        pronoun || named || animate || listed(&lemma) || listed(&word) || is_agent(&lemma)
    }

    /// Whether a subject is "it", or something of "its".
    pub fn is_thing(&self, subject: u32) -> bool {
        let its = self.labelled(subject, Label::Poss).any(|owner| self.word(owner) == "its");
        self.word(subject) == "it" || its
    }

    /// Tells whether words are a name that does not say of what: "Semana".
    pub fn is_bare_name(&self, words: Span) -> bool {
        let kinds = &self.lexicon.kinds;
        let known = |token: u32| {
            let word = self.word(token);
            kinds.government.contains(&word)
                || kinds.organisation.contains(&word)
                || kinds.either.contains(&word)
                || kinds.office.contains(&word)
                || kinds.organisation_ending.contains(&word)
        };
        let range = self.tokens().within(words);
        let person = range
            .clone()
            .any(|token| self.analysis.entity_of(token).is_some_and(|entity| entity.kind == EntityKind::Person));
        !person && !range.clone().any(known) && Gazetteer::english().named(words.of(self.text)).is_none()
    }

    /// Takes "the ministry and Ada Poll" apart, where each is named singly: the first and the others.
    pub fn apart(&self, naming: &Naming) -> Option<(Naming, Vec<Naming>)> {
        let tokens = self.tokens();
        let range = tokens.within(naming.words);
        let head = tokens.head_of(range.clone())?;
        let mut heads = vec![head];
        while let Some(next) = self.labelled(*heads.last()?, Label::Conj).find(|at| range.contains(at)) {
            heads.push(next);
            if heads.len() > MAX_TOGETHER {
                return None;
            }
        }
        if heads.len() < 2 || self.kind(naming) != SourceKind::Group {
            return None;
        }
        let is_joint = |at: u32| {
            let word = self.word(at);
            matches!(word.as_str(), "and" | "or" | "nor" | "neither" | "both" | "either" | "," | "&")
        };
        let mut start = range.start;
        let mut each = Vec::new();
        for (at, head) in heads.iter().enumerate() {
            let end = heads
                .get(at + 1)
                .map_or(range.end, |next| (*head + 1..*next).find(|at| is_joint(*at)).unwrap_or(*next));
            while start < *head && is_joint(start) {
                start += 1;
            }
            let one = self.naming(tokens.words(start..end)).filter(|_| start <= *head && *head < end)?;
            let named = matches!(self.tag(*head), Tag::Nnp | Tag::Nnps);
            let definite = matches!(self.word(start).as_str(), "the" | "its" | "his" | "her" | "their");
            let single = match self.kind(&one) {
                SourceKind::Government | SourceKind::Organisation | SourceKind::Outlet | SourceKind::Person => {
                    named || definite && self.tag(*head) == Tag::Nn
                }
                SourceKind::Named => named,
                _ => false,
            };
            // "a clerk and a broker": two who are told of one by one
            let one_by_one =
                matches!(self.word(start).as_str(), "a" | "an" | "one" | "another" | "two" | "three" | "four" | "five");
            let counted = one_by_one && matches!(self.tag(*head), Tag::Nn | Tag::Nns);
            let single = single || counted && self.speaks(*head);
            if !single {
                return None;
            }
            each.push(one);
            start = end;
        }
        let rest = each.split_off(1);
        Some((each.pop()?, rest))
    }

    /// The outlet whose report the words are: "a report by Quayside", "a Quayside report".
    pub fn report_of(&self, words: Span) -> Option<Span> {
        let range = self.tokens().within(words);
        let head = self.tokens().head_of(range.clone())?;
        if !matches!(self.lemma(head).as_str(), "report" | "story" | "article") || self.tag(head) != Tag::Nn {
            return None;
        }
        let behind =
            self.labelled(head, Label::Prep).filter(|prep| matches!(self.word(*prep).as_str(), "by" | "in" | "from"));
        let behind = behind.filter_map(|prep| self.labelled(prep, Label::Pobj).next());
        let front = self.labelled(head, Label::Compound).chain(self.labelled(head, Label::Poss));
        let named = |at: &u32| range.contains(at) && matches!(self.tag(*at), Tag::Nnp | Tag::Nnps);
        let naming = front
            .chain(behind)
            .filter(named)
            .filter_map(|at| self.naming(self.tokens().words(self.tokens().reach(at).start..at + 1)));
        naming.into_iter().find(|naming| naming.kind == SourceKind::Outlet)?.name
    }

    /// Tells whether the noun is something that is read.
    pub fn is_read(&self, head: u32) -> bool {
        self.lexicon.kinds.document.contains(&self.lemma(head))
            || self.lexicon.kinds.document.contains(&self.word(head))
    }
}

/// Tells whether a noun is made for who does something: "forecaster", "economist".
pub fn is_agent(lemma: &str) -> bool {
    const ENDINGS: [&str; 11] = ["er", "or", "ist", "ian", "eer", "man", "woman", "men", "women", "people", "ess"];
    lemma.len() > 4 && ENDINGS.iter().any(|ending| lemma.ends_with(ending))
}

impl Turn<'_, '_> {
    fn lists(&self) -> &KindWords {
        &self.view.lexicon.kinds
    }

    fn has(&self, list: &std::collections::HashSet<String>) -> bool {
        list.contains(&self.lemma) || list.contains(&self.word)
    }

    /// "Two opposition figures": people, and not what is read.
    fn is_figures(&self) -> bool {
        let before = self.head.checked_sub(1).map(|at| self.view.word(at));
        self.lemma == "figure" && before.is_some_and(|word| self.lists().figures.contains(&word))
    }

    fn kind(&self, name: Option<Span>, known: SourceKind, depth: u32) -> SourceKind {
        use SourceKind::*;
        let (view, lists) = (self.view, self.lists());
        let named = matches!(view.tag(self.head), Tag::Nnp | Tag::Nnps);
        let entity = view.analysis.entity_of(self.head).map(|entity| entity.kind);
        if self.is_own() {
            return Own;
        }
        if self.has(&lists.spokesperson) && name.is_none() {
            return self.body(depth);
        }
        // "one of the companies", "two of the four"
        let counts = self.word == "one" || view.tag(self.head) == Tag::Cd;
        if counts
            && let Some(of) =
                view.labelled(self.head, Label::Prep).find_map(|prep| view.labelled(prep, Label::Pobj).next())
            && matches!(view.tag(of), Tag::Nns | Tag::Cd | Tag::Prp)
        {
            let lemma = view.lemma(of);
            let listed =
                [(&lists.government, Government), (&lists.organisation, Organisation), (&lists.document, Document)];
            let body = listed.into_iter().find(|(list, _)| list.contains(&lemma)).map(|(_, kind)| kind);
            return body.unwrap_or(Unnamed);
        }
        let broadcaster = |at: u32| is_outlet_word(&view.lemma(at), view.lexicon);
        let outlet =
            named && (view.is_outlet_name(self.head) || view.labelled(self.head, Label::Appos).any(broadcaster));
        if known == Outlet || outlet || view.called_behind(self.head).is_some() {
            return Outlet;
        }
        if self.is_press() {
            return Outlet;
        }
        if self.is_figures() {
            return Unnamed;
        }
        if !named && self.has(&lists.document) && !self.has(&lists.organisation) {
            return Document;
        }
        let plural = matches!(view.tag(self.head), Tag::Nns | Tag::Nnps);
        // "a contractor, who asked not to be named"
        let indefinite = self.starts(&["a", "an", "one", "another"]);
        let who = |clause: u32| view.labelled(clause, Label::Nsubj).any(|at| view.word(at) == "who");
        let nameless = !named && !plural && !self.lower.contains(" name as ");
        if indefinite && nameless && view.labelled(self.head, Label::Relcl).any(who) || self.lower == "one" {
            return Unnamed;
        }
        if self.is_pair() {
            return Group;
        }
        // "chipmaker Velia"
        let adjacent = |at: u32| (at + 1..self.head).all(|next| matches!(view.tag(next), Tag::Nnp | Tag::Nnps));
        let maker = |at: u32| {
            adjacent(at)
                && matches!(view.label(at), Label::Compound | Label::Amod | Label::Nmod)
                && lists.organisation.contains(&view.lemma(at))
                && view.tag(at) == Tag::Nn
        };
        if named && self.front().any(maker) && !self.has(&lists.government) {
            return Organisation;
        }
        if self.is_person(named, entity, known) {
            return Person;
        }
        let each = self.starts(&[
            "each",
            "both",
            "all",
            "every",
            "the two",
            "the three",
            "the four",
            "two",
            "three",
            "several",
            "some",
            "many",
        ]);
        if self.is_government(named, entity) && self.word != "authorities" {
            return if each && plural || self.starts(&["each"]) { Group } else { Government };
        }
        if self.word == "authorities" {
            return if self.starts(&["authorities"]) { Unnamed } else { Government };
        }
        if self.is_body(named, entity) && !self.has(&lists.nameless) {
            let armed = lists.organisation.contains(&self.word);
            return if plural && !named && !armed { Group } else { Organisation };
        }
        if !named && self.has(&lists.document) {
            return Document;
        }
        if self.for_firm(plural) {
            return Organisation;
        }
        let capital = view.tokens().word(self.head, view.text).starts_with(char::is_uppercase);
        if capital && entity == Some(EntityKind::Organisation) && self.words.len() > 1 {
            return Organisation; // "Reporters Without Borders"
        }
        if named && entity == Some(EntityKind::Group) && !self.has(&lists.group) {
            return Organisation;
        }
        if named || name.is_some() {
            // names of people that the weights do not know are commoner than such names of bodies
            let person =
                name.is_some_and(|name| (2..=3).contains(&view.tokens().within(name).len()) && entity.is_none());
            return if person {
                Person
            } else if known == Unknown {
                Named
            } else {
                known
            };
        }
        self.people(plural, known)
    }

    fn starts(&self, words: &[&str]) -> bool {
        words
            .iter()
            .any(|word| self.lower.strip_prefix(word).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric)))
    }

    /// Words in front of the head.
    fn front(&self) -> impl Iterator<Item = u32> {
        self.words.start..self.head
    }

    /// The outlet's own reporter.
    fn is_own(&self) -> bool {
        let lists = self.lists();
        if lists.own_outlet.iter().any(|own| self.lower.starts_with(own.as_str())) {
            return true;
        }
        let outlet = self.view.outlet.map(str::to_lowercase).unwrap_or_default();
        let ours = !outlet.is_empty() && self.lower.contains(&outlet)
            || lists.own_outlet.iter().any(|own| self.lower.contains(own.as_str()));
        self.has(&lists.reporter) && ours
    }

    /// "Earlier reports", "media reports": those of outlets that are not named, unless it is said whose they are.
    fn is_press(&self) -> bool {
        let owned = self.view.tokens().children(self.head).iter().any(|child| {
            matches!(self.view.label(*child), Label::Poss | Label::Prep | Label::Acl | Label::Relcl)
                || self.view.label(*child) == Label::Det && self.view.word(*child) != "some"
        });
        self.word == "reports" && !owned
    }

    /// The kind of the body that a nameless spokesperson speaks for.
    fn body(&self, depth: u32) -> SourceKind {
        match self.view.body_of(self.head, self.words.clone()) {
            Some(body) if depth < 2 => match self.view.kind_of(body, None, SourceKind::Unknown, depth + 1) {
                SourceKind::Unknown | SourceKind::Named | SourceKind::Unnamed => SourceKind::Organisation,
                // "a Velia spokesperson", not "Ada Poll's spokesman"
                SourceKind::Person if self.view.tokens().child(self.head, &[Label::Poss]).is_none() => {
                    SourceKind::Organisation
                }
                kind => kind,
            },
            _ => SourceKind::Person,
        }
    }

    /// "Ada Poll and Jonas Veit", "Seeland and Norway".
    fn is_pair(&self) -> bool {
        let view = self.view;
        view.labelled(self.head, Label::Conj).any(|other| self.words.contains(&other)) && {
            let one_body = view.analysis.entity_of(self.head).is_some_and(|entity| {
                view.labelled(self.head, Label::Conj).all(|other| entity.tokens.contains(&other))
            });
            !one_body
        }
    }

    fn is_person(&self, named: bool, entity: Option<EntityKind>, known: SourceKind) -> bool {
        let lists = self.lists();
        let view = self.view;
        let officer =
            |token: u32| lists.office.contains(&view.lemma(token)) || lists.office.contains(&view.word(token));
        if named {
            let meant = view.analysis.meant_by(self.head);
            let person = meant.iter().any(|at| {
                let mentions = &view.analysis.mentions[*at];
                mentions.kind == ReferentKind::Person && mentions.name.is_some()
            });
            let body = self.has(&lists.government) || self.has(&lists.organisation);
            let polity =
                matches!(entity, Some(EntityKind::Polity | EntityKind::Group)) && !person || self.state().is_some();
            let titled = self.front().any(officer) || officer(self.head);
            // "BDLS says"
            let letters = meant.iter().any(|at| view.analysis.mentions[*at].kind == ReferentKind::Organisation)
                && self.head_words().chars().all(|c| !c.is_whitespace())
                && view.tokens().word(self.head, view.text).chars().all(|c| c.is_uppercase() || c.is_ascii_digit());
            return !body
                && !polity
                && !letters
                && (person || titled || entity == Some(EntityKind::Person) || known == SourceKind::Person);
        }
        let plural = self.view.tag(self.head) == Tag::Nns;
        let bare = self.front().all(|token| matches!(view.label(token), Label::Amod | Label::Compound | Label::Nmod));
        let indefinite = self.starts(&["a", "an", "one", "another", "some", "any"]);
        // "union president", "the prime minister", "her deputy"; "a deputy" is nameless
        let known_by_office = (self.has(&lists.office) || self.has(&lists.kin)) && !plural && !indefinite;
        known_by_office && (!bare || lists.office.contains(&self.lemma))
    }

    /// The state, seat or well-known body that the name is.
    fn state(&self) -> Option<Place> {
        let gazetteer = Gazetteer::english();
        let words = self.view.tokens().words(self.words.start..self.head + 1).of(self.view.text);
        let named = gazetteer.named(words)?;
        matches!(named, Place::State(_) | Place::Seat(_) | Place::Body(_)).then_some(named)
    }

    fn is_government(&self, named: bool, entity: Option<EntityKind>) -> bool {
        let lists = self.lists();
        let plain = self.lower.strip_prefix("the ").unwrap_or(&self.lower);
        let name = self.head_words();
        let metonyms = &self.view.lexicon.source.metonyms;
        match self.state() {
            Some(Place::Body(at)) => {
                if let Some(body) = Gazetteer::english().body(at) {
                    return body.kind == SourceKind::Government;
                }
            }
            Some(_) => return true,
            None => {}
        }
        if metonyms.contains(plain) || metonyms.contains(&name) {
            return true;
        }
        if lists.government_phrase.iter().any(|phrase| name.ends_with(phrase.as_str()) && holds(&name, phrase)) {
            return true;
        }
        if self.has(&lists.either) {
            return self.front().any(|token| {
                let (word, lemma) = (self.view.word(token), self.view.lemma(token));
                let owner = self.view.label(token) == Label::Poss;
                lists.of_state.contains(&word)
                    || lists.office.contains(&lemma)
                    || lists.government.contains(&lemma)
                    || metonyms.contains(&word) && !named
                    || owner && self.is_governing(token)
            });
        }
        if entity == Some(EntityKind::Polity) && named {
            return true;
        }
        self.has(&lists.government)
    }

    /// "Her office": hers who governs.
    fn is_governing(&self, owner: u32) -> bool {
        const GOVERNING: [&str; 16] = [
            "president",
            "minister",
            "premier",
            "chancellor",
            "governor",
            "gov.",
            "mayor",
            "senator",
            "sen.",
            "prosecutor",
            "secretary",
            "sheriff",
            "attorney",
            "king",
            "queen",
            "commissioner",
        ];
        let view = self.view;
        view.analysis.meant_by(owner).iter().any(|at| {
            let roles = view.analysis.mentions[*at].roles.iter();
            roles.flat_map(|role| role.clone()).any(|token| GOVERNING.contains(&view.word(token).as_str()))
        })
    }

    fn is_body(&self, named: bool, entity: Option<EntityKind>) -> bool {
        let lists = self.lists();
        let ending = named && lists.organisation_ending.contains(&self.word);
        ending
            || self.has(&lists.organisation)
            || self.has(&lists.either)
            || named && entity == Some(EntityKind::Organisation)
    }

    /// "Analysts at Nord Securities": they speak for the firm.
    fn for_firm(&self, plural: bool) -> bool {
        const FOR_FIRM: [&str; 6] = ["analyst", "economist", "researcher", "scientist", "strategist", "academic"];
        let view = self.view;
        plural
            && FOR_FIRM.contains(&self.lemma.as_str())
            && view.labelled(self.head, Label::Prep).any(|prep| {
                matches!(view.word(prep).as_str(), "at" | "with" | "from")
                    && view
                        .labelled(prep, Label::Pobj)
                        .any(|of| self.words.contains(&of) && matches!(view.tag(of), Tag::Nnp | Tag::Nnps))
            })
    }

    /// People without a name: a few who are nameless, or a crowd.
    fn people(&self, plural: bool, known: SourceKind) -> SourceKind {
        use SourceKind::*;
        let lists = self.lists();
        let view = self.view;
        let person =
            view.analysis.meant_by(self.head).iter().any(|at| view.analysis.mentions[*at].kind == ReferentKind::Person);
        let few = self.has(&lists.nameless) || self.has(&lists.office) || self.has(&lists.kin);
        let crowd = self.has(&lists.group);
        if matches!(self.word.as_str(), "someone" | "somebody") {
            return Unnamed;
        }
        let named = view.labelled(self.head, Label::Appos).any(|at| matches!(view.tag(at), Tag::Nnp | Tag::Nnps));
        if named || self.lower.contains(" name as ") {
            return if plural { Group } else { Person }; // "two ministers, Ada Poll and Jonas Veit"
        }
        if !(few || crowd || person || is_agent(&self.lemma)) {
            return known;
        }
        let definite = self.starts(&[
            "the", "this", "that", "these", "those", "his", "her", "its", "their", "our", "both", "all", "no",
        ]) || view.tokens().child(self.head, &[Label::Poss]).is_some();
        let number = view.labelled(self.head, Label::Nummod).find_map(|token| {
            let word = view.word(token);
            view.lexicon.numbers.get(&word).copied().or_else(|| word.parse().ok())
        });
        match (plural, definite) {
            (false, false)
                if self.word == "staff"
                    || self.word == "management"
                    || self.starts(&["a", "an", "one", "another"])
                    || few =>
            {
                Unnamed
            }
            (false, true) if matches!(self.lemma.as_str(), "source" | "insider" | "person") => Unnamed,
            (false, _) => Person,
            (true, true) => Group,
            (true, false) if crowd && !few && number.is_none_or(|number| number > A_FEW) => Group,
            (true, false) => Unnamed,
        }
    }

    /// The words up to the head, articles left off.
    fn head_words(&self) -> String {
        let view = self.view;
        let words = self.words.start..(self.head + 1).max(self.words.start + 1);
        let words: Vec<String> =
            words.filter(|token| view.label(*token) != Label::Det).map(|token| view.word(token)).collect();
        words.join(" ").replace(" 's", "'s").replace(" ’s", "'s")
    }
}

impl View<'_> {
    /// Returns the words for the body that somebody speaks for: "the ministry's spokesman", "a spokeswoman for the port".
    pub fn body_of(&self, head: u32, words: Range<u32>) -> Option<Span> {
        let tokens = self.tokens();
        for prep in self.labelled(head, Label::Prep).filter(|prep| words.contains(prep)) {
            if let Some(of) = tokens
                .child(prep, &[Label::Pobj])
                .filter(|_| matches!(self.word(prep).as_str(), "for" | "of" | "at" | "with" | "from"))
            {
                let reach = tokens.reach(of);
                return Some(tokens.words(reach.start..reach.end.min(words.end)));
            }
        }
        if let Some(owner) = tokens.child(head, &[Label::Poss]) {
            return Some(tokens.words(tokens.reach(owner).start..owner + 1));
        }
        let first =
            (words.start..head).find(|at| matches!(self.label(*at), Label::Compound | Label::Amod | Label::Nmod))?;
        let start = if self.label(words.start) == Label::Det { first.max(words.start + 1) } else { first };
        (start < head).then(|| tokens.words(start..head))
    }
}
