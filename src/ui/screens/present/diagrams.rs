//! The diagrams of a note on its slides: made when first shown, kept while the note is
//! presented, stepped by the clicker.

use std::collections::BTreeMap;

use egui::Ui;

use super::{DiagramProgress, SlideDiagrams};
use crate::markdown::document::Directive;
use crate::ui::diagram::{DiagramView, Room, diagram_ui};
use crate::ui_kit::{icons, status};

/// Diagrams by the block they stand in, or why they cannot be shown.
#[derive(Debug, Default)]
pub(super) struct NoteDiagrams {
    views: BTreeMap<usize, Result<DiagramView, String>>,
}

impl NoteDiagrams {
    fn view(&mut self, block: usize, directive: &Directive) -> &mut Result<DiagramView, String> {
        self.views
            .entry(block)
            .or_insert_with(|| DiagramView::from_fence(directive))
    }
}

impl SlideDiagrams for NoteDiagrams {
    fn diagram_ui(&mut self, ui: &mut Ui, block: usize, directive: &Directive) {
        match self.view(block, directive) {
            Ok(view) => {
                diagram_ui(ui, view, Room::Slide);
            }
            Err(message) => {
                let heading = "This diagram cannot be shown";
                status::empty_state_ui(ui, icons::WARNING_CIRCLE, heading, message, None);
            }
        }
    }

    fn progress(&mut self, block: usize, directive: &Directive) -> DiagramProgress {
        match self.view(block, directive) {
            Ok(view) => DiagramProgress {
                at_start: view.playback.position() == 0,
                at_end: view.playback.at_end(),
            },
            Err(_) => DiagramProgress {
                at_start: true,
                at_end: true,
            },
        }
    }

    fn step(&mut self, block: usize, directive: &Directive, on: bool) {
        let Ok(view) = self.view(block, directive) else {
            return;
        };
        // Steps on which nothing changes that an audience must see are passed over.
        loop {
            let moved = if on {
                view.step_forward()
            } else {
                view.step_back()
            };
            let quiet = view.playback.last_step().is_some_and(|step| step.quiet);
            if !moved || !quiet {
                return;
            }
        }
    }
}
