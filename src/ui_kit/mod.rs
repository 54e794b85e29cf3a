//! The look of the program: tokens, type, icons, and the widgets every screen is built from.
//!
//! Knows egui and the vocabulary of diagram scenes; knows no state of the program.
//! Every widget here has an accessible name.

pub mod button;
pub mod choice;
mod copied;
pub mod fonts;
pub mod formula;
pub mod icons;
pub mod layout;
pub mod list_row;
pub mod look;
pub mod overlay;
pub mod scene_painter;
pub mod search_field;
pub mod soft_marks;
pub mod status;
pub mod text;
pub mod textures;
pub mod theme;
pub mod toast;
pub mod tokens;
pub mod wheel;
