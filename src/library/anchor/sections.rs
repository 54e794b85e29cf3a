//! The sections of a note by the headings above them, for finding the one a place was in.

use std::ops::Range;

use super::Place;
use super::running_text::RunningText;
use crate::markdown::document::Document;
use crate::markdown::outline::Outline;

/// One section: what stands from a heading to the next.
#[derive(Debug)]
pub(super) struct Section {
    anchor: String,
    path: Vec<String>,
    /// The index of its first block.
    pub block: usize,
    /// Its words in the running text.
    pub words: Range<usize>,
}

/// The sections in reading order; the first is what stands above the first heading.
pub(super) fn sections(document: &Document, running: &RunningText<'_>) -> Vec<Section> {
    let entries = Outline::of(document).entries;
    let mut levels: Vec<(u8, String)> = Vec::new();
    let head = Section {
        anchor: String::new(),
        path: Vec::new(),
        block: 0,
        words: 0..0,
    };
    let mut sections = vec![head];
    for entry in &entries {
        levels.retain(|(level, _)| *level < entry.level);
        levels.push((entry.level, entry.title.to_string()));
        let start = running.start_of(entry.block);
        if let Some(above) = sections.last_mut() {
            above.words.end = start;
        }
        sections.push(Section {
            anchor: entry.anchor.to_string(),
            path: levels.iter().map(|(_, title)| title.clone()).collect(),
            block: entry.block,
            words: start..start,
        });
    }
    if let Some(last) = sections.last_mut() {
        last.words.end = running.text().len();
    }
    sections
}

/// The section that a place was in: by all its headings, by its anchor, or by its own heading.
pub(super) fn section_of<'a>(place: &Place, sections: &'a [Section]) -> Option<&'a Section> {
    if place.section.is_empty() && place.path.is_empty() {
        return sections.first();
    }
    let by = |is_it: &dyn Fn(&Section) -> bool| {
        let all = sections.iter().skip(1).filter(|section| is_it(section));
        all.min_by_key(|section| {
            let is_named = section.anchor == place.section;
            (!is_named, section.block.abs_diff(place.block))
        })
    };
    let own = place.path.last();
    let has_path = |section: &Section| !place.path.is_empty() && section.path == place.path;
    by(&has_path)
        .or_else(|| by(&|section| section.anchor == place.section))
        .or_else(|| by(&|section| own.is_some() && section.path.last() == own))
}
