//! Work that takes longer than a frame: one worker thread, typed progress, cancel.
//!
//! A [`job::Job`] says what to do, a [`job::Outcome`] what came of it; [`worker::Worker`] runs
//! jobs one after another, or inline for tests. Knows neither windows nor the program's state:
//! `shell` submits jobs and hands the results on as events.

pub mod job;
pub mod load;
pub mod notes;
pub mod picture;
pub mod progress;
pub mod watch;
pub mod worker;
