//! Dates that are written in full.

use page::Role;
use reading::Basis;

use crate::articles::{READER, article};

#[test]
fn full_dates_have_their_day() {
    let article = article(&[
        (
            Role::Paragraph,
            "It was agreed on 3 May 2024, signed May 5th, 2024 and filed 2024-06-01; Sept. 2025 is the end. Not 31 June 2024, nor 2024-13-01.",
        ),
        (Role::Caption, "Ada Poll in Lund, December 2, 2025"),
        (Role::Furniture(page::Furniture::Licence), "Licence of 2018-01-01"),
    ]);
    let times = READER.reading(&article).times;
    let rows: Vec<(&str, &str)> = times.iter().map(|t| (article.words(t.span), t.timex.value.as_str())).collect();
    assert_eq!(
        rows,
        [
            ("3 May 2024", "2024-05-03"),
            ("May 5th, 2024", "2024-05-05"),
            ("2024-06-01", "2024-06-01"),
            ("Sept. 2025", "2025-09"),
            ("December 2, 2025", "2025-12-02")
        ]
    );
    assert_eq!(times[4].basis, Basis::Caption);
    let month = times[3].interval.unwrap();
    assert_eq!((month.start.to_string(), month.end.to_string()), ("2025-09-01".to_owned(), "2025-10-01".to_owned()));
}
