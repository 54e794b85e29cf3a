//! What the learner did, folded, with the figures that screens show of it.
//!
//! Figures by note are counted once for each change and day, not in each frame.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use jiff::tz::TimeZone;

use super::question_bank::QuestionBank;
use super::settings::Settings;
use crate::base::ids::{NoteId, TopicId};
use crate::base::time::Day;
use crate::library::{Library, Note};
use crate::quiz::card::Place;
use crate::quiz::history::{History, Record};
use crate::quiz::queue::{self, Counts, Limits};
use crate::quiz::readiness::Readiness;
use crate::quiz::scheduler::Scheduler;

/// The fold over the journal.
#[derive(Debug)]
pub struct Progress {
    /// Memory states, read marks.
    pub history: History,
    counts: BTreeMap<NoteId, Counts>,
    /// What is known of each topic with its subtopics.
    topics: HashMap<TopicId, TopicFigures>,
    /// How much of each note that was begun is read: 0 to 1.
    read: BTreeMap<NoteId, f32>,
    waiting: Counts,
    new_left: usize,
    readiness: Option<Readiness>,
    limits: Limits,
    exam: Option<Day>,
    today: Day,
}

/// The figures of a topic.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct TopicFigures {
    /// How many notes it has.
    pub notes: usize,
    /// How many of them are read.
    pub read: usize,
    /// What of its questions waits, before the limit on new ones.
    pub questions: Counts,
    /// The read shares of its notes, added up.
    shares: f32,
}

impl TopicFigures {
    /// How much of it is read: 0 to 1.
    pub fn share(&self) -> f32 {
        self.shares / self.notes.max(1) as f32
    }
}

impl std::iter::Sum for TopicFigures {
    fn sum<I: Iterator<Item = Self>>(figures: I) -> Self {
        figures.fold(Self::default(), |sum, one| Self {
            notes: sum.notes + one.notes,
            read: sum.read + one.read,
            questions: sum.questions.plus(one.questions),
            shares: sum.shares + one.shares,
        })
    }
}

impl Progress {
    /// Folds `records`; nothing is counted until [`Self::recount`].
    pub fn new(records: Vec<Record>, settings: &Settings, zone: &TimeZone, today: Day) -> Self {
        let history = History::replay(records, &scheduler(settings), zone);
        Self {
            history,
            counts: BTreeMap::new(),
            topics: HashMap::new(),
            read: BTreeMap::new(),
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
        self.waiting = self.admitted(self.counts.values().copied().sum());
        self.readiness = Readiness::estimate(
            bank.listed(),
            &self.history,
            self.exam.unwrap_or_else(|| today.plus(1)),
        );
        self.topics = self.figures(library);
    }

    /// Counts anew how much of each note is read; topics follow with [`Self::recount`].
    pub fn recount_reading(&mut self, library: &Library) {
        let begun = self.history.begun_notes();
        let notes = begun.filter_map(|id| library.note(id));
        self.read = notes
            .map(|note| (note.id().clone(), read_share(&self.history, note)))
            .collect();
    }

    fn figures(&self, library: &Library) -> HashMap<TopicId, TopicFigures> {
        let figure = |note: &Note| TopicFigures {
            notes: 1,
            read: usize::from(self.is_read(note.id())),
            questions: self.of_note(note.id()),
            shares: self.read_share(note.id()),
        };
        let of_notes: Vec<TopicFigures> = library.notes().iter().map(figure).collect();
        let topics = library.topics().iter();
        let of_topic = topics.map(|topic| {
            let notes = of_notes.get(topic.notes.clone()).unwrap_or_default();
            (topic.id.clone(), notes.iter().copied().sum())
        });
        of_topic.collect()
    }

    /// What is known of a topic with its subtopics.
    pub fn of_topic(&self, topic: &TopicId) -> TopicFigures {
        self.topics.get(topic).copied().unwrap_or_default()
    }

    /// Whether a note is read: marked as a whole, or section by section.
    pub fn is_read(&self, note: &NoteId) -> bool {
        self.history.is_note_read(note) || self.read_share(note) >= 1.0
    }

    /// Counts anew how much of one note is read; topics follow with [`Self::recount`].
    pub fn recount_reading_of(&mut self, library: &Library, note: &NoteId) {
        if let Some(open) = library.note(note) {
            let share = read_share(&self.history, open);
            self.read.insert(note.clone(), share);
        }
    }

    /// How much of a note is read: 0 to 1.
    pub fn read_share(&self, note: &NoteId) -> f32 {
        self.read.get(note).copied().unwrap_or_default()
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

    /// What of `open` can be asked today.
    pub fn admitted(&self, open: Counts) -> Counts {
        queue::admitted(open, self.new_left, &self.limits)
    }

    /// What of the questions of a note waits, before the limit on new ones.
    pub fn of_note(&self, note: &NoteId) -> Counts {
        self.counts.get(note).copied().unwrap_or_default()
    }

    /// The predicted score, once enough was answered.
    pub fn readiness(&self) -> Option<&Readiness> {
        self.readiness.as_ref()
    }
}

/// The sections of a note that are read, as a share of all.
fn read_share(history: &History, note: &Note) -> f32 {
    let entries = &note.outline().entries;
    let has_head = entries.first().is_none_or(|first| first.block > 0);
    let head = has_head.then_some(None);
    let anchors = entries.iter().map(|entry| Some(Arc::clone(&entry.anchor)));
    let (read, all) = head
        .into_iter()
        .chain(anchors)
        .fold((0, 0), |(read, all), section| {
            let note = note.id().clone();
            let is_read = history.is_section_read(&Place { note, section });
            (read + usize::from(is_read), all + 1)
        });
    read as f32 / all.max(1) as f32
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
