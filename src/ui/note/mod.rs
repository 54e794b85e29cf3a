//! The reader: one note in one column, of which only what is visible is laid out.
//!
//! Blocks off screen take their known or estimated height. A block that comes into view is
//! measured before anything is drawn, and the scroll place moves with the difference, so text
//! never jumps. Where the reader is goes out as a text-anchored place.

mod above;
mod arrival;
mod bar;
mod copying;
mod diagrams;
mod edge;
mod extent;
mod find_bar;
mod glide;
mod ink_buttons;
mod item;
mod lit_bar;
mod mark_card;
pub mod marks;
mod question;
mod read_time;
mod remarks;
mod report;
mod resources;
mod scroll_marks;
mod seek;
mod selection;
mod selection_bar;
mod spotlight;
mod steps;
mod unread;
mod view;

pub use diagrams::Diagrams;
pub use mark_card::MarkCard;
pub(crate) use resources::{NoteResources, Wanted};
pub use unread::unread_ui;
pub use view::{NoteView, show};
