//! What must hold however articles come in.

use jiff::Timestamp;
use proptest::prelude::*;
use story::{Clusterer, Placing, Profile, Recent, Sketch, changes};
use text::Id;

use crate::report::{Report, report, told};

const WORDS: [&str; 12] =
    ["Holm", "Ostby", "Lissel", "bridge", "ferry", "strike", "closed", "storm", "Varga", "minister", "harbour", "fire"];

fn profile(number: usize, words: &[usize], second: i64) -> Profile {
    let text: Vec<&str> = words.iter().map(|word| WORDS[word % WORDS.len()]).collect();
    let at = Timestamp::from_second(1_900_000_000 + second).ok();
    Profile::of_text(Id::of(&[number.to_string()]), at, "", &text.join(" "))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_saved_state_goes_on_as_if_it_had_not_been_saved(
        articles in proptest::collection::vec((proptest::collection::vec(0_usize..12, 1..8), 0_i64..2_000_000), 2..24),
        cut in 1_usize..20,
    ) {
        let mut whole = Clusterer::new();
        let mut saved = Clusterer::new();
        for (number, (words, second)) in articles.iter().enumerate() {
            if number == cut {
                saved = Clusterer::load(&saved.save()).unwrap();
            }
            let profile = profile(number, words, *second);
            prop_assert_eq!(whole.place(&profile), saved.place(&profile));
        }
        prop_assert_eq!(whole.save(), saved.save());
    }

    #[test]
    fn a_damaged_state_is_refused_and_nothing_worse(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let _ = Clusterer::load(&bytes);
        let _ = Recent::load(&bytes);
        let mut state = Clusterer::new();
        state.place(&profile(1, &[1, 2, 3], 5));
        let mut state = state.save();
        let at = bytes.len() % state.len();
        state.truncate(at);
        prop_assert!(Clusterer::load(&state).is_err());
    }
}

#[test]
fn a_state_of_the_first_form_is_read() {
    let story = Id::of(&["story", "old"]);
    let stem = {
        let mut other = Clusterer::new();
        other.place(&profile(1, &[8], 0));
        let state = other.save();
        // form, moment, articles, number of words, and the word
        u32::from_le_bytes(state[20..24].try_into().unwrap())
    };
    let numbers = |numbers: &[u32]| numbers.iter().flat_map(|number| number.to_le_bytes()).collect::<Vec<u8>>();
    let old = [
        numbers(&[1, 1_900_000_000, 0, 0, 0, 1]),
        story.bytes().to_vec(),
        numbers(&[1_900_000_000, 0, 1, stem, 1.0_f32.to_bits(), 0]),
    ];
    let old = old.concat();
    let mut clusterer = Clusterer::load(&old).unwrap();
    assert_eq!(clusterer.place(&profile(2, &[8], 60)).story, story);
    assert_eq!(Clusterer::load(&clusterer.save()).unwrap().save(), clusterer.save());
}

#[test]
fn a_follow_up_revives_a_closed_story() {
    let mut clusterer = Clusterer::new();
    let words = [0, 3, 4, 6, 8, 9];
    let first = clusterer.place(&profile(1, &words, 0));
    let late = clusterer.place(&profile(2, &words, 20 * 86_400));
    assert_eq!((first.how, late.how), (Placing::New, Placing::Revived));
    assert_eq!(first.story, late.story);
}

#[test]
fn recent_articles_are_found_by_what_they_share_and_forgotten() {
    let text = "The ferry carried 214 people when it ran aground off Ostby, the port office said on Tuesday, and tugs pulled it free.";
    let at = |day: i64| Timestamp::from_second(1_900_000_000 + day * 86_400).ok();
    let (one, other) = (Id::of(&["one"]), Id::of(&["other"]));
    let mut recent = Recent::new();
    recent.add(&Sketch::of_text(one, at(0), text));
    recent.add(&Sketch::of_text(
        other,
        at(0),
        "Nobody has seen the mayor of Lissel since the storm took the roof off the town hall.",
    ));
    let copy = Sketch::of_text(Id::of(&["copy"]), at(1), text);
    assert_eq!(recent.near(&copy), [one]);
    let loaded = Recent::load(&recent.save()).unwrap();
    assert_eq!(loaded.near(&copy), [one]);
    recent.add(&Sketch::of_text(
        Id::of(&["late"]),
        at(40),
        "Quite another matter altogether, told weeks afterwards by somebody else.",
    ));
    assert_eq!(recent.near(&copy), []);
}

fn reports() -> [Report; 3] {
    [
        report(
            "Daily Post",
            "2031-05-06T09:00Z",
            "Bridge closed\nThe bridge at Holm will stay closed until June, Mayor Ada Poll told reporters.\nThe summit of Norland and Ventara in Ostby is scheduled for 3 June 2031, Foreign Minister Liv Strand said.\n",
        ),
        report(
            "Lissel Radio",
            "2031-05-06T10:00Z",
            "No bridge before June\nThe bridge at Holm will stay closed until June, the Daily Post reported, citing the mayor.\n",
        ),
        report(
            "Ostby Gazette",
            "2031-05-07T10:00Z",
            "Summit put off\nThe summit of Norland and Ventara in Ostby, which was planned for 3 June 2031, has been postponed, Foreign Minister Liv Strand said.\nThe bridge at Holm will stay closed until June, Tor Vik, the chief engineer, said.\n",
        ),
    ]
}

#[test]
fn the_order_of_pieces_does_not_matter() {
    let [a, b, c] = reports();
    let story = told(&[&a, &b, &c]);
    assert_eq!(told(&[&c, &a, &b]), story);
    assert_eq!(told(&[&b, &c, &a]), story);
}

#[test]
fn changes_tell_what_a_later_article_brought() {
    let [a, b, c] = reports();
    let (before, after) = (told(&[&a, &b]), told(&[&a, &b, &c]));
    assert_eq!(changes(&after, &after), []);
    let kinds: Vec<String> =
        changes(&before, &after).iter().map(|change| format!("{:?} {}", change.kind, change.what)).collect();
    assert!(kinds.iter().any(|line| line.starts_with("OriginGained Tor Vik")), "{kinds:#?}");
    assert!(kinds.iter().any(|line| line.starts_with("StatusMoved summit")), "{kinds:#?}");
}

#[test]
fn every_receipt_is_words_of_its_edition() {
    let [a, b, c] = reports();
    let all = [&a, &b, &c];
    let story = told(&all);
    let receipts = story.claims.iter().flat_map(|claim| claim.mentions.iter().map(|mention| mention.at));
    let receipts = receipts.chain(story.calendar.iter().flat_map(|one| one.history.iter().map(|step| step.at)));
    for receipt in receipts {
        let report = all.iter().find(|report| report.article.edition == receipt.edition).unwrap();
        assert!(!receipt.span.of(&report.article.text).is_empty());
    }
}
