//! Nephoscope: a study companion for cloud certifications.

pub mod base;
pub mod diagrams;
pub mod library;
pub mod markdown;
pub mod quiz;
pub mod ui;
pub mod ui_kit;
