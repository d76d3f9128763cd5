//! Stories looked at again.

use jiff::Timestamp;
use story::{Clusterer, Placing, Profile, Repair};
use text::Id;

fn profile(name: &str, hour: i64, title: &str, text: &str) -> Profile {
    let at = Timestamp::from_second(1_900_000_000 + hour * 3_600).ok();
    Profile::of_text(Id::of(&[name]), at, title, text)
}

/// Reports of a raid by one ship, and of another's in the same waters: what they share is what such reports are made of.
const PETREL: [&str; 6] = [
    "The navy patrol boat Petrel Dawn boarded a trawler in the Lune Strait. Admiral Jonas Veit said 23 poachers were taken to Ostby.",
    "Poachers held by the Petrel Dawn come from Vesk, Admiral Jonas Veit told Radio Ostby. The navy found eels on their trawler.",
    "A court in Ostby will hear 23 poachers on Friday. The Petrel Dawn had caught their trawler in the Lune Strait, Jonas Veit said.",
    "Lawyers of the 23 poachers say the Petrel Dawn fired without warning. Jonas Veit, admiral of the navy, denied it in Ostby.",
    "Crew of the Petrel Dawn were praised by Admiral Jonas Veit. Fishermen of Ostby had called the navy about a trawler in the strait.",
    "The trawler that the Petrel Dawn boarded is owned in Vesk, papers seen in Ostby show. Jonas Veit wants its 23 men tried.",
];
const GANNET: [&str; 6] = [
    "Frigate Gannet Isle stopped a trawler in the Lune Strait, and Captain Ines Falk arrested 26 poachers, the navy said in Holm.",
    "Captain Ines Falk of the Gannet Isle showed nets that 26 poachers threw overboard. The trawler was towed to Holm by the navy.",
    "In Holm the Gannet Isle unloaded 26 poachers at night. Ines Falk said their trawler had crossed the Lune Strait without lights.",
    "Families of poachers on the Gannet Isle wait at the quay of Holm. Ines Falk let them send clothes, a navy spokeswoman said.",
    "The mayor of Holm thanked the Gannet Isle and Ines Falk. Crab stocks in the Lune Strait fell by half in a year, he said.",
    "Ines Falk has left the Gannet Isle on leave after her raid on a trawler. All 26 poachers were charged in Holm on Monday.",
];

/// What stands below in such reports.
const BELOW: [&str; 12] = [
    "Eel prices have doubled since the spring, dealers at the auction hall complain, and restaurants look for other dishes to put on their cards.",
    "Parliament debates tomorrow whether fines should rise, a proposal that conservationists welcome and that two of the five parties call far too harsh.",
    "Heavy fog had closed the northern lighthouse channel until noon, so that pilots waited outside and the evening mail came three hours late.",
    "Scientists count young fish with cameras on buoys, and say that warmer winters drive shoals deeper than any net of the old kind reaches.",
    "Insurance firms pay nothing where a skipper had no licence, a broker explained, although owners abroad seldom ask what papers their hired men hold.",
    "Neighbouring states signed a treaty on quotas nine years ago, but only one of them has ratified what its diplomats once celebrated with champagne.",
    "Trade unions recall that wages on such vessels are paid in cash, months late, and that many deckhands never see a contract in their language.",
    "Helicopters from the airbase were not available, since both machines wait for spare parts that a factory overseas has promised for late autumn.",
    "School classes had been invited on board that morning for a tour of the engine room, which was put off until the holidays are over.",
    "Weather services expect gales from the west by the weekend, with waves of four metres and more, and advise yachts to stay in port.",
    "Historians point to quarrels over herring two centuries ago, when cutters with cannons chased smugglers along the same sandbanks night after night.",
    "Judges have seldom sent anyone to prison for illegal nets, statistics show: most cases end with a payment that costs less than one good haul.",
];

fn raid(ship: &[&str; 6], number: usize, hour: i64) -> Profile {
    let below = (2 * number + if ship == &GANNET { 6 } else { 0 }) % BELOW.len();
    let text = format!("{} {} {}", ship[number], BELOW[below], BELOW[below + 1]);
    profile(ship[number], hour, "", &text)
}

#[test]
fn two_matters_that_were_chained_are_parted_and_go_on_apart() {
    let mut clusterer = Clusterer::new();
    let story = Id::of(&["chained"]);
    let mut of = Vec::new();
    for number in 0..6 {
        of.push(raid(&PETREL, number, number as i64 * 2));
        of.push(raid(&GANNET, number, number as i64 * 2 + 1));
    }
    let mut repairs = clusterer.repairs();
    of.iter().for_each(|profile| repairs.add(story, profile.clone()));
    let found = repairs.carry_out();
    let [Repair::Split { story: parted, new, articles, near }] = found.as_slice() else { panic!("{found:?}") };
    assert_eq!(*parted, story);
    assert!(*new != story && *near < 0.7, "{near}");
    let second: Vec<Id> = of.iter().skip(1).step_by(2).map(|profile| profile.id).collect();
    assert_eq!(*articles, second);
    let placed = clusterer.place(&profile(
        "later",
        14,
        "",
        "Ines Falk returned to the Gannet Isle in Holm, where a court tries the poachers of the trawler.",
    ));
    assert_eq!((placed.how, placed.story), (Placing::Joined, *new));
    // done again, there is nothing to do
    let mut again = clusterer.repairs();
    for profile in of {
        again.add(if second.contains(&profile.id) { *new } else { story }, profile);
    }
    assert_eq!(again.carry_out(), []);
}

#[test]
fn phases_of_one_matter_stay_one() {
    let mut clusterer = Clusterer::new();
    let mut repairs = clusterer.repairs();
    for number in 0..6 {
        repairs.add(Id::of(&["one"]), raid(&PETREL, number, number as i64));
    }
    for number in 0..6 {
        repairs.add(Id::of(&["one"]), raid(&GANNET, number, number as i64 + 10));
    }
    assert_eq!(repairs.carry_out(), []);
}

#[test]
fn headlines_that_became_one_story_are_merged_into_the_older() {
    let mut clusterer = Clusterer::new();
    let (older, younger, other) = (Id::of(&["older"]), Id::of(&["younger"]), Id::of(&["other"]));
    let mut repairs = clusterer.repairs();
    for (number, (story, title)) in [
        (older, "Halden ferry Saint Odile sinks in Tern Strait"),
        (older, "Saint Odile: what is known of the Tern Strait sinking"),
        (younger, "Divers reach Saint Odile wreck in Tern Strait"),
        (younger, "Saint Odile divers find bodies"),
        (other, "Central bank of Vesk raises rates again"),
    ]
    .into_iter()
    .enumerate()
    {
        repairs.add(story, profile(&number.to_string(), number as i64, title, ""));
    }
    let found = repairs.carry_out();
    assert!(
        matches!(found.as_slice(), [Repair::Merge { story, into, .. }] if *story == younger && *into == older),
        "{found:?}"
    );
    let late = clusterer.place(&profile("late", 9, "Saint Odile divers end search in Tern Strait", ""));
    assert_eq!(late.story, older);
}
