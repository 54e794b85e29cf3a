//! The window around the program: eframe's callbacks, effects, dropped files, the command line.
//!
//! The only layer that performs anything. [`study_app::StudyApp`] is the very same with a window,
//! in tests, and for pictures; only its [`env::AppEnv`] differs.

pub mod cli;
pub mod env;
pub mod headless;
pub mod study_app;
pub mod window;

mod clipboard;
mod dialogs;
mod drops;
mod effects;
mod system_fonts;
mod system_look;
