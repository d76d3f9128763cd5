//! What each format writes.

use serde_json::Value;

use crate::program::{Folder, page, run, run_with};

#[test]
fn text_tells_who_said_what_on_whose_word() {
    let folder = Folder::new("formats-text");
    let file = folder.write("bridge.txt", page(3));
    let run = run(&["read", &file, "--outlet", "Lune Courier", "--date", "2024-05-03"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    for line in [
        "STATEMENTS",
        "<- Ada Poll",
        "“We kept our word”",
        "<- 2 people familiar with the accounts (unnamed)",
        "DATES",
        "2024-06-03",
    ] {
        assert!(run.out.contains(line), "{line} is missing in\n{}", run.out);
    }
    assert!(!run.out.contains("POSITIONS"), "empty sections are left out");
    assert!(run.out.lines().all(|line| line.chars().count() <= 100));
}

#[test]
fn the_outlet_leads_every_chain() {
    let mut article = page::Reader::new().article(&page::Page::of(page(1)), &page::Given::default()).unwrap();
    article.outlet = Some(page::Found { value: "Lune Courier".to_owned(), place: page::Place::Given });
    let reading = reading::Reader::english().unwrap().reading(&article);
    let record = onrecord::record::Record { input: "-".to_owned(), page: 1, article, reading };
    assert!(!record.reading.statements.is_empty());
    for statement in &record.reading.statements {
        assert!(record.chain(statement).starts_with("Lune Courier <- "));
    }
}

#[test]
fn a_pipe_has_no_colour_unless_asked() {
    let plain = run_with(&["read", "-"], page(1).as_bytes());
    assert!(!plain.out.contains('\u{1b}'));
    let never = run_with(&["read", "--color", "never", "-"], page(1).as_bytes());
    assert_eq!(plain.out, never.out);
    let always = run_with(&["read", "--color", "always", "-"], page(1).as_bytes());
    assert!(always.out.contains('\u{1b}'));
}

#[test]
fn standard_input_needs_no_name() {
    assert_eq!(run_with(&["read"], page(1).as_bytes()).out, run_with(&["read", "-"], page(1).as_bytes()).out);
}

#[test]
fn escape_codes_of_a_page_come_out_as_pictures() {
    let bytes = page(1).replace("piers", "\u{1b}]0;owned\u{7}piers\u{1b}[2J\u{9b}31m");
    for format in ["text", "json", "jsonl", "markdown", "csv", "plover"] {
        let run = run_with(&["read", "--format", format, "-"], bytes.as_bytes());
        assert_eq!(run.code, 0, "{format}: {}", run.err);
        assert!(
            !run.out.chars().any(|c| c.is_control() && c != '\n' && !(c == '\t' && format == "plover")),
            "{format}"
        );
    }
}

#[test]
fn every_span_of_the_json_has_its_words() {
    fn check(value: &Value, text: &str, spans: &mut usize) {
        match value {
            Value::Object(object) => {
                if let (Some(start), Some(end)) =
                    (object.get("start").and_then(Value::as_u64), object.get("end").and_then(Value::as_u64))
                {
                    assert_eq!(object["text"], text[start as usize..end as usize]);
                    *spans += 1;
                }
                object.values().for_each(|value| check(value, text, spans));
            }
            Value::Array(array) => array.iter().for_each(|value| check(value, text, spans)),
            _ => {}
        }
    }
    let run = run_with(&["read", "--format", "json", "-"], page(1).as_bytes());
    let pages: Vec<Value> = serde_json::from_str(&run.out).unwrap();
    let [record] = &pages[..] else { panic!("one page") };
    let mut spans = 0;
    check(record, record["article"]["text"].as_str().unwrap(), &mut spans);
    assert!(spans > 10);
    for key in [
        "article",
        "edition",
        "made_by",
        "parties",
        "statements",
        "possible",
        "times",
        "events",
        "positions",
        "figures",
        "set_aside",
    ] {
        assert!(record["reading"].get(key).is_some(), "{key}");
    }
    assert_eq!(record["reading"]["statements"][1]["kind"], "direct");
}

#[test]
fn json_lines_are_one_page_each_and_hold_what_was_asked() {
    let folder = Folder::new("formats-jsonl");
    let files = [folder.write("a.txt", page(1)), folder.write("b.txt", page(2))];
    let run = run(&["read", "--format", "jsonl", "--only", "times,figures", &files[0], &files[1]]);
    let records: Vec<Value> = run.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(records.len(), 2);
    assert!(records[0]["reading"].get("times").is_some() && records[0]["reading"].get("figures").is_some());
    assert!(records[0]["reading"].get("statements").is_none() && records[0]["article"].get("text").is_none());
}

#[test]
fn csv_cells_are_no_formulas() {
    let bytes = "The bridge is shut for good and will not open again\n\n\"=HYPERLINK(1)&cmd,\" said Ada Poll, the mayor of the town on the river.\n\n\"+1 for the bridge,\" said Jonas Veit, the chief engineer of the works.\n";
    let run = run_with(&["read", "--format", "csv", "--outlet", "@courier", "-"], bytes.as_bytes());
    assert_eq!(run.code, 0, "{}", run.err);
    let mut reader = csv::Reader::from_reader(run.out.as_bytes());
    let columns = reader.headers().unwrap().clone();
    assert_eq!(columns.iter().nth(12), Some("content"));
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 2, "{}", run.out);
    for cell in rows.iter().flatten() {
        assert!(!cell.starts_with(['=', '+', '@', '\t', '\r']), "{cell:?}");
    }
    assert_eq!(&rows[0][12], "'=HYPERLINK(1)&cmd");
}

#[test]
fn markdown_is_literal() {
    let run = run_with(
        &["read", "--format", "markdown", "-"],
        page(1).replace("piers", "<script>*piers*</script>").as_bytes(),
    );
    assert!(run.out.starts_with("# ") && run.out.contains("## Statements"));
    assert!(!run.out.contains("<script>"));
}

#[test]
fn only_names_the_sections() {
    let run = run_with(&["read", "--only", "statements", "-"], page(1).as_bytes());
    assert!(run.out.contains("STATEMENTS") && !run.out.contains("DATES") && !run.out.contains("PARTIES"));
}
