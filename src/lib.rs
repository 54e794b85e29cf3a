//! Nephoscope: a study companion for cloud certifications.
//!
#![doc = include_str!("ARCHITECTURE.md")]

pub mod app;
pub mod base;
pub mod diagrams;
pub mod import;
pub mod index;
pub mod library;
pub mod markdown;
pub mod present;
pub mod quiz;
pub mod search;
pub mod shell;
pub mod store;
pub mod tasks;
pub mod ui;
pub mod ui_kit;
