//! Any page with anything known about it, kept in a ledger: it comes back as it came in, and what is made of it verifies.
#![no_main]

use std::{path::PathBuf, sync::LazyLock};

use jiff::Timestamp;
use ledger::{Access, Capture, Kept, Ledger, Part};
use page::{Entry, Given, Media, Page};

static PAGES: LazyLock<page::Reader> = LazyLock::new(page::Reader::new);
static READER: LazyLock<reading::Reader> = LazyLock::new(|| reading::Reader::english().expect("built in"));
static PATH: LazyLock<PathBuf> =
    LazyLock::new(|| std::env::temp_dir().join(format!("onrecord-fuzz-capture-{}", std::process::id())));

// seven lines of what is known, an empty one for what is not; then the page
libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let mut parts = bytes.splitn(8, |byte| *byte == b'\n');
    let mut line = || parts.next().map(|line| String::from_utf8_lossy(line).into_owned()).filter(|line| !line.is_empty());
    let (url, charset, kind, about) = (line(), line(), line(), line());
    let given = Given { url: line(), outlet: line(), date: line() };
    let media = match kind.as_deref() {
        Some("html") => Some(Media::Html),
        Some("text") => Some(Media::Text),
        _ => None,
    };
    let entry = about.map(|title| Entry { title: Some(title), ..Entry::default() });
    let body = parts.next().unwrap_or_default().to_vec();
    let page = Page { url, fetched: None, media, charset, body, entry };
    let Ok(article) = PAGES.article(&page, &given) else { return };
    let reading = READER.reading(&article);
    let capture = Capture { page, given, input: "x".to_owned(), number: 1 };
    let id = capture.id();
    let kept = Kept { capture, article, reading };
    ["", "-wal", "-shm"].iter().for_each(|end| drop(std::fs::remove_file(format!("{}{end}", PATH.display()))));
    let mut ledger = Ledger::open(&PATH, Access::Create).expect("a new file");
    let now = Timestamp::UNIX_EPOCH;
    ledger.put(std::slice::from_ref(&kept), now).expect("it is kept");
    ledger.fold(None, &mut |_| ()).expect("it gets a story");
    let exported = |ledger: &mut Ledger| {
        let mut out = Vec::new();
        ledger.export(&Part::all(), None, &mut out).expect("it is read back").expect("into memory");
        out
    };
    let before = exported(&mut ledger);
    let read = |capture: &Capture| {
        assert_eq!((capture.id(), &capture.page), (id, &kept.capture.page));
        Some((kept.article.clone(), kept.reading.clone()))
    };
    ledger.rebuild(Some(&read), None, now, &mut |_| ()).expect("it is made anew");
    assert!(exported(&mut ledger) == before, "a rebuild says otherwise");
    let verified = ledger.verify(None, &mut |_| ()).expect("it is checked");
    assert!(verified.faults == 0, "{:?}", verified.told);
});
