//! Compares the networks with what spaCy said, and times them.
//!
//! `cargo run --release -p lang --example network_check -- FILE.tsv [ROUNDS] [portable]`: a line a token with norm, prefix, suffix and
//! shape as spaCy's keys, spacy, is_space (0 or 1), tag, head, label before the attribute ruler, sentence start (0 or 1);
//! before each text a line `# START,END,LABEL ...` of its entities.

use std::{collections::BTreeMap, time::Instant};

use lang::neural::{
    Features, Marks, Network, Scratch, Want, Weights,
    kernel::{Buffer, Kernel, PIECES, Panels, Rows, SPREAD, WIDTH, paired, peak},
};

#[derive(Default)]
struct Text {
    tokens: Vec<Features>,
    expected: Vec<(String, u32, String, bool)>,
    entities: Vec<(u32, u32, String)>,
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let file = arguments.next().ok_or("which file?")?;
    let rounds: usize = arguments.next().map_or(Ok(1), |rounds| rounds.parse())?;
    let texts = texts(&std::fs::read_to_string(file)?)?;
    let opened = Instant::now();
    let kernel =
        if arguments.next().is_some_and(|set| set == "portable") { Kernel::portable() } else { Kernel::best() };
    let network = Network::with_kernel(&Weights::english()?, kernel)?;
    println!("opened in {:.1} ms", opened.elapsed().as_secs_f64() * 1e3);

    let tokens: usize = texts.iter().map(|text| text.tokens.len()).sum();
    println!("{} texts, {tokens} tokens", texts.len());
    for round in 0..rounds {
        for (name, want) in
            [("tags", Want::Tags), ("tags, tree", Want::TagsTree), ("entities", Want::Entities), ("all", Want::All)]
        {
            let mut scratch = Scratch::default();
            let cold =
                seconds(|| texts.iter().for_each(|text| _ = network.read(&text.tokens, &[], &mut scratch, want)));
            let warm =
                seconds(|| texts.iter().for_each(|text| _ = network.read(&text.tokens, &[], &mut scratch, want)));
            let speed = |seconds: f64| tokens as f64 / seconds;
            println!("round {round}: {name}: {:.0} tokens/s cold, {:.0} warm", speed(cold), speed(warm));
        }
        matrices();
    }
    compare(&network, &texts);
    Ok(())
}

/// The share of the peak that a layer's matrix product reaches, and that of pairs of windows.
fn matrices() {
    const COUNT: usize = 1024;
    const BLOCK: usize = 256;
    let [mut x, mut weights, mut out, mut room] = <[Buffer; 4]>::default();
    x.reach((COUNT + 2) * WIDTH);
    weights.reach(PIECES * 3 * WIDTH);
    out.reach(COUNT * WIDTH);
    x.fill(0.5);
    weights.fill(0.25);
    let (kernel, bias, matrix) = (Kernel::best(), [0.0; PIECES], paired(&weights));
    let peak = peak::flops(50);
    let print = |name: &str, inputs: usize, block: &mut dyn FnMut(usize)| {
        let mut all = || (0..COUNT).step_by(BLOCK).for_each(&mut *block);
        let best = (0..20).map(|_| seconds(&mut all)).fold(f64::MAX, f64::min);
        let flops = (2 * COUNT * inputs * PIECES) as f64 / best;
        println!("{name}: {:.1} of {:.1} GFLOP/s, {:.0} %", flops / 1e9, peak / 1e9, 100.0 * flops / peak);
    };
    print("matrix, plain", 3 * WIDTH, &mut |first| {
        let rows = Rows { values: &x[first * WIDTH..], stride: WIDTH, count: BLOCK };
        kernel.maxout(rows, Panels::new(&weights, 3 * WIDTH), &bias, &mut out[first * WIDTH..], WIDTH);
    });
    print("matrix, pairs of windows", 2 * WIDTH, &mut |first| {
        let panels = Panels::new(&matrix, SPREAD);
        kernel.windows(&x[first * WIDTH..], BLOCK / 2, panels, &bias, &mut room, &mut out[first * WIDTH..]);
    });
}

fn seconds(work: impl FnOnce()) -> f64 {
    let start = Instant::now();
    work();
    start.elapsed().as_secs_f64()
}

fn texts(file: &str) -> Result<Vec<Text>, Box<dyn std::error::Error>> {
    let mut texts = Vec::new();
    for line in file.lines() {
        if let Some(entities) = line.strip_prefix("# ").or(line.strip_prefix("#")) {
            let entity = |text: &str| -> Option<(u32, u32, String)> {
                let mut parts = text.split(',');
                Some((parts.next()?.parse().ok()?, parts.next()?.parse().ok()?, parts.next()?.to_owned()))
            };
            let entities = entities.split_whitespace().filter_map(entity).collect();
            texts.push(Text { entities, ..Text::default() });
            continue;
        }
        let fields: Vec<&str> = line.split('\t').collect();
        let [norm, prefix, suffix, shape, spacy, is_space, tag, head, label, start] = fields[..] else {
            return Err(format!("ten fields are needed: {line}").into());
        };
        let text = texts.last_mut().ok_or("a text begins with #")?;
        text.tokens.push(Features {
            norm: norm.parse()?,
            prefix: prefix.parse()?,
            suffix: suffix.parse()?,
            shape: shape.parse()?,
            spacy: spacy == "1",
            is_space: is_space == "1",
        });
        text.expected.push((tag.to_owned(), head.parse()?, label.to_owned(), start == "1"));
    }
    Ok(texts)
}

/// Counts the tokens that differ, in what, and the texts they are in.
fn compare(network: &Network, texts: &[Text]) {
    let mut scratch = Scratch::default();
    let mut differing = BTreeMap::<&str, usize>::new();
    let (mut tokens, mut same, mut entities, mut same_entities) = (0, 0, 0, 0);
    for (number, text) in texts.iter().enumerate() {
        let marks = network.read(&text.tokens, &[], &mut scratch, Want::All);
        let found = spans(network, marks);
        for token in 0..text.tokens.len() {
            let (tag, head, label, start) = &text.expected[token];
            let name = &network.labels()[marks.labels[token] as usize];
            let here = |entities: &[(u32, u32, String)]| {
                entities.iter().find(|entity| (entity.0..entity.1).contains(&(token as u32))).cloned()
            };
            let checks = [
                ("tag", network.tags()[marks.tags[token] as usize] == *tag),
                ("head", marks.heads[token] == *head),
                ("label", name == label),
                ("sentence start", marks.sentence_starts[token] == *start),
                ("entity", here(&found) == here(&text.entities)),
            ];
            tokens += 1;
            same += usize::from(checks.iter().all(|(_, same)| *same));
            for (what, _) in checks.iter().filter(|(_, same)| !same) {
                *differing.entry(what).or_default() += 1;
                println!("text {number} token {token}: {what} differs");
            }
        }
        entities += text.entities.len();
        same_entities += text.entities.iter().filter(|entity| found.contains(entity)).count();
    }
    println!(
        "{same} of {tokens} tokens the same in all ({:.4} %); differing: {differing:?}",
        100.0 * same as f64 / tokens as f64
    );
    println!("{same_entities} of {entities} entities found");
}

fn spans(network: &Network, marks: &Marks) -> Vec<(u32, u32, String)> {
    let name = |label: u8| network.entity_labels()[label as usize].clone();
    marks.entities.iter().map(|entity| (entity.start, entity.end, name(entity.label))).collect()
}
