//! The program's state and the only way to change it.
//!
//! A [`command::Command`] or an [`event::Event`] comes in, state changes, [`effect::Effect`]s go
//! out. Nothing here draws, waits, reads a clock or touches a disk: all behavior can be tried as
//! `apply(&mut state, command, now)`.

pub mod state;
pub mod route;
pub mod nav;
pub mod settings;
pub mod question_bank;
pub mod progress;
pub mod sittings;
pub mod import_review;
pub mod load_library;
pub mod running;
pub mod notices;
pub mod command;
pub mod menu_command;
pub mod effect;
pub mod event;
pub mod start;
pub mod journal;
pub mod saved;

mod apply;
mod apply_import;
mod apply_navigation;
mod apply_question;
mod apply_reading;
mod apply_settings;
mod apply_sitting;

pub use apply::apply;
