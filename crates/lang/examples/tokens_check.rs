//! Compares tokens, features, parts of speech and lemmas with those that spaCy gave, and measures the speed.
//!
//! `cargo run --release -p lang --example tokens_check -- WEIGHTS DUMP.jsonl...`: a line of a dump has `text` and a list
//! for each column: `start`, `len` (bytes), `orth`, `norm`, `prefix`, `suffix`, `shape` (keys), `spacy`, `space`, and,
//! where the network ran, `tag`, `dep` (as it gave them), `pos`, `morph`, `lemma`, `tag_after`, `dep_after`.

use std::{collections::BTreeMap, error::Error, fs, time::Instant};

use lang::english::{
    lemmatizer::{LemmaCache, Lemmas, Lemmatizer},
    ruler::{NO_LABEL, Ruler, Rulings},
    tables::Tables,
    tokenizer::{Tokenizer, TokenizerCache},
    tokens::Tokens,
};
use serde::Deserialize;

/// Differences that are printed.
const SHOWN: usize = 40;
/// Times that the texts are gone through to measure.
const ROUNDS: usize = 5;

#[derive(Deserialize)]
struct Document {
    text: String,
    start: Vec<u32>,
    len: Vec<u32>,
    orth: Vec<u64>,
    norm: Vec<u64>,
    prefix: Vec<u64>,
    suffix: Vec<u64>,
    shape: Vec<u64>,
    spacy: Vec<bool>,
    space: Vec<bool>,
    tag: Vec<String>,
    dep: Vec<String>,
    #[serde(default)]
    pos: Vec<String>,
    #[serde(default)]
    morph: Vec<String>,
    #[serde(default)]
    lemma: Vec<String>,
    #[serde(default)]
    tag_after: Vec<String>,
    #[serde(default)]
    dep_after: Vec<String>,
}

#[derive(Deserialize)]
struct Tensor {
    data_offsets: [usize; 2],
}

/// Everything that a text passes through.
struct Half<'a> {
    tokenizer: Tokenizer<'a>,
    ruler: Ruler,
    lemmatizer: Lemmatizer<'a>,
}

#[derive(Default)]
struct Rows {
    tokens: Tokens,
    rulings: Rulings,
    lemmas: Lemmas,
}

#[derive(Default)]
struct Caches {
    tokenizer: TokenizerCache,
    lemmas: LemmaCache,
}

impl Half<'_> {
    fn read(&self, text: &str, tags: &mut [u8], labels: &mut [u8], caches: &mut Caches, rows: &mut Rows) {
        self.tokenizer.tokens(text, &mut caches.tokenizer, &mut rows.tokens);
        if tags.len() != rows.tokens.len() {
            return;
        }
        self.ruler.rule(&rows.tokens, tags, labels, &mut rows.rulings);
        let said = (&self.ruler, &rows.rulings);
        self.lemmatizer.lemmas(text, &rows.tokens, said, &mut caches.lemmas, &mut rows.lemmas);
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let weights = fs::read(arguments.next().ok_or("which weights?")?)?;
    let dumps = arguments.map(fs::read_to_string).collect::<Result<Vec<String>, _>>()?;
    let documents =
        dumps.iter().flat_map(|dump| dump.lines()).map(serde_json::from_str).collect::<Result<Vec<Document>, _>>()?;
    let mut names: [Vec<String>; 2] = [vec!["_SP".into()], vec!["dep".into()]];
    let mut numbered: Vec<[Vec<u8>; 2]> = Vec::new();
    for document in &documents {
        let mut number = |n: usize, all: &[String]| {
            all.iter()
                .map(|name| match names[n].iter().position(|known| known == name) {
                    _ if name.is_empty() => NO_LABEL,
                    Some(known) => known as u8,
                    None => {
                        names[n].push(name.clone());
                        names[n].len() as u8 - 1
                    }
                })
                .collect::<Vec<u8>>()
        };
        numbered.push([number(0, &document.tag), number(1, &document.dep)]);
    }

    let opening = Instant::now();
    let (header, data) = weights.split_at_checked(8).ok_or("weights are cut off")?;
    let (header, data) = data.split_at(u64::from_le_bytes(header.try_into()?) as usize);
    let tensors: BTreeMap<String, Tensor> = serde_json::from_slice(header)?;
    let tables = Tables::new(|name| tensors.get(name).and_then(|t| data.get(t.data_offsets[0]..t.data_offsets[1])))?;
    let tokenizer = Tokenizer::new(&tables)?;
    let ruler = Ruler::new(tables.ruler, &names[0], &names[1])?;
    let lemmatizer = Lemmatizer::new(&tables, ruler.morphologies())?;
    println!("opened in {:.2} ms", opening.elapsed().as_secs_f64() * 1e3);
    let half = Half { tokenizer, ruler, lemmatizer };

    let (mut rows, mut caches) = (Rows::default(), Caches::default());
    let (mut tokens, mut wrong, mut by_column) = (0, 0, BTreeMap::<&str, usize>::new());
    for (document, [tags, labels]) in documents.iter().zip(&numbered) {
        let (mut tags, mut labels) = (tags.clone(), labels.clone());
        half.read(&document.text, &mut tags, &mut labels, &mut caches, &mut rows);
        tokens += document.start.len();
        let differences = compare(document, &rows, &half.ruler, [&tags, &labels], &names);
        for (column, index, ours, theirs) in &differences {
            *by_column.entry(column).or_default() += 1;
            if wrong < SHOWN {
                let at = document.start.get(*index).copied().unwrap_or_default() as usize;
                let near: String = document.text[at..].chars().take(24).collect();
                println!("{column} of token {index} {near:?}: {ours} for {theirs}");
            }
            wrong += 1;
        }
    }
    println!("{} documents, {tokens} tokens, {wrong} differences: {by_column:?}", documents.len());

    for tokens_only in [true, false] {
        for round in 0..ROUNDS {
            if round < 2 {
                caches = Caches::default();
            }
            let mut inputs = numbered.clone();
            let (started, mut count) = (Instant::now(), 0);
            for (document, [tags, labels]) in documents.iter().zip(&mut inputs) {
                if tokens_only {
                    half.tokenizer.tokens(&document.text, &mut caches.tokenizer, &mut rows.tokens);
                } else {
                    half.read(&document.text, tags, labels, &mut caches, &mut rows);
                }
                count += rows.tokens.len();
            }
            let kind = if tokens_only { "tokens and features" } else { "all" };
            let cache = if round < 2 { "empty" } else { "full" };
            let speed = count as f64 / started.elapsed().as_secs_f64() / 1e6;
            println!("{kind}, caches {cache} at first: {speed:.2} M tokens/s");
        }
    }
    Ok(())
}

type Difference = (&'static str, usize, String, String);

fn compare(
    document: &Document,
    rows: &Rows,
    ruler: &Ruler,
    after: [&[u8]; 2],
    names: &[Vec<String>; 2],
) -> Vec<Difference> {
    let tokens = &rows.tokens;
    if tokens.start != document.start || tokens.len != document.len {
        let same = tokens.start.iter().zip(&tokens.len).zip(document.start.iter().zip(&document.len));
        let at = same.take_while(|(ours, theirs)| ours == theirs).count();
        let show = |start: &[u32], len: &[u32]| {
            let piece =
                |n: usize| Some(&document.text[start[n] as usize..][..len[n] as usize]).filter(|_| n < start.len());
            format!("{:?}", (at..start.len().min(at + 4)).filter_map(piece).collect::<Vec<_>>())
        };
        return vec![("border", at, show(&tokens.start, &tokens.len), show(&document.start, &document.len))];
    }
    let mut found = Vec::new();
    let mut check = |column, index, ours: &dyn ToString, theirs: &dyn ToString| {
        if ours.to_string() != theirs.to_string() {
            found.push((column, index, ours.to_string(), theirs.to_string()));
        }
    };
    for (index, features) in tokens.features.iter().enumerate() {
        check("orth", index, &tokens.orth[index], &document.orth[index]);
        check("norm", index, &features.norm, &document.norm[index]);
        check("prefix", index, &features.prefix, &document.prefix[index]);
        check("suffix", index, &features.suffix, &document.suffix[index]);
        check("shape", index, &features.shape, &document.shape[index]);
        check("spacy", index, &features.spacy, &document.spacy[index]);
        check("space", index, &features.is_space, &document.space[index]);
        if document.tag.is_empty() {
            continue;
        }
        check("pos", index, &rows.rulings.pos[index].name(), &document.pos[index]);
        let morphology = &ruler.morphologies()[usize::from(rows.rulings.morphology[index])];
        check("morph", index, morphology, &document.morph[index]);
        check("lemma", index, &rows.lemmas.of(index), &document.lemma[index]);
        let name = |n: usize| names[n].get(usize::from(after[n][index])).map_or("", String::as_str);
        check("tag after", index, &name(0), &document.tag_after[index]);
        check("dep after", index, &name(1), &document.dep_after[index]);
    }
    found
}
