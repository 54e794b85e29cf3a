//! Nephoscope: a study companion for cloud certifications.

pub mod base;
pub mod diagrams;
pub mod import;
pub mod markdown;
pub mod store;
pub mod tasks;
pub mod ui;
pub mod ui_kit;
