//! The cases that a source chain must get right: each is two reports and what must be said of them.

use story::{ChangeKind, Clusterer, CopyKind, NodeKind, Profile, Relation, compare};

use crate::report::{claim, counted, gists, report, told};

#[test]
fn case_01_a_credited_reprint_is_one_origin() {
    let a = report(
        "Reuters",
        "2031-05-06T09:00Z",
        "Dam fails near Holm, 12 missing\nHOLM (Reuters) - A dam above the town of Holm failed early on Tuesday and twelve people are missing, police chief Ada Poll said.\nThe wall gave way at about four in the morning after two days of heavy rain over the Karst hills, she told reporters.\nRescue teams with boats were searching the flooded meadows along the Lissel river.\n",
    );
    let b = report(
        "Daily Post",
        "2031-05-06T11:00Z",
        "Dam fails near Holm, 12 missing\nA dam above the town of Holm failed early on Tuesday and twelve people are missing, police chief Ada Poll said.\nThe wall gave way at about four in the morning after two days of heavy rain over the Karst hills, she told reporters.\nRescue teams with boats were searching the flooded meadows along the Lissel river.\n(Reuters)\n",
    );
    let story = told(&[&a, &b]);
    assert_eq!(story.copies.len(), 1);
    let copy = &story.copies[0];
    assert_eq!((copy.of, copy.by, copy.kind, copy.credited), (a.article.id, b.article.id, CopyKind::Copy, true));
    let found = claim(&story, "missing");
    assert_eq!(counted(found), (1, 1, vec!["Ada Poll"]), "{:#?}", gists(&story));
    assert_eq!((found.origins.carriers, found.origins.observers), (2, 1));
}

#[test]
fn case_02_an_uncredited_copy_is_seen() {
    let a = report(
        "Norland Agency",
        "2031-05-06T09:00Z",
        "Ferry runs aground off Ostby\nThe ferry carried 214 people when it ran aground off Ostby, the port office said on Tuesday.\nNobody was hurt, and tugs pulled the Lady Marit free at high tide shortly before noon.\nThe captain, a man of 58 with thirty years at sea, reported a failure of the rudder.\n",
    );
    let b = report(
        "Morning Courier",
        "2031-05-06T11:00Z",
        "Ferry stuck on Ostby sandbank\nBy Nils Bakke, staff writer\nThe ferry carried 214 people when it ran aground off Ostby, the port office said on Tuesday.\nNobody was hurt, and tugs pulled the Lady Marit free at high tide shortly before noon.\nThe captain, a man of 58 with thirty years at sea, reported a failure of the rudder.\n",
    );
    let story = told(&[&a, &b]);
    let copy = &story.copies[0];
    assert_eq!((copy.of, copy.by, copy.credited), (a.article.id, b.article.id, false));
    let links: Vec<_> = story.provenance.edges.iter().map(|edge| edge.link).collect();
    assert!(links.contains(&story::Link::CopiedUncredited));
    let found = claim(&story, "214");
    assert_eq!((found.origins.at_least, found.origins.at_most), (1, 1), "{:#?}", gists(&story));
}

#[test]
fn case_03_a_report_retold_rests_on_its_sources() {
    let a = report(
        "Daily Post",
        "2031-05-06T09:00Z",
        "Minister to go\nFinance Minister Jon Varga will resign this week, Politico reported, citing two people familiar with the matter.\n",
    );
    let b = report(
        "Morning Courier",
        "2031-05-06T11:00Z",
        "Varga on his way out\nFinance Minister Jon Varga will resign this week, Politico reported.\n",
    );
    let story = told(&[&a, &b]);
    let found = claim(&story, "resign");
    let (least, most, roots) = counted(found);
    assert_eq!((least, most, roots.len()), (1, 1, 1), "{:#?}", gists(&story));
    assert!(roots[0].contains("two people familiar"), "{roots:?}");
    assert_eq!(found.origins.roots[0].kind, NodeKind::Unnamed);
}

#[test]
fn case_04_a_chain_of_citations_is_followed() {
    let a = report(
        "Lissel Radio",
        "2031-05-06T09:00Z",
        "Steelworks to close\nThe Kuvall steelworks will close in March, the newspaper Bild reported on Tuesday, citing a person close to the board.\n",
    );
    let b = report(
        "Ostby Gazette",
        "2031-05-06T12:00Z",
        "Kuvall closure in March\nThe Kuvall steelworks will close in March, Lissel Radio said, citing Bild.\n",
    );
    let story = told(&[&a, &b]);
    let found = claim(&story, "steelworks");
    let (least, most, roots) = counted(found);
    assert_eq!((least, most), (1, 1), "{:#?}", gists(&story));
    assert!(roots[0].contains("person close"), "{roots:?}");
}

#[test]
fn case_05_confirming_adds_an_origin() {
    let a = report(
        "Daily Post",
        "2031-05-06T12:00Z",
        "Bank to cut jobs\nHolm Bank will cut 900 jobs by the summer, two government officials confirmed to the Daily Post on Tuesday.\n",
    );
    let b = report(
        "Financial Courier",
        "2031-05-06T08:00Z",
        "Holm Bank plans deep cuts\nHolm Bank will cut 900 jobs by the summer, according to three bankers.\n",
    );
    let story = told(&[&a, &b]);
    let found = claim(&story, "900 jobs");
    assert_eq!((found.origins.at_least, found.origins.at_most), (2, 2), "{:#?}", gists(&story));
}

#[test]
fn case_06_citing_without_checking_adds_nothing() {
    let a = report(
        "Morning Courier",
        "2031-05-06T12:00Z",
        "Strike on port reported\nA missile strike hit the port of Ostby on Monday night, Karst Television reported.\nThe Morning Courier could not independently verify the report.\n",
    );
    let b = report(
        "Karst Television",
        "2031-05-06T06:00Z",
        "Missile hits Ostby port\nA missile strike hit the port of Ostby on Monday night.\nOur correspondent saw flames above the grain terminal.\n",
    );
    let story = told(&[&a, &b]);
    let found = claim(&story, "missile strike hit the port");
    assert_eq!(counted(found), (1, 1, vec!["Karst Television"]), "{:#?}", gists(&story));
    let mine = found.mentions.iter().find(|mention| mention.at.article == a.article.id).unwrap();
    let other = found.mentions.iter().find(|mention| mention.at.article == b.article.id).unwrap();
    assert!(mine.unverified && !other.unverified);
}

#[test]
fn case_07_two_reporters_at_one_briefing_have_one_source() {
    let a = report(
        "Daily Post",
        "2031-05-06T12:00Z",
        "Three dead in Holm fire\nThree people died in the warehouse fire in Holm, Mayor Ada Poll told reporters on Tuesday.\n",
    );
    let b = report(
        "Lissel Radio",
        "2031-05-06T12:30Z",
        "Holm fire kills three\nThree people died in the warehouse fire, the mayor of Holm, Ada Poll, said at a briefing.\n",
    );
    let story = told(&[&a, &b]);
    let found = claim(&story, "died");
    assert_eq!(counted(found), (1, 1, vec!["Ada Poll"]), "{:#?}", gists(&story));
    assert_eq!((found.origins.observers, found.origins.outlets), (2, 2));
}

#[test]
fn case_08_one_document_is_one_origin() {
    let a = report(
        "Daily Post",
        "2031-05-06T12:00Z",
        "Court papers show payments\nThe company paid $4 million to a consultant in Ostby, a court filing seen by the Daily Post shows.\n",
    );
    let b = report(
        "Lissel Radio",
        "2031-05-07T12:00Z",
        "Filing lists payment\nThe company paid $4 million to a consultant in Ostby, according to the court filing, which was published on Monday.\n",
    );
    let story = told(&[&a, &b]);
    let found = claim(&story, "$4 million");
    assert_eq!((found.origins.at_least, found.origins.at_most), (1, 1), "{:#?}", gists(&story));
    assert_eq!(found.origins.roots[0].kind, NodeKind::Document);
    assert_eq!(found.origins.observers, 2);
}

#[test]
fn case_09_a_translation_in_the_family_is_no_second_origin() {
    let a = report("Norland World", "2031-05-06T09:00Z", "Quake shakes Ventara\nAn earthquake of magnitude 6.4 shook the city of Ventara on Tuesday, killing 17 people, Governor Luis Ibarrola said.\nThe quake struck at 04:12 and was felt in Salcedo and Puerto Ancho, 210 kilometres away.\nPresident Marta Quiroga declared three days of mourning and sent 400 soldiers.\n").of_family("norland");
    let b = report("Norland Mundo", "2031-05-06T10:00Z", "Un terremoto sacude Ventara\nUn terremoto de magnitud 6.4 sacudió la ciudad de Ventara el martes y causó la muerte de 17 personas, dijo el gobernador Luis Ibarrola.\nEl sismo se produjo a las 04:12 y se sintió en Salcedo y Puerto Ancho, a 210 kilómetros.\nLa presidenta Marta Quiroga decretó tres días de luto y envió 400 soldados.\n").of_family("norland");
    let story = told(&[&a, &b]);
    assert_eq!(story.copies.len(), 1, "{:#?}", gists(&story));
    assert!(story.copies[0].kind.derives());
    for found in &story.claims {
        assert!(found.origins.families <= 1 && found.origins.at_most <= 1, "{:#?}", gists(&story));
    }
    let found = claim(&story, "17 people");
    assert_eq!((found.origins.carriers, found.origins.families), (2, 1), "{:#?}", gists(&story));
}

#[test]
fn case_10_one_owner_is_said_and_still_two_origins() {
    let a = report("Holm Herald", "2031-05-06T09:00Z", "Widow speaks\nThe bus was going far too fast before the crash at Karst bridge, Berit Lund, the widow of a passenger, said in an interview.\nHer husband, a carpenter, had taken the bus every Tuesday for eleven years, and he always sat behind the door.\nShe has hired a lawyer in Holm and wants to see the papers of the company.\n").owned_by("Meridian Group");
    let b = report("Ostby Gazette", "2031-05-06T10:00Z", "Driver speaks\nThe bus was going far too fast before the crash at Karst bridge, Olav Reme, the driver, said on Tuesday.\nReme, who broke both legs, spoke from his bed in the hospital of Sund and wept as he counted the names.\nA schedule that nobody could keep had been hung in the depot in April, he added.\n").owned_by("Meridian Group");
    let story = told(&[&a, &b]);
    let found = claim(&story, "too fast");
    assert_eq!(counted(found), (2, 2, vec!["Berit Lund", "Olav Reme"]), "{:#?}", gists(&story));
    assert!(found.origins.why.iter().any(|why| why.contains("same owner: Meridian Group")), "{:?}", found.origins.why);
}

#[test]
fn case_11_a_contribution_is_no_copy() {
    let shared = "The storm tore the roof off the covered market in Holm on Monday and cut power to 8,000 homes, the fire brigade said.\nMore than forty trees fell across the coastal road, which will stay closed until Thursday.\n";
    let a = report(
        "Daily Post",
        "2031-05-06T12:00Z",
        &format!(
            "Storm hits the coast\nBy Jane Doe\nIn the fishing village of Sund, people were still counting their boats on Tuesday, and in the harbour cafe nobody talked of anything else.\n\"I have lost both of mine, the old one and the new one,\" said Petter Aune, who has fished here since he was a boy.\nThe municipal council met at noon and promised each family 20,000 crowns before the end of the month.\nSchools will open again on Wednesday, the headmistress, Inger Foss, told the Daily Post.\n{shared}The Associated Press contributed to this report.\n"
        ),
    );
    let b = report(
        "AP",
        "2031-05-06T08:00Z",
        &format!(
            "Storm in Norland\nHOLM, Norland (AP) — A winter storm with winds of 130 kilometres an hour swept over the north coast.\n{shared}The weather service expects calmer winds by Wednesday.\n"
        ),
    );
    let story = told(&[&a, &b]);
    let copy = &story.copies[0];
    assert_eq!((copy.of, copy.by, copy.kind, copy.credited), (b.article.id, a.article.id, CopyKind::Mixed, true));
    assert!(!copy.spans.is_empty());
    let power = claim(&story, "8,000 homes");
    assert_eq!((power.origins.at_most, power.origins.carriers), (1, 2), "{:#?}", gists(&story));
    let boats = claim(&story, "both of mine");
    assert_eq!(counted(boats), (1, 1, vec!["Petter Aune"]));
}

#[test]
fn case_12_old_background_makes_no_duplicate() {
    let old = "The first quake, of magnitude 6.1, struck the Karst hills at dawn on Monday and killed 40 people, the interior ministry said.\nWhole streets of the old town of Lissel fell, among them the town hall and the school of music.\nSoldiers dug with their hands for two days, and a girl of nine was pulled out alive on Monday night.\nThe government has promised tents for 3,000 families before the rains.\n";
    let a = report(
        "Daily Post",
        "2031-05-05T18:00Z",
        &format!(
            "Quake kills 40 in Karst hills\n{old}The road to Lissel was blocked by rocks, and helicopters flew the injured to Holm.\n"
        ),
    );
    let b = report(
        "Lissel Radio",
        "2031-05-06T18:00Z",
        &format!(
            "Aftershock brings down bridge\nA strong aftershock brought down the railway bridge at Sund on Tuesday evening, the railway company said, and trains to the coast were stopped.\nNo train was on the bridge, and nobody was hurt, a spokeswoman, Kari Moe, said.\nEngineers will look at three more bridges on Wednesday before the line can open again, she added.\nThe tremor was felt as far away as Ostby, where people ran into the streets.\n{old}"
        ),
    );
    let story = told(&[&a, &b]);
    assert_eq!(story.copies.len(), 1);
    assert_eq!(story.copies[0].kind, CopyKind::SharedBackground, "{:?}", story.copies[0]);
    let killed = claim(&story, "killed 40");
    assert_eq!((killed.origins.at_least, killed.origins.at_most), (1, 1), "{:#?}", gists(&story));
    assert_eq!(claim(&story, "aftershock").origins.carriers, 1);
}

#[test]
fn case_13_a_ring_is_one_origin_of_unknown_kind() {
    let a = report(
        "Daily Post",
        "2031-05-06T10:00Z",
        "Singer cancels tour\nThe singer Mira Vall will cancel her tour of the north, the Morning Courier reported.\n",
    );
    let b = report(
        "Morning Courier",
        "2031-05-06T12:00Z",
        "Vall calls off tour\nThe singer Mira Vall will cancel her tour of the north, the Daily Post reported.\n",
    );
    let story = told(&[&a, &b]);
    let found = claim(&story, "tour");
    assert_eq!((found.origins.at_least, found.origins.at_most), (1, 1), "{:#?}", gists(&story));
    assert_eq!(found.origins.roots[0].kind, NodeKind::Unknown);
}

#[test]
fn case_14_nameless_sources_that_may_be_one_make_a_range() {
    let a = report(
        "Daily Post",
        "2031-05-06T10:00Z",
        "Talks stall\n\"The talks in Ostby are going nowhere and everybody in the room knows it,\" a senior official said on Tuesday.\nDelegates left the Hotel Meridian by the garden gate, and the table for the signing was carried back to the cellar.\nA new round has been set for the end of the month, the foreign ministry of Norland said.\n",
    );
    let b = report(
        "Lissel Radio",
        "2031-05-06T12:00Z",
        "No progress in Ostby\n\"The talks in Ostby are going nowhere and everybody in the room knows it,\" a U.S. official told Lissel Radio.\nThe American envoy flew home on a scheduled plane at noon, two days earlier than planned.\nFishermen on the quay said they had expected nothing else from people in such shoes.\n",
    );
    let story = told(&[&a, &b]);
    let found = claim(&story, "nowhere");
    assert_eq!((found.origins.at_least, found.origins.at_most), (1, 2), "{:#?}", gists(&story));
    assert_eq!(found.origins.roots[1].may_be, Some(0));
}

#[test]
fn case_15_look_alikes_are_two_stories() {
    let a = report(
        "Daily Post",
        "2031-05-09T10:00Z",
        "6.8 quake in northern Ventara\nAn earthquake of magnitude 6.8 struck northern Ventara near Salcedo on Friday, the geological service said.\nWindows broke in Salcedo and people ran into the streets, Governor Luis Ibarrola said.\nThe quake was followed by a dozen tremors, and the port of Ancho was closed.\n",
    );
    let b = report(
        "Lissel Radio",
        "2031-05-09T12:00Z",
        "5.9 quake in southern Perrano\nAn earthquake of magnitude 5.9 struck southern Perrano near Chilca on Friday, the seismological institute said.\nRocks fell on the highway to Tarma and one driver was hurt, police said.\nThe airport of Chilca stayed open.\n",
    );
    let mut clusterer = Clusterer::new();
    let (first, second) = (clusterer.place(&Profile::of(&a.article)), clusterer.place(&Profile::of(&b.article)));
    assert_ne!(first.story, second.story, "{second:?}");
    let story = told(&[&a, &b]);
    assert!(story.copies.is_empty());
    assert!(story.claims.iter().all(|claim| claim.origins.carriers == 1), "{:#?}", gists(&story));
}

#[test]
fn case_16_a_rising_toll_is_superseded_not_refuted() {
    let a = report(
        "Norland Agency",
        "2031-05-06T09:00Z",
        "Flood kills at least 12\nAt least 12 people died in the flood in Holm, the interior ministry said on Tuesday.\n",
    );
    let b = report(
        "Norland Agency",
        "2031-05-06T15:00Z",
        "Flood toll rises to 19\nNineteen people died in the flood in Holm, the interior ministry said on Tuesday afternoon.\n",
    );
    let story = told(&[&a, &b]);
    let relations =
        |words: &str| claim(&story, words).mentions.iter().map(|mention| mention.relation).collect::<Vec<_>>();
    assert_eq!(relations("at least 12"), [Relation::Superseded, Relation::Entails], "{:#?}", gists(&story));
    assert_eq!(relations("nineteen"), [Relation::Superseded, Relation::Same], "{:#?}", gists(&story));
    assert_eq!(story.figures.len(), 1, "{:#?}", story.figures);
    let values: Vec<_> = story.figures[0].values.iter().map(|value| (value.value.as_str(), value.relation)).collect();
    assert_eq!(values, [("12", Relation::Superseded), ("19", Relation::Same)]);
}

#[test]
fn case_17_a_true_conflict_keeps_both_holders() {
    let a = report(
        "Daily Post",
        "2031-05-06T12:00Z",
        "Ministry counts 19 dead\nNineteen people died in the explosion at the Kuvall plant, the interior ministry said on Tuesday.\n",
    );
    let b = report(
        "Lissel Radio",
        "2031-05-06T13:00Z",
        "Hospital counts 31 dead\nThirty-one people died in the explosion at the Kuvall plant, Holm hospital said on Tuesday.\n",
    );
    let b = report("Lissel Radio", "2031-05-06T13:00Z", &b.article.text.replace("Thirty-one", "Some 31"));
    let story = told(&[&a, &b]);
    let first = claim(&story, "nineteen");
    assert_eq!(
        first.mentions.iter().map(|mention| mention.relation).collect::<Vec<_>>(),
        [Relation::Same, Relation::Contradicts],
        "{:#?}",
        gists(&story)
    );
    assert_eq!((first.origins.at_least, first.origins.at_most), (1, 1));
    let second = claim(&story, "31 people");
    assert_eq!(
        second.mentions.iter().map(|mention| mention.relation).collect::<Vec<_>>(),
        [Relation::Contradicts, Relation::Same]
    );
    assert_ne!(first.origins.roots[0].name, second.origins.roots[0].name);
}

#[test]
fn case_18_another_scope_is_no_conflict() {
    let a = report(
        "Daily Post",
        "2031-05-06T12:00Z",
        "19 dead in Holm\nNineteen people died in the heatwave in the city of Holm, the health ministry said on Tuesday.\n",
    );
    let b = report(
        "Lissel Radio",
        "2031-05-06T13:00Z",
        "27 dead in heatwave\nA total of 27 people died in the heatwave nationwide, the health ministry said on Tuesday.\n",
    );
    let story = told(&[&a, &b]);
    for found in &story.claims {
        let clash = found.mentions.iter().any(|m| matches!(m.relation, Relation::Contradicts | Relation::Superseded));
        assert!(!clash, "{:#?}", gists(&story));
    }
    assert!(
        story.figures.iter().flat_map(|series| &series.values).all(|value| value.relation == Relation::Same),
        "{:#?}",
        story.figures
    );
}

#[test]
fn case_19_a_withdrawn_origin_is_lost_to_all_who_carry_it() {
    let text = "Holm Bank will close all its 45 branches in the north by the end of August, the bank said in a statement on Tuesday.\nThe closures will cost about 600 jobs, and customers in Ostby and Sund will be served by post.\nThe bank's chairman, Erik Dahl, declined to speak to reporters.\n";
    let a = report("Norland Agency", "2031-05-06T09:00Z", &format!("Holm Bank to close northern branches\n{text}"));
    let kill = report(
        "Norland Agency",
        "2031-05-06T13:00Z",
        "KILL: Holm Bank to close northern branches\nKILL: story withdrawn. Holm Bank to close all its 45 branches in the north. The statement of the bank was a forgery. Editors: kill all versions.\n",
    );
    let b = report("Daily Post", "2031-05-06T10:00Z", &format!("Northern branches to go\n{text}"));
    let c = report("Lissel Radio", "2031-05-06T11:00Z", &format!("Bank leaves the north\n{text}"));
    let story = told(&[&a, &kill, &b, &c]);
    assert!(
        story.changes.iter().any(|change| change.kind == ChangeKind::Withdrawn && change.of == a.article.id),
        "{:?}",
        story.changes
    );
    let found = claim(&story, "45 branches in the north by");
    assert_eq!((found.origins.at_least, found.origins.at_most), (0, 0), "{:#?}", gists(&story));
    let carried = found.mentions.iter().filter(|mention| mention.at.article != kill.article.id);
    assert!(carried.clone().count() == 3 && carried.clone().all(|mention| mention.withdrawn), "{:#?}", found.mentions);
}

#[test]
fn case_20_a_silent_edit_is_seen() {
    let mut old = report(
        "Daily Post",
        "2031-05-06T09:00Z",
        "Officials count arrests\nOfficials said 12 people were arrested in Holm on Monday night after the match.\nThe city council will meet on Thursday.\n",
    );
    let mut new = report(
        "Daily Post",
        "2031-05-06T12:00Z",
        "Officials count arrests\nOfficials said 2 people were arrested in Holm on Monday night after the match.\nThe city council will meet on Thursday.\n",
    );
    new.article.id = old.article.id;
    new.reading.article = old.article.id;
    old.carrier = new.carrier.clone();
    let story = told(&[&old, &new]);
    assert_eq!(story.articles, [old.article.id]);
    let kinds: Vec<ChangeKind> = story.changes.iter().map(|change| change.kind).collect();
    assert_eq!(kinds, [ChangeKind::FigureChanged, ChangeKind::Edited], "{:?}", story.changes);
    assert!(story.changes[0].what.contains("12") && story.changes[0].what.contains("no correction notice"));
    assert!(story.copies.is_empty());
    assert_eq!(
        story.changes[0].to.unwrap().span.of(&new.article.text),
        "Officials said 2 people were arrested in Holm on Monday night after the match."
    );
}

#[test]
fn case_21_an_agency_may_be_the_copy() {
    let text = "The forests above Lissel are dying, and nobody who walks there can fail to see it.\nOf 300 trees that the forester Hanne Rud marked in spring, 140 are dead, she said on Tuesday.\nBeetles, drought and a warm winter have done what axes never did.\n";
    let a = report(
        "Reuters",
        "2031-05-06T09:00Z",
        &format!("Forests of Lissel are dying\n{text}This piece first appeared in The Holm Post.\n"),
    );
    let b = report("The Holm Post", "2031-05-06T09:30Z", &format!("A forest ends\n{text}"));
    let story = told(&[&a, &b]);
    let copy = &story.copies[0];
    assert_eq!((copy.of, copy.by, copy.credited, copy.directed), (b.article.id, a.article.id, true, true));
}

#[test]
fn case_22_a_feed_is_no_publisher() {
    let entry = r#"<rss version="2.0"><channel><title>Oil &amp; Gas - news search</title><link>https://feeds.example/oil</link><item><title>Pipeline at Sund shut</title><link>https://agency.example/pipeline</link><description>The pipeline at Sund was shut on Tuesday after a leak, the operator said.</description><source url="https://reuters.com">Reuters</source></item></channel></rss>"#;
    let carriers = crate::report::carriers_of_feed(entry);
    assert_eq!(carriers, ["Reuters"]);
}

#[test]
fn case_23_a_postponed_summit_is_one_event() {
    let a = report(
        "Daily Post",
        "2031-05-06T09:00Z",
        "Summit set for June\nThe summit of Norland and Ventara in Ostby is scheduled for 3 June 2031, Foreign Minister Liv Strand said.\n",
    );
    let b = report(
        "Lissel Radio",
        "2031-05-20T09:00Z",
        "Summit put off\nThe summit of Norland and Ventara in Ostby, which was planned for 3 June 2031, has been postponed, Foreign Minister Liv Strand said.\n",
    );
    let story = told(&[&a, &b]);
    let summits: Vec<_> = story.calendar.iter().filter(|one| one.kind.0 == "summit").collect();
    assert_eq!(summits.len(), 1, "{:#?}", story.calendar);
    assert_eq!(summits[0].status, reading::Status::Postponed);
    assert_eq!(summits[0].history[0].when.unwrap().start.to_string(), "2031-06-03");
}

#[test]
fn case_24_a_statement_in_two_independent_reports_is_one_origin() {
    let quote = "\"We have looked at every bolt of this bridge, we have looked at every weld, and we have found nothing that would have kept it standing in a wind like that; I am sorry for those who were on it, and I will answer for what my office did and did not do,\" the chief engineer, Tor Vik, said in a statement.\n";
    let a = report(
        "Daily Post",
        "2031-05-06T12:00Z",
        &format!(
            "Engineer takes the blame\nIn the cafe by the river, people stood at the window and counted the cranes that lift out the steel.\nA bus with nine pensioners was the last to cross, its driver, Marit Eng, said.\n{quote}The council has set aside two million crowns for a ferry, and the first boat will run on Friday.\n"
        ),
    );
    let b = report(
        "Lissel Radio",
        "2031-05-06T13:00Z",
        &format!(
            "Bridge office under fire\nProsecutors searched the offices of the bridge company in Holm on Tuesday morning and carried away eleven boxes.\n{quote}Opposition leader Geir Fossum demanded that the transport minister resign.\nSteel prices play no part, an economist at Ostby university said.\n"
        ),
    );
    let story = told(&[&a, &b]);
    assert!(story.copies.iter().all(|copy| copy.kind == CopyKind::SharedQuote), "{:?}", story.copies);
    let statement = claim(&story, "every bolt");
    assert_eq!(counted(statement), (1, 1, vec!["Tor Vik"]), "{:#?}", gists(&story));
    assert_eq!((statement.origins.carriers, statement.origins.observers), (2, 2));
    let others: Vec<&str> = ["nine pensioners", "transport minister"]
        .iter()
        .map(|words| claim(&story, words).origins.roots[0].name.as_str())
        .collect();
    assert_eq!(others, ["Marit Eng", "Geir Fossum"]);
}

#[test]
fn two_who_are_cited_by_one_sentence_are_not_one() {
    let a = report(
        "Daily Post",
        "2031-05-06T10:00Z",
        "Bank to be sold\nThe harbour bank of Holm will be sold in June to a rival, according to an official of the port and a person briefed on it.\n",
    );
    let found = claim(&told(&[&a]), "will be sold").origins.clone();
    assert_eq!((found.at_least, found.at_most), (2, 2), "{found:#?}");
}

#[test]
fn a_quotation_that_goes_on_behind_its_cue_is_told_to_its_end() {
    let a = report(
        "Daily Post",
        "2031-05-06T10:00Z",
        "Ferry sold\n\"The ferry of Holm was sold on Monday for a song,\" Mayor Ada Poll said. \"Nobody in this town hall was asked about the price.\"\n",
    );
    let story = told(&[&a]);
    for words in ["was sold on monday", "asked about the price"] {
        assert_eq!(counted(claim(&story, words)), (1, 1, vec!["Ada Poll"]), "{:#?}", gists(&story));
    }
}

#[test]
fn what_others_say_in_a_notice_is_theirs() {
    let a = report(
        "Daily Post",
        "2031-05-06T10:00Z",
        "General to be replaced, official says\nGeneral Ivo Rask will be replaced as negotiator before the talks in Holm, an official said.\nThe general has led the army of Norland for three years and was at the last two rounds of talks.\nThe army of Norland did not answer questions on Tuesday evening.\n",
    );
    let b = report(
        "Daily Post",
        "2031-05-08T10:00Z",
        "Notice to readers\nThe Daily Post withdraws its report \"General to be replaced, official says\".\nGeneral Ivo Rask will lead the talks in Holm on Sunday, army spokesman Jon Lind said on Thursday.\n",
    );
    let story = told(&[&a, &b]);
    assert_eq!(counted(claim(&story, "will be replaced")), (0, 0, vec![]), "{:#?}", gists(&story));
    assert_eq!(counted(claim(&story, "will lead the talks")).0, 1, "{:#?}", gists(&story));
}

const DAM: &str = "HOLM (Reuters) - A dam above the town of Holm failed early on Tuesday and twelve people are missing, police chief Ada Poll said.\nThe wall gave way at about four in the morning after two days of heavy rain over the Karst hills, she told reporters.\nRescue teams with boats were searching the flooded meadows along the Lissel river.\nNorland has had nine dam failures since 1987, most of them at earthen walls that farmers put up without permits on streams in the Karst hills, the building authority says.\n(Reuters)\n";

#[test]
fn words_that_came_with_a_copy_are_no_copy_of_another_report() {
    let first = report("Reuters", "2031-05-06T09:00Z", &format!("Dam fails near Holm\n{DAM}"));
    let second = "HOLM (Reuters) - Norland's parliament will ask Building Minister Jon Varga on Friday why inspectors never saw the wall at Holm, Speaker Lea Brandt said.\nVarga told Reuters that he would answer every question and that no file had been lost.\nThe opposition Meadow Party wants his resignation and has called for a vote next week.\nNorland has had nine dam failures since 1987, most of them at earthen walls that farmers put up without permits on streams in the Karst hills, the building authority says.\n(Reuters)\n";
    let again = report("Reuters", "2031-05-08T09:00Z", &format!("Minister to be asked about dam\n{second}"));
    let carrier = report("Morning Courier", "2031-05-08T11:00Z", &format!("Minister to be asked about dam\n{second}"));
    let story = told(&[&first, &again, &carrier]);
    let derived = story.copies.iter().filter(|copy| copy.by == carrier.article.id && copy.kind.derives());
    let from: Vec<_> = derived.map(|copy| copy.of).collect();
    assert_eq!(from, [again.article.id], "{:#?}", story.copies);
}

#[test]
fn a_report_of_days_later_is_not_what_somebody_had_his_text_from() {
    let early = report("Daily Post", "2031-05-06T11:00Z", &format!("Dam fails near Holm\n{DAM}"));
    let later = |at: &str| report("Reuters", at, &format!("Dam fails near Holm\n{DAM}"));
    // a report that was corrected has a new time
    for (at, of_later) in [("2031-05-06T15:00Z", true), ("2031-05-08T15:00Z", false)] {
        let later = later(at);
        for copy in [compare(&early.article, &later.article), compare(&later.article, &early.article)] {
            assert_eq!(copy.unwrap().of == later.article.id, of_later, "{at}");
        }
    }
}

#[test]
fn who_credits_two_agencies_tells_a_report_of_each() {
    let dam = report("Reuters", "2031-05-06T09:00Z", &format!("Dam fails near Holm\n{DAM}"));
    let bridge = report(
        "AFP",
        "2031-05-06T10:00Z",
        "Bridge closed after flood\nThe Lissel bridge at Ostby, which 14,000 drivers use each day, was closed for 6 weeks, transport minister Jon Varga said.\nEngineers found cracks in two of the seven pillars after the flood, and repairs would cost 3.5 million crowns, he told AFP.\n(AFP)\n",
    );
    let both = report(
        "Morning Courier",
        "2031-05-06T15:00Z",
        "Norland after the flood\nTwelve are missing since Tuesday morning, when a dam failed near Holm, police chief Ada Poll told reporters; boats were searching flooded meadows.\nThe authority for buildings has counted nine failures since 1987, mostly of earthen walls of farmers without permits.\nIn Ostby, 14,000 drivers must find another way for 6 weeks: engineers found cracks in seven pillars of the bridge and put repairs at 3.5 million crowns, transport minister Jon Varga said.\n(With input from Reuters, AFP)\n",
    );
    let story = told(&[&dam, &bridge, &both]);
    let mut from: Vec<_> = story.copies.iter().filter(|copy| copy.by == both.article.id).map(|copy| copy.of).collect();
    from.sort_unstable();
    let mut wanted = [dam.article.id, bridge.article.id];
    wanted.sort_unstable();
    assert_eq!(from, wanted, "{:#?}", story.copies);
    assert!(story.copies.iter().all(|copy| copy.by != both.article.id || copy.credited));
}
