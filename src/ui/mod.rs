//! The screens: what is drawn from the state, and what the person's input means.
//!
//! Reads the state, leaves commands; changes nothing itself but what is view-only (scroll,
//! drafts, caches). Entry: [`show`], once a frame, called by the shell.

pub mod beside;
pub mod diagram;
pub mod drawers;
pub mod note;
pub mod overlays;
pub mod panels;
pub mod prose;
pub mod question;
pub mod screens;
pub mod shortcuts;
pub mod ui_state;
pub mod view_ctx;

mod focus;
mod frame;
mod heights;
mod turn;

pub use frame::show;
