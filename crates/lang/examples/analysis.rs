//! Prints what is known of each token of a text: `cargo run --release -p lang --example analysis < FILE`, a line a block.

use std::io::Read;

use lang::Engine;
use text::Span;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text)?;
    let mut blocks = Vec::new();
    for line in text.split_inclusive('\n') {
        let start = blocks.last().map_or(0, |block: &Span| block.end as usize);
        blocks.push(Span::new(start, start + line.len()));
    }
    let analysis = Engine::english()?.analyse(&text, &blocks);
    let tokens = &analysis.tokens;
    for mentions in &analysis.mentions {
        let words = |range: &std::ops::Range<u32>| tokens.words(range.clone()).of(&text).to_owned();
        let places: Vec<String> = mentions.places.iter().map(|place| words(&place.tokens)).collect();
        let name = mentions.name.as_ref().map_or_else(|| "-".to_owned(), words);
        let roles: Vec<String> = mentions.roles.iter().map(words).collect();
        println!("{name} ({:?} {:?}) {roles:?}: {}", mentions.kind, mentions.gender, places.join(" | "));
    }
    for sentence in &analysis.sentences {
        println!("\n{}", sentence.span.of(&text));
        for token in sentence.tokens.clone() {
            let row = token as usize;
            let entity = analysis.entity_of(token).map_or("", |entity| entity.kind.name());
            println!(
                "{token:>5} {:<20} {:<16} {:<5} {:<6} {:<40} {:<10} {:<16} {entity}",
                tokens.word(token, &text).escape_debug().to_string(),
                tokens.lemma(token).escape_debug().to_string(),
                tokens.tag[row].name(),
                tokens.pos[row].name(),
                tokens.morphology(token),
                tokens.label[row].name(),
                tokens.parent(token).map_or("", |head| tokens.word(head, &text)),
            );
        }
    }
    Ok(())
}
