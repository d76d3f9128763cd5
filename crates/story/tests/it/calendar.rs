//! What happens, over articles.

use reading::Status;
use story::Appointment;

use super::report::{report, told};

fn talks(calendar: &[Appointment]) -> &Appointment {
    let found = calendar.iter().find(|one| one.kind.0 == "talks" && one.when.is_some());
    found.unwrap_or_else(|| panic!("no talks: {calendar:#?}"))
}

#[test]
fn what_was_under_way_on_a_day_that_is_over_is_held() {
    let a = report(
        "Daily Post",
        "2031-05-06T10:00Z",
        "Talks in Ostby\nEnvoys of Norland and Arlen are holding talks in Ostby on Tuesday, the foreign ministry of Norland said.\n",
    );
    let b = report(
        "Lissel Radio",
        "2031-05-09T12:00Z",
        "Bridge shut\nThe bridge of Ostby was shut on Friday, Mayor Ada Poll of Ostby said.\n",
    );
    assert_eq!(talks(&told(&[&a]).calendar).status, Status::UnderWay);
    let both = told(&[&a, &b]);
    let found = talks(&both.calendar);
    assert_eq!((found.status, found.history[0].status), (Status::Held, Status::UnderWay));
}
