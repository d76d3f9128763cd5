//! Credits: whose work a page says it uses.

use page::{Article, Credit, CreditKind, Furniture, Role};
use reading::How;
use text::Span;

use crate::articles::{READER, article};

fn credited(lines: &[(Role, &str)], names: &[(&str, CreditKind)]) -> Article {
    let mut article = article(lines);
    for (name, kind) in names {
        let start = article.text.find(name).unwrap();
        let span = Some(Span::new(start, start + name.len()));
        article.credits.push(Credit { name: (*name).to_owned(), kind: *kind, span });
    }
    article
}

fn chain(article: &Article) -> Vec<String> {
    let reading = READER.reading(article);
    reading.statements[0].chain.iter().skip(1).map(|hop| reading.called(article, &hop.from)).collect()
}

fn possible(article: &Article) -> Vec<String> {
    let reading = READER.reading(article);
    assert!(reading.possible.iter().all(|hop| hop.how == How::Possible && hop.why.is_some()));
    assert!(reading.statements.iter().flat_map(|statement| &statement.chain).all(|hop| hop.how != How::Possible));
    reading.possible.iter().map(|hop| reading.called(article, &hop.from)).collect()
}

const SAID: (Role, &str) = (Role::Paragraph, "The wall will hold, harbour chief Lena Holm said on Friday.");

#[test]
fn a_line_that_says_from_where_the_text_is_taken_is_a_link() {
    let one = credited(&[(Role::AgencyCredit, "From: Quayside"), SAID], &[("Quayside", CreditKind::Agency)]);
    assert_eq!(chain(&one), ["Quayside", "Lena Holm"]);
    assert_eq!(possible(&one), [""; 0]);
    let two = credited(
        &[(Role::AgencyCredit, "From: Quayside by Northwire"), SAID],
        &[("Quayside by Northwire", CreditKind::Agency)],
    );
    assert_eq!(chain(&two), ["Quayside/Northwire", "Lena Holm"]);
}

#[test]
fn a_line_that_says_of_no_sentence_whose_it_is_is_a_possible_link_and_in_no_chain() {
    let lines =
        [SAID, (Role::AgencyCredit, "With input from Northwire and Quayside"), (Role::PhotoCredit, "Sune Falk")];
    let names = [("Northwire", CreditKind::Agency), ("Quayside", CreditKind::Agency), ("Sune Falk", CreditKind::Photo)];
    let article = credited(&lines, &names);
    assert_eq!(chain(&article), ["Lena Holm"]);
    assert_eq!(possible(&article), ["Northwire", "Quayside"]);
}

#[test]
fn the_agency_of_the_dateline_is_in_every_chain_and_not_only_possible() {
    let line = (Role::Paragraph, "LUND (Northwire) - The wall will hold, harbour chief Lena Holm said on Friday.");
    let article = credited(&[line], &[("Northwire", CreditKind::Agency)]);
    assert_eq!(chain(&article), ["Northwire", "Lena Holm"]);
    assert_eq!(possible(&article), [""; 0]);
}

#[test]
fn the_agency_alone_in_a_line_behind_the_writer_or_in_the_notice_of_copyright_has_the_whole_text() {
    let alone = credited(&[(Role::AgencyCredit, "Quayside"), SAID], &[("Quayside", CreditKind::Agency)]);
    assert_eq!(chain(&alone), ["Quayside", "Lena Holm"]);
    let notice = Role::Furniture(Furniture::Copyright);
    for (line, agency) in [
        ((Role::Byline, "Ada Poll, Harbour Correspondent, PA"), "PA"),
        ((notice, "© Agence France-Presse"), "Agence France-Presse"),
        ((notice, "Copyright 2031 The Associated Press. All rights reserved."), "The Associated Press"),
    ] {
        let lines = if line.0 == Role::Byline { [line, SAID] } else { [SAID, line] };
        assert_eq!(chain(&credited(&lines, &[])), [agency, "Lena Holm"]);
    }
    for line in [(Role::Byline, "Ada Poll, Harbour Correspondent"), (notice, "© Holm Press Club")] {
        assert_eq!(chain(&credited(&[line, SAID], &[])), ["Lena Holm"]);
    }
}

#[test]
fn a_place_in_capitals_before_the_first_sentence_is_no_word_of_it() {
    let article = article(&[(Role::Paragraph, "PORT HOLM: The wall will hold, the mayor said on Friday.")]);
    let reading = READER.reading(&article);
    assert_eq!(article.words(reading.statements[0].content[0]), "The wall will hold");
}
