//! What the learner did, folded, with the figures that screens show of it.
//!
//! Figures by note are counted once for each change and day, not in each frame.

use std::collections::{BTreeMap, HashMap};

use jiff::tz::TimeZone;

use super::question_bank::QuestionBank;
use super::settings::Settings;
use crate::base::ids::{NoteId, TopicId};
use crate::base::time::Day;
use crate::library::{Library, Note};
use crate::quiz::history::{History, Record};
use crate::quiz::queue::{self, Counts, Limits, Scope};
use crate::quiz::readiness::Readiness;
use crate::quiz::scheduler::Scheduler;

/// The fold over the journal.
#[derive(Debug)]
pub struct Progress {
    /// Memory states, read marks, bookmarks.
    pub history: History,
    counts: BTreeMap<NoteId, Counts>,
    /// Notes read and questions due, with those of subtopics.
    topics: HashMap<TopicId, (usize, usize)>,
    waiting: Counts,
    new_left: usize,
    readiness: Option<Readiness>,
    limits: Limits,
    exam: Option<Day>,
    today: Day,
}

impl Progress {
    /// Folds `records`; nothing is counted until [`Self::recount`].
    pub fn new(records: Vec<Record>, settings: &Settings, zone: &TimeZone, today: Day) -> Self {
        let history = History::replay(records, &scheduler(settings), zone);
        Self {
            history,
            counts: BTreeMap::new(),
            topics: HashMap::new(),
            waiting: Counts::default(),
            new_left: 0,
            readiness: None,
            limits: limits(settings),
            exam: exam(settings),
            today,
        }
    }

    /// Counts anew what waits on `today`.
    pub fn recount(&mut self, library: &Library, bank: &QuestionBank, today: Day) {
        self.today = today;
        self.counts = queue::counts_by_note(bank.askable(&self.history), &self.history, today);
        self.new_left = queue::new_left(&self.history, today, &self.limits);
        self.waiting = self.waiting_in(Scope::All);
        self.readiness = Readiness::estimate(
            bank.listed(),
            &self.history,
            self.exam.unwrap_or_else(|| today.plus(1)),
        );
        self.topics = self.figures(library);
    }

    fn figures(&self, library: &Library) -> HashMap<TopicId, (usize, usize)> {
        let figure = |note: &Note| {
            let is_read = self.history.is_note_read(note.id());
            (usize::from(is_read), self.of_note(note.id()).due)
        };
        let of_notes: Vec<(usize, usize)> = library.notes().iter().map(figure).collect();
        let topics = library.topics().iter();
        let of_topic = topics.map(|topic| {
            let notes = of_notes.get(topic.notes.clone()).unwrap_or_default();
            let sum = notes
                .iter()
                .fold((0, 0), |sum, note| (sum.0 + note.0, sum.1 + note.1));
            (topic.id.clone(), sum)
        });
        of_topic.collect()
    }

    /// How many notes of a topic (with its subtopics) are read, and how many questions are due.
    pub fn of_topic(&self, topic: &TopicId) -> (usize, usize) {
        self.topics.get(topic).copied().unwrap_or_default()
    }

    /// The settings changed: due days and limits follow.
    pub fn follow_settings(&mut self, settings: &Settings, zone: &TimeZone) {
        self.limits = limits(settings);
        self.exam = exam(settings);
        self.history.reschedule(scheduler(settings), zone.clone());
    }

    /// The day that was counted for.
    pub fn today(&self) -> Day {
        self.today
    }

    /// How much may be new in a day.
    pub fn limits(&self) -> &Limits {
        &self.limits
    }

    /// What waits today over all notes.
    pub fn waiting(&self) -> Counts {
        self.waiting
    }

    /// What waits today in some notes.
    pub fn waiting_in(&self, scope: Scope<'_>) -> Counts {
        self.admitted(self.open_in(scope))
    }

    /// What of `open` can be asked today.
    pub fn admitted(&self, open: Counts) -> Counts {
        queue::admitted(open, self.new_left, &self.limits)
    }

    /// All that are due or were never seen in some notes, beyond the daily limit too.
    pub fn open_in(&self, scope: Scope<'_>) -> Counts {
        queue::open_count(&self.counts, scope)
    }

    /// The questions of a note.
    pub fn of_note(&self, note: &NoteId) -> Counts {
        self.counts.get(note).copied().unwrap_or_default()
    }

    /// The predicted score, once enough was answered.
    pub fn readiness(&self) -> Option<&Readiness> {
        self.readiness.as_ref()
    }
}

fn scheduler(settings: &Settings) -> Scheduler {
    Scheduler::new(f32::from(settings.retention_percent) / 100.0).with_exam(exam(settings))
}

fn exam(settings: &Settings) -> Option<Day> {
    settings.exam_date.map(Day::from_date)
}

fn limits(settings: &Settings) -> Limits {
    Limits {
        new_per_day: usize::from(settings.new_cards_per_day),
        in_queue: None,
    }
}
