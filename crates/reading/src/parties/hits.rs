//! Where an article names states, seats of government and well-known bodies, and whether a seat acts there or is a place.

use lang::{Analysis, EntityKind, Label, ReferentKind, Tag};
use text::Span;

use super::{Country, Gazetteer, Named};

/// Conjuncts that are gone back over to the first: "between Oslo, Rome and Baku".
const MAX_CONJUNCTS: usize = 16;

/// A name of the lists in an article.
#[derive(Debug, Clone)]
pub struct Hit {
    /// Its tokens.
    pub tokens: std::ops::Range<u32>,
    /// The token that the others hang on.
    pub head: u32,
    /// What it names.
    pub named: Named,
    /// Whether a seat of government acts here, or is the place of something.
    pub acts: bool,
}

/// Finds the names of the lists, in order of the text; none overlaps another. Linear in the text.
pub fn hits(text: &str, analysis: &Analysis, gazetteer: &Gazetteer) -> Vec<Hit> {
    let tokens = &analysis.tokens;
    let mut hits: Vec<Hit> = Vec::new();
    let mut at = 0;
    while (at as usize) < tokens.len() {
        let Some((len, named)) = gazetteer.at(text, tokens, at) else {
            at += 1;
            continue;
        };
        let range = at..at + len;
        let head = tokens.head_of(range.clone()).unwrap_or(at);
        let scene = Looking { text, analysis, gazetteer };
        if !scene.is_part_of_name(&range, head, named) {
            hits.push(Hit { acts: scene.acts(head, named), tokens: range, head, named });
        }
        at += len;
    }
    mean_georgia(text, analysis, &mut hits);
    drop_shared(analysis, gazetteer, &mut hits);
    hits
}

/// Drops "Congress" where it is not that of the United States, as far as the text tells.
fn drop_shared(analysis: &Analysis, gazetteer: &Gazetteer, hits: &mut Vec<Hit>) {
    let tokens = &analysis.tokens;
    let all = hits.clone();
    hits.retain(|hit| {
        let Named::Body(at) = hit.named else { return true };
        let Some((body, country)) = gazetteer.body(at).and_then(|body| Some((body, body.country?))) else {
            return true;
        };
        let owner = |other: &&Hit| {
            tokens.parent(other.head).is_some_and(|above| hit.tokens.contains(&above))
                && !hit.tokens.contains(&other.head)
        };
        let other = all.iter().filter(owner).any(|other| gazetteer.country(other.named) != Some(country));
        let spoken_of =
            || all.iter().any(|other| other.head != hit.head && gazetteer.country(other.named) == Some(country));
        !body.is_shared || !other && spoken_of()
    });
}

/// "Georgia" is the American state where the text speaks of America and of nothing else that is Georgian.
fn mean_georgia(text: &str, analysis: &Analysis, hits: &mut [Hit]) {
    let means = |hit: &Hit| match hit.named {
        Named::State(country) | Named::Seat(country) | Named::Adjective(country) | Named::Region(country) => {
            Some(country)
        }
        _ => None,
    };
    let is_name = |hit: &Hit| hit.named == Named::State(Country::GEORGIA);
    let american = hits.iter().any(|hit| means(hit) == Some(Country::UNITED_STATES));
    let georgian = hits.iter().any(|hit| means(hit) == Some(Country::GEORGIA) && !is_name(hit));
    let both = |hit: &Hit| is_name(hit) && analysis.tokens.words(hit.tokens.clone()).of(text) == "Georgia";
    if american && !georgian {
        hits.iter_mut().filter(|hit| both(hit)).for_each(|hit| hit.named = Named::Region(Country::UNITED_STATES));
    }
}

struct Looking<'a> {
    text: &'a str,
    analysis: &'a Analysis,
    gazetteer: &'a Gazetteer,
}

impl Looking<'_> {
    fn lemma(&self, token: u32) -> String {
        self.analysis.tokens.lemma(token).to_lowercase()
    }

    /// Whether the words are only a part of somebody's or something's name: "Michael Jordan", "the Lima Herald".
    fn is_part_of_name(&self, range: &std::ops::Range<u32>, head: u32, named: Named) -> bool {
        let tokens = &self.analysis.tokens;
        if matches!(named, Named::Body(_)) {
            return false;
        }
        let person = |at: usize| {
            let mentions = &self.analysis.mentions[at];
            mentions.kind == ReferentKind::Person && mentions.name.as_ref().is_some_and(|name| name.len() > range.len())
        };
        if self.analysis.meant_by(head).into_iter().any(person) {
            return true;
        }
        let Some(entity) = self.analysis.entity_of(range.start) else { return false };
        let longer = entity.tokens.len() > range.len() && entity.tokens.end >= range.end;
        let name_word = |token: u32| {
            let word = tokens.word(token, self.text);
            matches!(tokens.tag[token as usize], Tag::Nnp | Tag::Nnps) && word.starts_with(char::is_uppercase)
        };
        let rest = |from: u32, to: u32| (from..to).any(name_word);
        let names_more = rest(entity.tokens.start, range.start) || rest(range.end, entity.tokens.end);
        let whole =
            matches!(entity.kind, EntityKind::Organisation | EntityKind::Work | EntityKind::Event | EntityKind::Law);
        let possessor = (range.end..entity.tokens.end).any(|token| tokens.tag[token as usize] == Tag::Pos);
        longer && names_more && !possessor && (whole || entity.kind == EntityKind::Person)
    }

    /// Whether a name of a state or seat means who governs there.
    fn acts(&self, head: u32, named: Named) -> bool {
        let mut head = head;
        for _ in 0..MAX_CONJUNCTS {
            match self.analysis.tokens.label[head as usize] {
                Label::Conj => head = self.analysis.tokens.head[head as usize],
                _ => break,
            }
        }
        matches!(named, Named::State(_) | Named::Body(_)) || matches!(named, Named::Seat(_)) && self.is_actor(head)
    }

    fn is_actor(&self, head: u32) -> bool {
        let tokens = &self.analysis.tokens;
        let words = &self.gazetteer.words;
        let Some(above) = tokens.parent(head) else { return false };
        let lemma = self.lemma(above);
        match tokens.label[head as usize] {
            Label::Nsubj => true,
            Label::Nsubjpass | Label::Dobj | Label::Dative => !words.motion.contains(&lemma),
            Label::Poss => !words.placed.contains(&lemma),
            Label::Agent => true,
            Label::Compound | Label::Nmod | Label::Amod => {
                (words.body.contains(&lemma) || words.office.contains(&lemma)) && !words.placed.contains(&lemma)
            }
            Label::Pobj => {
                let word = tokens.word(above, self.text).to_lowercase();
                let goal = tokens.parent(above).map(|goal| self.lemma(goal)).unwrap_or_default();
                match word.as_str() {
                    "between" | "with" | "against" | "by" | "among" => true,
                    "to" | "for" | "from" | "on" | "toward" | "towards" => {
                        !words.motion.contains(&goal) && goal != "be"
                    }
                    _ => false,
                }
            }
            _ => false,
        }
    }
}

/// Returns the state in which a sentence says that it is: "In Oslo, ...".
pub fn opening(hits: &[Hit], analysis: &Analysis, text: &str, token: u32, gazetteer: &Gazetteer) -> Option<Country> {
    let first = analysis.sentences.get(analysis.sentence_of(token)?)?.tokens.start;
    let place = hits.get(hits.partition_point(|hit| hit.tokens.start <= first))?;
    let opens =
        analysis.tokens.word(first, text) == "In" && place.tokens.start == first + 1 && place.tokens.end <= token;
    if opens { gazetteer.country(place.named) } else { None }
}

/// Returns the state in whose city a paragraph was written, by its dateline: "OSLO, Oct 6 - ".
pub fn dateline(text: &str, paragraph: Span, gazetteer: &Gazetteer) -> Option<Country> {
    const MAX_DATELINE: usize = 60;
    let words = paragraph.of(text);
    let end = (0..=words.len().min(MAX_DATELINE)).rev().find(|at| words.is_char_boundary(*at))?;
    let opening = words.get(..end)?;
    let dash = ["—", " – ", " - "].iter().filter_map(|dash| opening.find(dash)).min()?;
    let place = opening.get(..dash)?.split([',', '(']).next()?.trim();
    let shouted = place.chars().count() > 2 && !place.contains(char::is_lowercase);
    let named = gazetteer.senses(&title_case(place)).find(|named| !matches!(named, Named::Body(_)))?;
    if shouted { gazetteer.country(named) } else { None }
}

fn title_case(words: &str) -> String {
    let word = |word: &str| {
        let mut letters = word.chars();
        letters.next().map(|first| first.to_string() + &letters.as_str().to_lowercase()).unwrap_or_default()
    };
    words.split_whitespace().map(word).collect::<Vec<_>>().join(" ")
}
