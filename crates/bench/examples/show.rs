//! temp
use std::io::Read;
fn main() {
    let r = page::Reader::new();
    let mode = std::env::args().nth(1).unwrap();
    for path in std::env::args().skip(2) {
        let raw = std::fs::read(&path).unwrap();
        let mut b = vec![];
        if path.ends_with(".gz") {
            flate2::read::GzDecoder::new(&raw[..]).read_to_end(&mut b).unwrap();
        } else {
            b = raw
        }
        let a = match r.article(&page::Page::of(b), &page::Given::default()) {
            Ok(a) => a,
            Err(e) => {
                println!("{path}: {e}");
                continue;
            }
        };
        println!("##### {path} {:?} {:?}", a.kind, a.cuts);
        if mode.contains('c') {
            for c in &a.candidates {
                if c.field == "published" || c.field == "modified" || c.field == "time" || mode.contains('a') {
                    println!("  {} | {} | {:?} {}", c.field, c.value, c.place, c.key)
                }
            }
            println!(
                "  => {:?} {:?}",
                a.published.as_ref().map(|d| (d.iso(), d.place)),
                a.bylines.iter().map(|b| &b.name).collect::<Vec<_>>()
            );
        }
        if mode.contains('b') {
            for b in &a.blocks {
                println!(
                    "{:24} {:30} {:.2} | {}",
                    b.role.name(),
                    b.why.rule,
                    b.why.confidence,
                    a.words(b.span).chars().take(150).collect::<String>().replace('\n', " ⏎ ")
                )
            }
        }
        println!(
            "  title {:?} outlet {:?} credits {:?}",
            a.title,
            a.outlet,
            a.credits.iter().map(|c| &c.name).collect::<Vec<_>>()
        );
    }
}
