//! Weights that tell who takes part in an event, where it is, when and how far it has come, from marked reports.

mod reports;

use std::{
    io::{BufWriter, Write},
    path::{Path, PathBuf},
};

use anyhow::{Context, ensure};
use bench::against::entries::{Read, Tally, WantedEvent, stems};
use page::html::trees::Trees;
use reading::{Case, Cases, Linker, Reader, STATUSES, Somebody, Status, link_columns};
use serde_json::json;

use self::reports::{Marked, Report, cases, reports};
use crate::gbdt::{self, Growth};

/// Folds into which the reports are dealt for measuring.
const FOLDS: usize = 5;
/// What is asked of an event: who, where, when, how far.
const KINDS: usize = 4;
/// The last of these.
const STATUS: usize = 3;

/// How much a marked event counts in the data that the project is measured by.
const MEASURED: f32 = 3.0;
/// How much a mention counts that is not marked: what is right of it is only likely.
const UNMARKED: f32 = 0.4;

/// Questions with their answers.
#[derive(Default)]
struct Asked {
    rows: Vec<f32>,
    /// The report of each.
    reports: Vec<usize>,
    /// 1 for yes; of a status, its place in [`STATUSES`].
    answers: Vec<usize>,
    /// How much each counts.
    weights: Vec<f32>,
}

/// What an event is asked beside: a marked event, or the rules where nothing is marked.
enum Beside<'a> {
    Marked(&'a Marked),
    Rules,
}

/// Trains on the reports of the folders `data` and `measured`, of which those of the second count more, and on the cases; says how much is
/// right in five folds by report, and writes the weights to `out`. Every question goes to `dump`, what is right and wrong in the folds to `told`.
pub fn run(
    data: &[PathBuf],
    measured: &[PathBuf],
    out: &Path,
    dump: Option<&Path>,
    told: Option<&Path>,
) -> anyhow::Result<()> {
    let mut all = Vec::new();
    for folder in data {
        all.extend(reports(folder)?);
    }
    for folder in measured {
        all.extend(reports(folder)?.into_iter().map(|report| Report { weight: MEASURED, ..report }));
    }
    let marked = all.len();
    ensure!(marked > 0, "no reports");
    all.extend(cases()?);
    let reports = all;
    let reader = Reader::english()?;
    let mut dump = dump.map(std::fs::File::create).transpose()?.map(BufWriter::new);
    let mut asked: [Asked; KINDS] = Default::default();
    for (number, report) in reports.iter().enumerate() {
        ask(number, report, &reader, &mut asked, dump.as_mut())?;
    }
    for (name, asked) in ["who", "where", "when", "status"].into_iter().zip(&asked) {
        println!("{name}: {} questions", asked.answers.len());
    }
    let measure = |linker: &dyn Fn(usize) -> Option<Linker>, told: &mut dyn Write| -> anyhow::Result<()> {
        let mut tally = Tally::default();
        for fold in 0..FOLDS {
            let linker = linker(fold);
            for report in reports[..marked].iter().skip(fold).step_by(FOLDS) {
                let (reading, _) = reader.linked(&report.article, linker.as_ref());
                let read = Read { article: &report.article, reading: &reading };
                let wanted = report.events.iter().map(|marked| &marked.wanted);
                tally.events(&report.id, wanted, &read, &mut &mut *told)?;
            }
        }
        tally.print(&mut std::io::stdout())
    };
    println!("by the rules alone, {marked} reports:");
    measure(&|_| None, &mut std::io::sink())?;
    println!("in {FOLDS} folds:");
    let mut told: Box<dyn Write> = match told {
        Some(file) => Box::new(BufWriter::new(std::fs::File::create(file)?)),
        None => Box::new(std::io::sink()),
    };
    measure(&|fold| learn(&asked, |report| report % FOLDS != fold), &mut told)?;
    told.flush()?;
    let linker = learn(&asked, |_| true).context("no questions")?;
    std::fs::write(out, linker.to_bytes()).with_context(|| out.display().to_string())?;
    println!("wrote {}", out.display());
    Ok(())
}

/// Learns from the reports that `seen` says.
fn learn(asked: &[Asked; KINDS], seen: impl Fn(usize) -> bool) -> Option<Linker> {
    let growth = Growth { trees: 250, depth: 4, rate: 0.05, lambda: 4.0, least: 4.0, rows: 0.7, columns: 0.5 };
    let status = Growth { trees: 250, depth: 3, least: 1.5, columns: 0.4, ..growth.clone() };
    let columns: Vec<usize> = link_columns().collect();
    let trees = |kind: usize, columns: usize, yes: usize| -> Trees {
        let asked = &asked[kind];
        let labels: Vec<f32> = asked.answers.iter().map(|answer| f32::from(u8::from(*answer == yes))).collect();
        let weight = |(report, weight): (&usize, &f32)| if seen(*report) { *weight } else { 0.0 };
        let weights: Vec<f32> = asked.reports.iter().zip(&asked.weights).map(weight).collect();
        gbdt::train(&asked.rows, columns, &labels, &weights, if kind == STATUS { &status } else { &growth })
    };
    let first = (0..STATUS).map(|kind| trees(kind, columns[kind], 1));
    let last = (0..=STATUSES.len()).map(|status| trees(STATUS, columns[STATUS], status));
    Linker::of(first.chain(last).collect())
}

/// Adds the questions about the events of a report: those that are marked; other mentions of these; and what nobody marked, which the
/// weights are to leave as the rules have it.
fn ask(
    number: usize,
    Report { id, article, events, weight: counts }: &Report,
    reader: &Reader,
    asked: &mut [Asked; KINDS],
    mut dump: Option<&mut BufWriter<std::fs::File>>,
) -> anyhow::Result<()> {
    let columns: Vec<usize> = link_columns().collect();
    let (reading, cases) = reader.linked(article, None);
    let read = Read { article, reading: &reading };
    let marked: Vec<(usize, &Marked)> =
        events.iter().filter_map(|marked| Some((read.best(&marked.wanted)?, marked))).collect();
    for (event, told) in reading.events.iter().enumerate() {
        let own: Vec<&Marked> = marked.iter().filter(|(at, _)| *at == event).map(|(_, marked)| *marked).collect();
        let kin: Vec<&Marked> = marked
            .iter()
            .filter(|(at, _)| reading.events[*at].kind == told.kind && told.kind.0 != "other")
            .map(|(_, marked)| *marked)
            .collect();
        let beside: Vec<(Beside<'_>, f32)> = match (&own[..], &kin[..]) {
            ([], [one]) => vec![(Beside::Marked(one), UNMARKED)],
            ([], []) => vec![(Beside::Rules, UNMARKED)],
            // one of several, nobody knows which
            ([], _) => Vec::new(),
            (own, _) => own.iter().map(|wanted| (Beside::Marked(wanted), 1.0)).collect(),
        };
        for (beside, weight) in beside {
            let lists = [&cases.who, &cases.place, &cases.when, &cases.status];
            for (kind, list) in lists.into_iter().enumerate() {
                let told = match &beside {
                    // another mention may tell of another status
                    Beside::Marked(marked) => marked.told[kind] && (kind != STATUS || weight == 1.0),
                    Beside::Rules => kind != STATUS,
                };
                if !told {
                    continue;
                }
                ensure!(list.rows.len() == list.cases.len() * columns[kind], "{} numbers of {kind}", list.rows.len());
                let rows = list.rows.chunks(columns[kind]);
                for (case, row) in list.cases.iter().zip(rows).filter(|(case, _)| case.event == event) {
                    let answer = match &beside {
                        Beside::Marked(marked) => answer(kind, &marked.wanted, &read, &cases, case),
                        Beside::Rules => usize::from(case.by_rule),
                    };
                    if let Some(dump) = dump.as_mut() {
                        let line = json!({"id": id, "event": event, "kind": kind, "answer": answer, "weight": weight,
                            "name": called(kind, &read, &cases, case), "row": row});
                        writeln!(dump, "{line}")?;
                    }
                    let asked = &mut asked[kind];
                    asked.rows.extend(row);
                    asked.reports.push(number);
                    asked.answers.push(answer);
                    asked.weights.push(weight * counts);
                }
            }
        }
    }
    Ok(())
}

/// Returns the answer: 1 for yes, 0 for no; for a status, its place.
fn answer(kind: usize, wanted: &WantedEvent, read: &Read<'_>, cases: &Cases, case: &Case) -> usize {
    match kind {
        0 => {
            let asked = || cases.who.cases.iter().filter(|other| other.event == case.event);
            let somebody = |case: &Case| &cases.people[case.candidate];
            // who goes by the very name, and only where nobody does, who speaks for it
            let meant = |name: usize| {
                let nobody = || !asked().any(|other| is_named(wanted, name, read, somebody(other)));
                is_named(wanted, name, read, somebody(case))
                    || speaks_for(wanted, name, read, somebody(case)) && nobody()
            };
            usize::from((0..wanted.who.len()).any(meant))
        }
        1 => {
            let spot = &cases.spots[case.candidate];
            let is_at = |(span, _): &(text::Span, u32)| wanted.is_at(read.article.words(*span)) == Some(true);
            usize::from(spot.mentions.iter().any(is_at))
        }
        STATUS => {
            let named = |status: &Status| {
                *status == Status::UnderWay && wanted.status == "under way" || status.name() == wanted.status
            };
            STATUSES.iter().position(named).unwrap_or(STATUSES.len())
        }
        _ => {
            let days = read.reading.times.get(case.candidate).and_then(|time| time.interval);
            usize::from(days.is_some() && wanted.is_on(days))
        }
    }
}

/// Tells whether the last word of somebody's name, or of what they are called, is in a name that is wanted.
fn is_named(wanted: &WantedEvent, name: usize, read: &Read<'_>, somebody: &Somebody) -> bool {
    let party = somebody.party.and_then(|at| read.reading.parties.get(at as usize));
    let words = somebody.mentions.iter().map(|(span, _)| read.article.words(*span));
    let mut called = party.map(|party| party.name.as_str()).into_iter().chain(words);
    called.any(|called| {
        let last = called.split_whitespace().next_back().map(|word| word.trim_end_matches("'s").trim_end_matches("’s"));
        last.is_some_and(|last| wanted.who(&stems(last)).contains(&name))
    })
}

fn speaks_for(wanted: &WantedEvent, name: usize, read: &Read<'_>, somebody: &Somebody) -> bool {
    somebody.mentions.iter().any(|(span, _)| wanted.who(&read.names(*span, somebody.party)).contains(&name))
}

fn called(kind: usize, read: &Read<'_>, cases: &Cases, case: &Case) -> String {
    let span = match kind {
        0 => cases.people[case.candidate].mentions[0].0,
        1 => cases.spots[case.candidate].mentions[0].0,
        STATUS => read.reading.events[case.event].trigger,
        _ => read.reading.times[case.candidate].span,
    };
    read.article.words(span).to_owned()
}
