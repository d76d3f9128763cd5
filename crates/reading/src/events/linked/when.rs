//! On which days it might be: the time expressions that cover days.

use super::{super::Reading, Asked, Case, row::Told, whole::Whole};
use crate::{Basis, Event, Grain, Relation, Status, Time, TimexKind};

/// Sentences from the event beyond which no day is looked at.
const NEAR: usize = 8;

impl Reading<'_> {
    /// Asks of every time near an event whether it dates it.
    pub(super) fn ask_when(&self, told: &Told, whole: &Whole<'_>, asked: &mut Asked) {
        let (tree, events, event) = (&self.tree, whole.events, &whole.events[told.at]);
        let kin = whole.kin(told.at, |other| other.when.is_some());
        let place = |time: &Time| {
            let head = tree.tokens.head_of(tree.tokens.within(time.span))?;
            let sentence = self.scene.analysis.sentence_of(head)?;
            Some((head, sentence))
        };
        let dates = |time: &&Time| {
            time.interval.is_some()
                && matches!(time.timex.kind, TimexKind::Date | TimexKind::Time | TimexKind::Duration)
        };
        let here = self
            .scene
            .times
            .iter()
            .filter(dates)
            .filter(|time| place(time).is_some_and(|(_, sentence)| sentence == told.sentence));
        let in_sentence = here.count();
        for (candidate, time) in self.scene.times.iter().enumerate().filter(|(_, time)| dates(time)) {
            let Some((head, sentence)) = place(time) else { continue };
            let Some(days) = time.interval.filter(|_| sentence.abs_diff(told.sentence) <= NEAR) else { continue };
            let is = |at: Option<u32>| at == u32::try_from(candidate).ok();
            let mut row = told.row();
            told.bond(self, head, &mut row);
            let grain = match days.grain {
                Grain::Clock | Grain::PartOfDay => 0,
                Grain::Day => 1,
                Grain::Weekend | Grain::Week => 2,
                Grain::Month => 3,
                Grain::Stretch => 4,
                _ => 5,
            };
            row.one_of(Some(grain), 6);
            row.one_of(
                [TimexKind::Date, TimexKind::Time, TimexKind::Duration].iter().position(|k| *k == time.timex.kind),
                3,
            );
            row.yes(time.basis == Basis::Explicit);
            row.yes(time.relation == Relation::At);
            let ahead = |from: jiff::civil::Date, to: jiff::civil::Date| {
                from.until(to).map_or(0, |span| i64::from(span.get_days()))
            };
            let (start, last) = self.published.map_or((0, 0), |day| (ahead(day, days.start), ahead(day, days.end) - 1));
            row.number(start, 400);
            row.number(last, 400);
            let open = matches!(event.status, Status::Expected | Status::Confirmed);
            row.yes(open && last < 0);
            row.yes(event.status == Status::Held && start > 0);
            row.number(in_sentence as i64, 5);
            row.yes(is(event.when));
            row.yes(event.when.is_some());
            let used = |other: &&Event| is(other.when);
            row.number(events.iter().filter(used).count() as i64, 5);
            let users = || (0..events.len()).filter(|at| used(&&events[*at]));
            let same = |at: &usize| whole.sentences[*at] == Some(told.sentence) && events[*at].trigger != event.trigger;
            row.number(users().filter(same).count() as i64, 4);
            row.number(users().filter(|at| whole.is_kin(*at, told.at)).count() as i64, 4);
            row.yes(kin.is_some());
            row.yes(kin.is_some_and(|kin| is(events[kin].when)));
            row.number(whole.apart(told.sentence, kin), 12);
            let on = self.hung.iter().find(|hung| is(Some(hung.time))).map(|hung| hung.on);
            row.yes(on.is_some_and(|on| tree.words.words.report.contains(tree.lemma(on))));
            row.yes(on == Some(told.head));
            row.yes(on.is_some_and(|on| tree.tokens.ancestors(told.head).any(|above| above == on)));
            row.yes(on.is_some_and(|on| tree.tokens.ancestors(on).any(|above| above == told.head)));
            let between = tree.tokens.within(text::Span {
                start: time.span.end.min(event.trigger.end),
                end: time.span.start.max(event.trigger.start).max(time.span.end.min(event.trigger.end)),
            });
            let other_event = events.iter().filter(|other| {
                let at = tree.tokens.within(other.trigger).start;
                between.contains(&at) && other.trigger != event.trigger
            });
            row.number(other_event.count() as i64, 5);
            row.number(time.span.len() as i64, 40);
            asked.push(Case::new(told.at, candidate, is(event.when)), &row);
        }
    }
}
