//! The dialogs above the window, and the messages.

pub mod drawing;
pub mod import_review;
pub mod jump;
pub mod keys;
pub mod marks;
pub mod notices;
pub mod picture;
pub mod settings;
