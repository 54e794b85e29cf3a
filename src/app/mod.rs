//! The program's state and the only way to change it.
//!
//! A [`command::Command`] or an [`event::Event`] comes in, state changes, [`effect::Effect`]s go
//! out. Nothing here draws, waits, reads a clock or touches a disk: all behavior can be tried as
//! `apply(&mut state, command, now)`.

pub mod command;
pub mod documents;
pub mod effect;
pub mod event;
pub mod find;
pub mod highlights;
pub mod import_review;
pub mod kept_notes;
pub mod load_library;
pub mod marks;
pub mod mentions;
pub mod menu_command;
pub mod moved;
pub mod nav;
pub mod notices;
pub mod panes;
pub mod pictures;
pub mod progress;
pub mod question_bank;
pub mod route;
pub mod running;
pub mod saved;
pub mod saved_settings;
pub mod search;
pub mod settings;
pub mod sittings;
pub mod start;
pub mod state;

mod apply;
mod apply_documents;
mod apply_find;
mod apply_import;
mod apply_library;
mod apply_marks;
mod apply_navigation;
mod apply_prediction;
mod apply_question;
mod apply_reading;
mod apply_search;
mod apply_settings;
mod apply_sitting;
mod follow;
mod gather;
mod search_inserts;

pub use apply::apply;
