//! An import under review: what it would do, and what the person chose so far.

use crate::import::plan::{Choice, Plan, PlannedFile, Selection, Verdict};

/// The plan with the choices made.
#[derive(Debug, Clone, PartialEq)]
pub struct ImportReview {
    /// What would be done.
    pub plan: Plan,
    /// What the person chose.
    pub selection: Selection,
}

impl ImportReview {
    /// Begins with what is suggested.
    pub fn new(plan: Plan) -> Self {
        let selection = Selection::suggested(&plan);
        Self { plan, selection }
    }

    /// Takes a file in or out; a file that cannot be imported stays out.
    pub fn include(&mut self, item: usize, included: bool) {
        let can = self.verdict(item).is_some_and(Verdict::can_import);
        if let Some(choice) = self.selection.choices.get_mut(item) {
            choice.take = included && can;
        }
    }

    /// Cuts a long file into notes, or keeps it whole.
    pub fn split(&mut self, item: usize, split: bool) {
        let offered = self
            .plan
            .items
            .get(item)
            .is_some_and(|file| file.split.is_some());
        if let Some(choice) = self.selection.choices.get_mut(item) {
            choice.split = split && offered;
        }
        let can = self.verdict(item).is_some_and(Verdict::can_import);
        if let Some(choice) = self.selection.choices.get_mut(item) {
            choice.take = can;
        }
    }

    /// What would happen to a file as it is chosen now.
    pub fn verdict(&self, item: usize) -> Option<&Verdict> {
        let choice = self.selection.choices.get(item)?;
        self.plan
            .items
            .get(item)
            .map(|file| file.verdict_if(choice.split))
    }

    /// The files with their choice.
    pub fn files(&self) -> impl Iterator<Item = (usize, &PlannedFile, Choice)> {
        let choices = self
            .plan
            .items
            .iter()
            .zip(&self.selection.choices)
            .enumerate();
        choices.map(|(at, (file, choice))| (at, file, *choice))
    }
}
