//! Credits: whose work a page says it uses.

use page::{Article, Credit, CreditKind, Role};
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
