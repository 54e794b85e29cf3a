//! The parts around every screen: the bar at the top, the tree, "On this page", the status bar.

pub mod aside;
mod note_links;
pub mod note_marks;
pub mod status_bar;
pub mod top_bar;
pub mod tree;
