//! All integration tests, in one binary: the very program, without a window and with a clock
//! that is set by hand.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that meets what it does not expect has to stop"
)]

mod common;

mod accessibility;
mod architecture;
mod bundled_notes;
mod comfort;
mod command_line;
mod commenting;
mod exam_map;
mod finding;
mod formulas_and_drawings;
mod hostile_notes;
mod idle;
mod importing;
mod jumping;
mod keeping;
mod keyboard;
mod large_library;
mod library;
mod links;
mod marking;
mod moving;
mod offering;
mod panes;
mod places;
mod predictions;
mod presenting;
mod questions;
mod read_sections;
mod reading;
mod rich_notes;
mod screens;
mod searching;
mod selecting;
mod small_windows;
mod specifications;
mod starting;
mod staying;
mod vault;
