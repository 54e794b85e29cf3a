//! Nephoscope: a study companion for cloud certifications.

pub mod base;
pub mod diagrams;
pub mod markdown;
pub mod ui;
pub mod ui_kit;
