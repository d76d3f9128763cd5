//! What every store keeps to: each test runs on a file and, built with the feature `postgres`, on the server at `ONRECORD_POSTGRES`.

use std::path::{Path, PathBuf};

use jiff::Timestamp;
use page::{Given, Page};
use text::Id;

use crate::{
    Access, Action, Added, Capture, Error, Kept, Ledger, Part, Shelf, Skipped, Store, Value, Wanted, sqlite::Sqlite,
};

/// An empty place for a ledger, removed afterwards.
pub(crate) struct Place {
    path: PathBuf,
    #[cfg(feature = "postgres")]
    schema: Option<(String, String)>,
}

impl Place {
    pub(crate) fn file(test: &str) -> Place {
        let path = std::env::temp_dir().join(format!("onrecord-{test}-{}", std::process::id()));
        remove(&path);
        Place {
            path,
            #[cfg(feature = "postgres")]
            schema: None,
        }
    }

    /// A schema on the server, if there is one.
    #[cfg(feature = "postgres")]
    fn schema(test: &str) -> Option<Place> {
        let Ok(server) = std::env::var("ONRECORD_POSTGRES") else {
            eprintln!("skipped: no PostgreSQL; ONRECORD_POSTGRES=postgres://user@host/database names one");
            return None;
        };
        let schema = format!("onrecord_{}_{}", test.replace('-', "_"), std::process::id());
        let mut client = postgres::Client::connect(&server, postgres::NoTls).unwrap();
        client.batch_execute(&format!("DROP SCHEMA IF EXISTS {schema} CASCADE; CREATE SCHEMA {schema}")).unwrap();
        let join = if server.contains('?') { '&' } else { '?' };
        let path = PathBuf::from(format!("{server}{join}options=-csearch_path%3D{schema}"));
        Some(Place { path, schema: Some((server, schema)) })
    }

    #[cfg(not(feature = "postgres"))]
    fn schema(_: &str) -> Option<Place> {
        None
    }

    fn all(test: &str) -> Vec<Place> {
        [Some(Place::file(test)), Place::schema(test)].into_iter().flatten().collect()
    }

    pub(crate) fn ledger(&self) -> Ledger {
        Ledger::open(&self.path, Access::Create).unwrap()
    }

    fn store(&self, access: Access) -> Result<Box<dyn Store>, Error> {
        #[cfg(feature = "postgres")]
        if crate::is_address(&self.path) {
            return Ok(Box::new(crate::postgres::Postgres::open(&self.path, access)?));
        }
        Ok(Box::new(Sqlite::open(&self.path, access)?))
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        #[cfg(feature = "postgres")]
        if let Some((server, schema)) = &self.schema {
            let mut client = postgres::Client::connect(server, postgres::NoTls).unwrap();
            client.batch_execute(&format!("DROP SCHEMA {schema} CASCADE")).unwrap();
            return;
        }
        remove(&self.path);
    }
}

fn remove(path: &Path) {
    ["", "-wal", "-shm"].iter().for_each(|end| drop(std::fs::remove_file(format!("{}{end}", path.display()))));
}

pub(crate) fn now() -> Timestamp {
    "2026-03-20T12:00:00Z".parse().unwrap()
}

/// Pages of an invented matter: a report, its copy, another day's with another number, and a matter of its own.
pub(crate) fn pages() -> Vec<(&'static str, &'static str, &'static str, String)> {
    let report = "Flood closes the Holm bridge\n\nThe bridge at Holm has been closed since Monday, Mayor Ada Poll told reporters.\n\n\
        At least 12 houses are under water, according to the fire service of Holm. Talks between Holm and the province are planned for 9 March.\n\n\
        \"We will not open it before the piers have been looked at,\" said Jonas Veit, the chief engineer.\n";
    let later = "Holm bridge stays closed\n\nThe talks between Holm and the province have been put off to 12 March, Mayor Ada Poll said on Thursday.\n\n\
        The fire service of Holm counts 19 houses under water.\n";
    let other = "Málaga choir wins prize\n\nThe choir of the Málaga school won the prize of the Lune festival on Sunday, its director Ines Falk said.\n";
    vec![
        ("https://lune-courier.example/flood", "Lune Courier", "2026-03-02", report.to_owned()),
        ("https://harbour.example/flood", "Harbour Press", "2026-03-03", report.to_owned()),
        ("https://lune-courier.example/closed", "Lune Courier", "2026-03-05", later.to_owned()),
        ("https://harbour.example/choir", "Harbour Press", "2026-03-08", other.to_owned()),
    ]
}

pub(crate) fn kept(url: &str, outlet: &str, date: &str, text: &str) -> Kept {
    use std::sync::LazyLock;
    static READER: LazyLock<reading::Reader> = LazyLock::new(|| reading::Reader::english().unwrap());
    let given = Given { url: Some(url.to_owned()), outlet: Some(outlet.to_owned()), date: Some(date.to_owned()) };
    let page = Page::of(text);
    let article = page::Reader::new().article(&page, &given).unwrap();
    let reading = READER.reading(&article);
    Kept { capture: Capture { page, given, input: url.to_owned(), number: 1 }, article, reading }
}

pub(crate) fn fill(ledger: &mut Ledger) -> Vec<Added> {
    let all: Vec<Kept> = pages().iter().map(|(url, outlet, date, text)| kept(url, outlet, date, text)).collect();
    let added = ledger.put(&all, now()).unwrap();
    ledger.fold(None, &mut |_| ()).unwrap();
    added
}

pub(crate) fn exported(ledger: &mut Ledger) -> String {
    let mut out = Vec::new();
    ledger.export(&Part::all(), None, &mut out).unwrap().unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn every_store_says_the_same_of_the_same_articles() {
    let mut said = Vec::new();
    for place in Place::all("same") {
        let mut ledger = place.ledger();
        assert_eq!(fill(&mut ledger), [Added::New, Added::New, Added::New, Added::New]);
        let all = Wanted::default();
        assert_eq!(ledger.stories(&all).unwrap().len(), 2);
        let copies = ledger.copies(&all).unwrap();
        assert!(copies.iter().any(|copy| copy.kind == "copy" && copy.by.outlet == "Harbour Press"), "{copies:?}");
        assert!(ledger.figures(&all).unwrap().iter().any(|figure| figure.values.iter().any(|one| one.value == "12")));
        assert!(!ledger.changes(&Wanted { newest: true, limit: Some(1), ..all }).unwrap().is_empty());
        // stems, accents and words of titles are found alike
        for (words, hits) in [("malaga choirs", 1), ("flooding", 2), ("won't", 0), ("closed bridges", 3), ("", 0)] {
            assert_eq!(ledger.search(words, 10).unwrap().len(), hits, "{words} at {}", place.path.display());
        }
        assert!(ledger.trace("bridge closed since Monday", 3).unwrap()[0].gist.contains("closed since Monday"));
        let verified = ledger.verify(None, &mut |_| ()).unwrap();
        assert_eq!((verified.faults, verified.texts), (0, 4), "{:?}", verified.told);
        let health = ledger.health(None).unwrap();
        assert!(health.bytes > 0 && health.waiting + health.dirty == 0 && health.faults.is_empty());
        said.push(exported(&mut ledger));
    }
    assert!(said[0].lines().count() > 20);
    assert!(said.iter().all(|one| *one == said[0]), "two stores say different things");
}

#[test]
fn the_same_again_is_nothing_and_another_text_is_an_edition() {
    for place in Place::all("again") {
        let mut ledger = place.ledger();
        fill(&mut ledger);
        assert_eq!(fill(&mut ledger), [Added::Unchanged; 4]);
        let (url, outlet, date, text) = &pages()[0];
        let mended = kept(url, outlet, date, &text.replace("12 houses", "14 houses"));
        let (article, capture) = (mended.article.id, mended.capture.id());
        assert_eq!(ledger.put(&[mended], now()).unwrap(), [Added::Edition]);
        ledger.fold(None, &mut |_| ()).unwrap();
        assert_eq!(ledger.editions(article).unwrap().len(), 2);
        assert_eq!(ledger.has(&[capture, Id::of(&["nothing"])]).unwrap(), [true, false]);
        let edited = Wanted { state: Some("edited".to_owned()), ..Wanted::default() };
        assert_eq!(ledger.changes(&edited).unwrap().len(), 1);
        let skipped = Skipped { input: "a.warc".to_owned(), page: 0, why: "broken".to_owned(), at: None };
        ledger.skip(&[skipped.clone(), skipped], now()).unwrap();
        assert_eq!(ledger.skipped(&Wanted::default()).unwrap().len(), 1);
        let feeds = [("https://harbour.example/feed".to_owned(), "Harbour".to_owned())];
        assert_eq!((ledger.follow(&feeds, now()).unwrap(), ledger.follow(&feeds, now()).unwrap()), (1, 0));
    }
}

#[test]
fn what_people_decide_survives_a_rebuild() {
    let mut said = Vec::new();
    for place in Place::all("decide") {
        let mut ledger = place.ledger();
        fill(&mut ledger);
        let stories = ledger.stories(&Wanted::default()).unwrap();
        let claim = ledger.claims(&Wanted { story: Some(stories[1].id), ..Wanted::default() }).unwrap()[0].id;
        ledger.review(claim, Action::Reject, "misread", now()).unwrap();
        ledger.review(stories[0].id, Action::Merge(stories[1].id), "one matter", now()).unwrap();
        assert_eq!(ledger.story(&stories[0].id.to_string()).unwrap().id, stories[1].id);
        let before = exported(&mut ledger);
        ledger.rebuild(None, None, now(), &mut |_| ()).unwrap();
        assert_eq!(ledger.stories(&Wanted::default()).unwrap().len(), 1);
        assert!(ledger.claims(&Wanted::default()).unwrap().iter().all(|one| one.id != claim));
        let after = exported(&mut ledger);
        assert!(before == after, "a rebuild says otherwise");
        said.push(after);
    }
    assert!(said.iter().all(|one| *one == said[0]), "two stores say different things");
}

#[test]
fn a_backup_says_what_the_ledger_says() {
    for place in Place::all("backup") {
        let mut ledger = place.ledger();
        fill(&mut ledger);
        let said = exported(&mut ledger);
        // from each kind into each other kind
        for to in Place::all("backup-to") {
            ledger.backup(&to.path).unwrap();
            let mut copy = Ledger::open(&to.path, Access::Write).unwrap();
            assert!(exported(&mut copy) == said, "{} -> {}", place.path.display(), to.path.display());
            assert_eq!(copy.search("malaga", 9).unwrap().len(), 1);
            assert_eq!(copy.verify(None, &mut |_| ()).unwrap().faults, 0);
            // it goes on where the first one is
            assert_eq!(fill(&mut copy), [Added::Unchanged; 4]);
            assert!(matches!(ledger.backup(&to.path), Err(Error::Exists { .. })));
        }
    }
}

#[test]
fn there_is_one_writer_and_readers_go_on() {
    for place in Place::all("writer") {
        let mut ledger = place.ledger();
        fill(&mut ledger);
        let mut first = place.store(Access::Write).unwrap();
        first.begin().unwrap();
        first.run("INSERT INTO feed (url, title, added) VALUES ('a', 'b', 'c')", &[]).unwrap();
        let mut reader = place.store(Access::Read).unwrap();
        let feeds = "SELECT count(*) FROM feed";
        assert_eq!(reader.row(feeds, &[]).unwrap().unwrap().int(0), 0);
        let mut second = place.store(Access::Write).unwrap();
        assert!(matches!(second.begin(), Err(Error::Locked { .. })));
        first.end(true).unwrap();
        second.begin().unwrap();
        second.run("DELETE FROM feed", &[]).unwrap();
        second.end(false).unwrap();
        assert_eq!(reader.row(feeds, &[]).unwrap().unwrap().int(0), 1);
        // a frozen reader sees one moment
        reader.freeze().unwrap();
        assert_eq!(reader.row(feeds, &[]).unwrap().unwrap().int(0), 1);
        second.run("DELETE FROM feed", &[]).unwrap();
        assert_eq!(reader.row(feeds, &[]).unwrap().unwrap().int(0), 1);
        reader.end(false).unwrap();
        assert_eq!(reader.row(feeds, &[]).unwrap().unwrap().int(0), 0);
        assert!(matches!(reader.run("DELETE FROM feed", &[]), Err(Error::ReadOnly { .. })));
    }
}

#[test]
fn what_is_kept_for_good_cannot_be_changed() {
    for place in Place::all("good") {
        fill(&mut place.ledger());
        let mut store = place.store(Access::Write).unwrap();
        for sql in [
            "DELETE FROM body",
            "UPDATE body SET size = 1",
            "DELETE FROM capture",
            "UPDATE edition SET text = facts",
            "DELETE FROM edition",
        ] {
            assert!(store.run(sql, &[]).unwrap_err().to_string().contains(" are kept"), "{sql}");
        }
    }
}

#[test]
fn values_come_back_as_they_went_in() {
    for place in Place::all("values") {
        let mut store = place.store(Access::Create).unwrap();
        let bytes: Vec<u8> = (0..=255).collect();
        let values = [Value::Text("ß\u{1f6a2}'?1".to_owned()), Value::Int(i64::MIN), Value::Blob(bytes)];
        store.run("INSERT INTO body (id, size, data) VALUES (?1, ?2, ?3)", &values).unwrap();
        assert_eq!(store.rows("SELECT id, size, data FROM body", &[]).unwrap()[0].0, values);
        // text sorts by its bytes, whatever the language of the server
        for name in ["b", "B", "a", "é", "_", "~"] {
            store.run("INSERT INTO feed (url, title, added) VALUES (?1, '', '')", &[name.into()]).unwrap();
        }
        let sorted = store.rows("SELECT url FROM feed ORDER BY url", &[]).unwrap();
        assert_eq!(sorted.iter().map(|row| row.text(0)).collect::<Vec<_>>(), ["B", "_", "a", "b", "~", "é"]);
        store.index(Shelf::Texts, 7, "", &"harbour ".repeat(100_000)).unwrap();
        assert_eq!(store.find(Shelf::Texts, &["harbours".to_owned()], true, 9).unwrap(), [7]);
        store.unindex(Shelf::Texts, 7).unwrap();
        assert_eq!(store.find(Shelf::Texts, &["harbour".to_owned()], true, 9).unwrap(), [0_i64; 0]);
    }
}

#[test]
fn what_is_missing_or_newer_is_refused_and_left_alone() {
    for place in Place::all("newer") {
        assert!(matches!(Ledger::open(&place.path, Access::Read), Err(Error::Missing { .. })));
        assert!(matches!(Ledger::open(&place.path, Access::Write), Err(Error::Missing { .. })));
        drop(place.ledger());
        let mut store = place.store(Access::Write).unwrap();
        if crate::is_address(&place.path) {
            store.run("INSERT INTO layout (version) VALUES (99)", &[]).unwrap();
        } else {
            store.run("PRAGMA user_version = 99", &[]).unwrap();
        }
        drop(store);
        for access in [Access::Read, Access::Write, Access::Create] {
            assert!(matches!(Ledger::open(&place.path, access), Err(Error::Newer { found: 99, .. })));
        }
    }
}

#[test]
fn a_decision_changes_its_entry_alone_and_can_be_taken_back() {
    for place in Place::all("alone") {
        let mut ledger = place.ledger();
        fill(&mut ledger);
        let entries = |ledger: &mut Ledger| {
            let mut out = Vec::new();
            let parts: Vec<Part> = Part::all().into_iter().filter(|part| *part != Part::Corrections).collect();
            ledger.export(&parts, None, &mut out).unwrap().unwrap();
            String::from_utf8(out).unwrap()
        };
        let first = entries(&mut ledger);
        let talks =
            ledger.calendar(&Wanted { name: Some("talks".to_owned()), ..Wanted::default() }).unwrap()[0].clone();
        let fields = |text: &str| Action::Edit(serde_json::from_str(text).unwrap());
        for wrong in [r#"{"status": 5}"#, r#"{"statsu": "held"}"#, r#"{"id": "a"}"#] {
            let said = ledger.review(talks.id, fields(wrong), "typed in haste", now());
            assert!(matches!(said, Err(Error::Unfit { .. })), "{wrong}: {said:?}");
        }
        assert!(entries(&mut ledger) == first && ledger.decisions().unwrap().is_empty());
        ledger.review(talks.id, fields(r#"{"status": "held", "place": "Obermoor"}"#), "I was there", now()).unwrap();
        ledger.review(talks.id, Action::Accept, "so it is", now()).unwrap();
        let held = |ledger: &mut Ledger| {
            let of = |name: Option<&str>, state: &str| Wanted {
                name: name.map(str::to_owned),
                state: Some(state.to_owned()),
                ..Wanted::default()
            };
            let by_words = ledger.calendar(&of(Some("Obermoor"), "held")).unwrap().len();
            (by_words, ledger.calendar(&of(None, "held")).unwrap().iter().any(|one| one.id == talks.id))
        };
        assert_eq!(held(&mut ledger), (1, true));
        // what lies over one entry is what a rebuild lays there
        let edited = entries(&mut ledger);
        assert!(edited != first && edited.lines().count() == first.lines().count());
        ledger.rebuild(None, None, now(), &mut |_| ()).unwrap();
        let rebuilt = entries(&mut ledger);
        let other = rebuilt.lines().zip(edited.lines()).find(|(rebuilt, edited)| rebuilt != edited);
        assert_eq!((other, held(&mut ledger)), (None, (1, true)));
        ledger.review(talks.id, Action::Restore, "I was elsewhere", now()).unwrap();
        assert!(entries(&mut ledger) == first, "what was worked out does not come back");
        assert_eq!(held(&mut ledger), (0, false));
        assert_eq!(ledger.decisions().unwrap().len(), 3);
    }
}

#[test]
fn a_ledger_of_the_layout_before_is_brought_up() {
    for place in Place::all("layout") {
        let mut ledger = place.ledger();
        fill(&mut ledger);
        let leading = |ledger: &mut Ledger| {
            let story = ledger.stories(&Wanted::default()).unwrap().pop().unwrap().id;
            ledger.leading_claims(story, Some(3)).unwrap()
        };
        let known = leading(&mut ledger);
        assert!(known[0].carriers > 1 && known.len() == 3);
        drop(ledger);
        let mut store = place.store(Access::Write).unwrap();
        for sql in [
            "DROP TABLE repair",
            "DROP TABLE touched",
            "DROP INDEX entry_weight",
            "DROP INDEX entry_story",
            "ALTER TABLE entry DROP COLUMN weight",
            "ALTER TABLE entry DROP COLUMN made",
            "CREATE INDEX entry_story ON entry (story, kind)",
        ] {
            store.run(sql, &[]).unwrap();
        }
        let back = if crate::is_address(&place.path) {
            "DELETE FROM layout WHERE version >= 3"
        } else {
            "PRAGMA user_version = 2"
        };
        store.run(back, &[]).unwrap();
        drop(store);
        assert_eq!(leading(&mut Ledger::open(&place.path, Access::Write).unwrap()), known);
    }
}

#[test]
fn stories_that_became_one_are_merged_unless_people_parted_them() {
    for place in Place::all("repaired") {
        let mut ledger = place.ledger();
        fill(&mut ledger);
        let said = exported(&mut ledger);
        let copy = ledger.copies(&Wanted::default()).unwrap().remove(0);
        let (article, other) = (copy.by.article, Id::of(&["other"]));
        let apart = |ledger: &mut Ledger| {
            for sql in [
                "UPDATE member SET story = ?2 WHERE article = ?1",
                "INSERT INTO touched SELECT DISTINCT story FROM member",
            ] {
                let values = [article.into(), other.into()];
                ledger.store.run(sql, &values[..if sql.starts_with("UPDATE") { 2 } else { 0 }]).unwrap();
            }
        };
        apart(&mut ledger);
        assert_eq!(ledger.fold(None, &mut |_| ()).unwrap().repairs, 1);
        let repairs = ledger.repairs(None).unwrap();
        let one = &repairs[0];
        assert_eq!((one.kind.as_str(), one.story, one.articles.as_slice()), ("merge", other, &[article][..]));
        assert_eq!(ledger.story(&other.to_string()).unwrap().id, one.other, "an old id leads on");
        assert_eq!(ledger.repairs(Some(one.other)).unwrap(), repairs);
        assert!(exported(&mut ledger) == said);
        // the same again is nothing
        ledger.store.run("INSERT INTO touched SELECT DISTINCT story FROM member", &[]).unwrap();
        assert_eq!(ledger.fold(None, &mut |_| ()).unwrap().repairs, 0);
        ledger.rebuild(None, None, now(), &mut |_| ()).unwrap();
        assert_eq!(ledger.story(&other.to_string()).unwrap().id, one.other, "after a rebuild too");
        assert!(exported(&mut ledger) == said);
        ledger.review(one.other, Action::Split(vec![article]), "another matter", now()).unwrap();
        ledger.store.run("INSERT INTO touched SELECT DISTINCT story FROM member", &[]).unwrap();
        assert_eq!(ledger.fold(None, &mut |_| ()).unwrap().repairs, 0, "people know better");
        assert_eq!(ledger.stories(&Wanted::default()).unwrap().len(), 3);
    }
}
