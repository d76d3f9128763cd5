//! The types of events as a page of the documentation.

use std::fmt::Write;

use super::lexicon::{EventWords, KindEntry};

/// Returns `docs/events.md`: what `languages/events.toml` lists.
pub fn listing() -> String {
    let words = EventWords::english();
    let mut page = String::from(
        "# Events\n\n<!-- made by `cargo run -p bench -- listing events` from languages/events.toml -->\n\n\
         An event has a calendar kind and, where PLOVER knows its deed, a PLOVER type with a mode; a status; who, where and when; and the\n\
         statement that vouches for it. English words for each are in `languages/en/events.toml`, examples in `languages/en/cases/events.md`\n\
         and `status.md`.\n\n## Calendar kinds\n\n| kind | meaning | |\n| --- | --- | --- |\n",
    );
    let notes = |kind: &KindEntry| {
        let notes = [
            (kind.dated, "dated beforehand"),
            (kind.lasting, "goes on until undone"),
            (kind.said, "no entry of the calendar"),
            (kind.own, "done by the body that announces it"),
            (kind.by_body, "one of several of a body"),
        ];
        notes.iter().filter(|(is, _)| *is).map(|(_, note)| *note).collect::<Vec<_>>().join(", ")
    };
    for kind in &words.types.kind {
        // a line into a string does not fail
        let _ = writeln!(page, "| `{}` | {} | {} |", kind.name, kind.meaning, notes(kind));
    }
    page += "\n## PLOVER types\n\nCodebook of 2021, draft 0.8. What is only foretold is coded as the promise or threat, not as the deed.\n\n\
             | type | meaning | modes | foretold |\n| --- | --- | --- | --- |\n";
    for plover in &words.types.plover {
        let modes: Vec<String> = plover.modes.iter().map(|mode| format!("`{mode}`")).collect();
        let foretold = plover.foretold.as_deref().unwrap_or("");
        let _ = writeln!(page, "| `{}` | {} | {} | {foretold} |", plover.name, plover.meaning, modes.join(", "));
    }
    page += "\n## Status\n\n| status | meaning |\n| --- | --- |\n\
             | `expected` | planned, foretold or vowed; \"not yet\" too |\n\
             | `confirmed` | a party to it or its authority affirms that it will be, or that it takes place |\n\
             | `under-way` | goes on |\n\
             | `held` | happened, is over, has passed |\n\
             | `postponed` | put off, suspended, paused: `days` are the old ones; the new date is an event of its own with `new_date` |\n\
             | `cancelled` | called off, withdrawn, lapsed, lifted |\n\
             | `denied` | somebody with standing says that it did not, does not or will not happen |\n\n\
             `conditional` is set beside the status where it hangs on something (\"if they meet\"); `condition` are those words.\n\
             `certainty` is `certain`, `likely` (planned, scheduled) or `possible` (may, could, hopes to).\n\n\
             ## What no verb or noun of the lists tells\n\n| `why.rule` | event |\n| --- | --- |\n\
             | `shown-together` | two or more people whom a caption shows on a day before the publication: a meeting that was held |\n\
             | `said-there` | somebody says something on a day and at a place: a speech |\n\
             | `time-given` | somebody gives another until a day, or threatens \"unless\" something is done by it: a deadline |\n\
             | `failed-together` | several fail on a day to agree, settle or sign: a meeting that was held |\n\
             | `new-date` | the day that something was put off to |\n\
             | `plain-verb`, `plain-noun` | what is foretold, dated, denied, put off or called off, whatever it is |\n\n\
             ## Who, where and when, where the sentence does not say\n\n\
             Further talks and sessions are of those who met before, or of the two sides that the article names together first; \"no such\n\
             visit\" is the visit told last; the next decision or meeting of a body is that of the body the article opens with. A body that says\n\
             that something of its own will be done does it. What is no state, body or person takes no part where PLOVER codes nothing.\n\n\
             After these rules `weights/events.trees` are asked of every party, place and time near an event whether it is its own, and how far the event\n\
             has come; what the rules found is one of the things that they see. A body and its own people are named once, by the people. What a\n\
             deed is done to and takes no part in it is its `target`: the town that is shelled, the place that is visited.\n";
    page
}
