//! The English weights with bytes changed and the end cut off: refused with one line, or read without a crash.
//!
//! Input: four bytes say how long the file is, then five each change one byte: where, and to what.
#![no_main]

use lang::{
    english::{
        lemmatizer::{LemmaCache, Lemmas, Lemmatizer},
        ruler::{Ruler, Rulings},
        tables::{TableError, Tables},
        tokenizer::{Tokenizer, TokenizerCache},
        tokens::Tokens,
    },
    neural::{Network, Scratch, Want, Weights},
};

const TEXT: &str = "The bridge isn't safe, Ms. Ada Poll told 3 reporters on Friday.";

static ENGLISH: &[u8] = include_bytes!("../../weights/en.safetensors");

libfuzzer_sys::fuzz_target!(|input: &[u8]| {
    let Some((length, changes)) = input.split_first_chunk::<4>() else { return };
    let length = u32::from_le_bytes(*length) as usize;
    let mut bytes = ENGLISH[..if length == 0 { ENGLISH.len() } else { length % ENGLISH.len() }].to_vec();
    for change in changes.as_chunks::<5>().0 {
        let place = u32::from_le_bytes([change[0], change[1], change[2], change[3]]) as usize;
        if let Some(byte) = bytes.get_mut(place % ENGLISH.len()) {
            *byte = change[4];
        }
    }
    if let Err(error) = read(bytes) {
        assert!(!error.contains('\n'));
    }
});

/// Reads a text part by part: an `Engine` keeps its weights until the program ends.
fn read(bytes: Vec<u8>) -> Result<(), String> {
    let weights = Weights::of(bytes).map_err(|error| error.to_string())?;
    let network = Network::open(&weights).map_err(|error| error.to_string())?;
    let damaged = |error: TableError| error.to_string();
    let tables = Tables::new(|name| weights.table(name).ok()).map_err(damaged)?;
    let tokenizer = Tokenizer::new(&tables).map_err(damaged)?;
    let ruler = Ruler::new(tables.ruler, network.tags(), network.labels()).map_err(damaged)?;
    let lemmatizer = Lemmatizer::new(&tables, ruler.morphologies()).map_err(damaged)?;
    let (mut tokens, mut rulings, mut lemmas) = (Tokens::default(), Rulings::default(), Lemmas::default());
    tokenizer.tokens(TEXT, &mut TokenizerCache::default(), &mut tokens);
    let mut scratch = Scratch::default();
    let marks = network.read(&tokens.features, &[], &mut scratch, Want::All);
    ruler.rule(&tokens, &mut marks.tags.clone(), &mut marks.labels.clone(), &mut rulings);
    lemmatizer.lemmas(TEXT, &tokens, (&ruler, &rulings), &mut LemmaCache::default(), &mut lemmas);
    Ok(())
}
