//! How the weights of attribution are learnt, each number changeable from the command line for trials.

use anyhow::Context;

use super::field::Course;
use crate::gbdt::Growth;

/// All settings. The defaults are those of the weights in `weights/`, chosen by cross-validation; see the card.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Parts into which the articles are dealt.
    pub folds: usize,
    /// How cues are learnt.
    pub cues: Course,
    /// How arguments are learnt.
    pub arguments: Course,
    /// How the judge is grown.
    pub judge: Growth,
    /// Of the worth of a right reading, the part that it has only when every word of content and source is right.
    pub exact: f32,
}

impl Default for Settings {
    fn default() -> Settings {
        let course = Course { rounds: 5, rate: 0.1, drop: 0.35, bits: 19, runs: 3 };
        let judge = Growth { trees: 200, depth: 6, rate: 0.065, least: 20.0, ..Growth::default() };
        Settings { folds: 3, cues: course.clone(), arguments: course, judge, exact: 0.4 }
    }
}

impl Settings {
    /// Changes one setting: `cues.drop=0.3`.
    ///
    /// # Errors
    /// When there is no such setting or its value is no number.
    pub fn set(&mut self, change: &str) -> anyhow::Result<()> {
        let (name, value) = change.split_once('=').with_context(|| format!("{change}: say name=value"))?;
        let value: f64 = value.parse().with_context(|| change.to_owned())?;
        let course = |course: &mut Course, name: &str| {
            match name {
                "rounds" => course.rounds = value as usize,
                "rate" => course.rate = value as f32,
                "drop" => course.drop = value as f32,
                "bits" => course.bits = value as u32,
                "runs" => course.runs = (value as usize).max(1),
                _ => anyhow::bail!("no setting {change}: rounds, rate, drop, bits or runs"),
            }
            Ok(())
        };
        match name.split_once('.') {
            None if name == "folds" => self.folds = (value as usize).max(2),
            None if name == "exact" => self.exact = value as f32,
            Some(("cues", name)) => course(&mut self.cues, name)?,
            Some(("arguments", name)) => course(&mut self.arguments, name)?,
            Some(("judge", "trees")) => self.judge.trees = value as usize,
            Some(("judge", "depth")) => self.judge.depth = value as usize,
            Some(("judge", "rate")) => self.judge.rate = value as f32,
            Some(("judge", "least")) => self.judge.least = value,
            _ => anyhow::bail!("no setting {name}: folds, exact, cues.*, arguments.* or judge.*"),
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_setting_is_changed_by_its_name() {
        let mut settings = Settings::default();
        settings.set("cues.drop=0.5").unwrap();
        settings.set("judge.depth=3").unwrap();
        assert_eq!((settings.cues.drop, settings.arguments.drop, settings.judge.depth), (0.5, 0.35, 3));
        assert!(settings.set("cues.depth=3").is_err() && settings.set("drop").is_err());
    }
}
