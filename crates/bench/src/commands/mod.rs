//! How long every command takes on a large ledger of made-up news.

mod made;
pub mod storing;

use std::{
    fs::File,
    io::{BufWriter, Write},
    path::Path,
    process::{Command, Stdio},
    time::Instant,
};

use anyhow::{Context, ensure};
use serde_json::Value;

/// Milliseconds that 95 of 100 runs of a command may take.
const BAR: f64 = 200.0;

/// Makes a ledger of that many articles in `folder`, unless it is there, runs every command that asks on it `runs` times, and prints the
/// median and the 95th of 100 in milliseconds, the start of the program included.
///
/// # Errors
/// When the program cannot be run, or says that something went wrong; when a command is over its bar.
pub fn run(program: &Path, folder: &Path, articles: usize, runs: usize) -> anyhow::Result<()> {
    std::fs::create_dir_all(folder)?;
    let (lines, ledger) = (folder.join(format!("{articles}.jsonl")), folder.join(format!("{articles}.onrecord")));
    if !lines.exists() {
        let mut out = BufWriter::new(File::create(&lines)?);
        made::articles(articles, &mut out)?;
        out.flush()?;
    }
    let ledger = ledger.display().to_string();
    if !Path::new(&ledger).exists() {
        let started = Instant::now();
        let lines = lines.display().to_string();
        let status = Command::new(program).args(["add", "-q", &lines, "--ledger", &ledger]).status();
        let status = status.with_context(|| program.display().to_string())?;
        ensure!(status.success(), "adding {lines} failed");
        let seconds = started.elapsed().as_secs_f64();
        println!("added, read and grouped: {articles} articles in {seconds:.0} s, {:.0}/s", articles as f64 / seconds);
    }
    let of = |args: &[&str]| -> anyhow::Result<Value> {
        let output = Command::new(program).args(args).args(["--ledger", &ledger, "--format", "json"]).output()?;
        Ok(serde_json::from_slice(&output.stdout)?)
    };
    let stories = of(&["stories", "-n", "1000000"])?;
    let mut stories: Vec<(u64, &str)> = stories
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|story| Some((story["articles"].as_u64()?, story["id"].as_str()?)))
        .collect();
    stories.sort();
    let largest = stories.last().context("no story")?.1;
    // the one in which the article stands that is a quarter up: the largest stories hold many
    let quarter = stories.iter().map(|(count, _)| count).sum::<u64>() / 4;
    let mut sum = 0;
    let story = stories.iter().find(|(count, _)| {
        sum += count;
        sum >= quarter
    });
    let story = story.context("no story")?.1;
    let claims = of(&["trace", "people were hurt Mayor"])?;
    let claim = claims[0]["id"].as_str().context("no claim")?.to_owned();
    let quote = &claims[0]["mentions"][0]["quote"]["text"];
    let draft = folder.join("draft.txt");
    let sentence = quote.as_str().unwrap_or_default();
    std::fs::write(&draft, format!("{sentence}\n\nThe harbour was closed on Friday, the port authority said.\n"))?;
    let draft = draft.display().to_string();
    let commands: Vec<Vec<&str>> = vec![
        vec!["stories"],
        vec!["stories", "ferry"],
        vec!["story", largest],
        vec!["story", story],
        vec!["trace", &claim],
        vec!["trace", "people were hurt Mayor told reporters"],
        vec!["trace", "--rests-on", "Outlet 7"],
        vec!["calendar"],
        vec!["calendar", "talks"],
        vec!["calendar", "--since", "2025-02-01", "--until", "2025-02-08"],
        vec!["positions"],
        vec!["positions", "Harbour"],
        vec!["figures"],
        vec!["figures", "people"],
        vec!["changes"],
        vec!["changes", "--since", "2025-02-01"],
        vec!["changes", "--story", largest],
        vec!["search", "bridge"],
        vec!["search", "rebuild", "before", "winter"],
        vec!["check", &draft],
        vec!["review", "accept", &claim, "--reason", "checked"],
        vec!["review", "log"],
        vec!["add", &draft, "--url", "https://outlet-1.example/new"],
        vec!["verify", "--story", story],
        vec!["export", "--story", story],
        vec!["verify", "--story", largest],
        vec!["export", "--story", largest],
    ];
    let mut over = Vec::new();
    for command in &commands {
        let mut times = Vec::new();
        for _ in 0..runs {
            let started = Instant::now();
            let mut run = Command::new(program);
            run.args(command).args(["--ledger", &ledger]).stdout(Stdio::null()).stderr(Stdio::piped());
            let output = run.output()?;
            times.push(started.elapsed().as_secs_f64() * 1_000.0);
            let wrong = output.status.code() != Some(0) && command[0] != "check";
            ensure!(!wrong, "{command:?}: {}", String::from_utf8_lossy(&output.stderr));
        }
        times.sort_by(f64::total_cmp);
        let at = |share: f64| times[((times.len() as f64 * share).ceil() as usize).clamp(1, times.len()) - 1];
        let (median, p95) = (at(0.5), at(0.95));
        println!("{median:>8.0} {p95:>8.0} ms  {}", command.join(" "));
        // what hashes or writes every word of a huge story takes as long as it is large
        let is_whole = matches!(command[0], "verify" | "export") && command.last() == Some(&largest);
        if p95 > BAR && !is_whole {
            over.push(command[0]);
        }
    }
    ensure!(over.is_empty(), "over {BAR} ms: {}", over.join(", "));
    Ok(())
}
