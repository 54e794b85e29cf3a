//! Cutting a long note into a folder of notes, at its headings.
//!
//! The level that divides the text best is chosen; nothing is lost or moved: the parts' texts, one
//! after another, are the original, but for links that are pointed anew because they now cross
//! files. Pure; `plan` offers it, the person decides, `execute` writes it.

use std::ops::Range;

use super::anatomy::{Anatomy, Heading};
use super::relink::{Edit, Links, edited};
use crate::base::text::slug;

/// Shorter texts are never cut.
pub const MIN_BYTES: usize = 20 * 1024;

/// How many parts make a useful folder.
const USEFUL_PARTS: std::ops::RangeInclusive<usize> = 3..=200;

/// The size of a part that reads well, in bytes.
const IDEAL_PART_BYTES: f64 = 4096.0;

/// Longer names of files are cropped, in characters.
const MAX_NAME_CHARS: usize = 60;

/// A way to cut a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Split {
    /// The parts in order; their ranges cover the text without gaps.
    pub parts: Vec<Part>,
}

/// One note of the folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// `03-auto-scaling.md`
    pub file_name: String,
    /// What the tree shows.
    pub title: String,
    /// Its bytes in the original.
    pub range: Range<usize>,
    /// Added in front; empty where the original's own front matter stands.
    pub front_matter: String,
    /// Links that must be written differently here.
    pub edits: Vec<Edit>,
    /// Copies of definitions that the part uses and that stand in another.
    pub appendix: String,
}

impl Part {
    /// What is written to the part's file.
    pub fn text(&self, original: &str) -> String {
        let body = edited(original, &self.range, &self.edits);
        let gap = match (self.appendix.is_empty(), body.ends_with('\n')) {
            (true, _) => "",
            (false, true) => "\n",
            (false, false) => "\n\n",
        };
        [&self.front_matter, &body, gap, &self.appendix].concat()
    }
}

/// The best way to cut `text`, the content of the file `name`; `None` if it is short or no level
/// of headings gives a useful number of parts.
pub fn propose(text: &str, name: &str) -> Option<Split> {
    if text.len() <= MIN_BYTES {
        return None;
    }
    cut(text, name)
}

/// As [`propose`], whatever the length.
pub fn cut(text: &str, name: &str) -> Option<Split> {
    let anatomy = Anatomy::of(text);
    let sections = (1..=6)
        .filter(|level| {
            anatomy
                .headings
                .iter()
                .any(|heading| heading.level == *level)
        })
        .map(|level| sections(text, &anatomy, level))
        .filter(|sections| {
            let headed = sections.iter().filter(|section| section.heading.is_some());
            USEFUL_PARTS.contains(&headed.count())
        })
        .min_by(|a, b| distance(a).total_cmp(&distance(b)))?;
    let mut parts = named(text, &anatomy, &sections);
    let files: Vec<_> = parts
        .iter()
        .map(|part| (part.file_name.clone(), part.range.clone()))
        .collect();
    let links = Links::new(text, name, &anatomy, &files);
    for (index, part) in parts.iter_mut().enumerate() {
        part.edits = links.edits_in(&part.range, index);
        part.appendix = links.definitions_for(index);
    }
    Some(Split { parts })
}

/// A piece of the text with the heading that names it.
struct Section<'a> {
    range: Range<usize>,
    heading: Option<&'a Heading>,
}

/// Cuts before every heading of `level` or above. A heading with nothing under it but the next
/// stays with that one, and an opening without words (front matter, blank lines) with the first.
fn sections<'a>(text: &str, anatomy: &'a Anatomy, level: u8) -> Vec<Section<'a>> {
    let mut sections: Vec<Section<'a>> = vec![Section {
        range: 0..text.len(),
        heading: None,
    }];
    let mut words_from = anatomy.front_matter.as_ref().map_or(0, |range| range.end);
    for heading in anatomy.headings.iter().filter(|h| h.level <= level) {
        let Some(last) = sections.last_mut() else {
            break;
        };
        let is_empty = text
            .get(words_from..heading.start)
            .is_none_or(|between| between.trim().is_empty());
        let is_below = last.heading.is_none_or(|above| above.level < heading.level);
        words_from = heading.end;
        if is_empty && is_below {
            last.heading = Some(heading);
            continue;
        }
        last.range.end = heading.start;
        sections.push(Section {
            range: heading.start..text.len(),
            heading: Some(heading),
        });
    }
    sections
}

/// How far the median part is from the ideal size; the same for half and for twice as long.
fn distance(sections: &[Section<'_>]) -> f64 {
    let mut sizes: Vec<usize> = sections.iter().map(|section| section.range.len()).collect();
    sizes.sort_unstable();
    let median = sizes.get(sizes.len() / 2).copied().unwrap_or(1).max(1);
    (median as f64 / IDEAL_PART_BYTES).ln().abs()
}

fn named(text: &str, anatomy: &Anatomy, sections: &[Section<'_>]) -> Vec<Part> {
    let digits = sections.len().to_string().len().max(2);
    sections
        .iter()
        .enumerate()
        .map(|(index, section)| {
            let own_front_matter = anatomy.front_matter.as_ref().filter(|_| index == 0);
            let given = own_front_matter.and_then(|range| title_in(text.get(range.clone())?));
            let title = given
                .or_else(|| title_of(section.heading?))
                .unwrap_or_else(|| "Introduction".to_owned());
            let front_matter = match own_front_matter {
                Some(_) => String::new(),
                None => format!("---\ntitle: {}\n---\n", yaml(&title)),
            };
            Part {
                file_name: format!("{:0digits$}-{}.md", index + 1, file_slug(&title)),
                title,
                range: section.range.clone(),
                front_matter,
                edits: Vec::new(),
                appendix: String::new(),
            }
        })
        .collect()
}

fn title_of(heading: &Heading) -> Option<String> {
    let title = heading.text.trim_end_matches([':', ' ']);
    (!title.is_empty()).then(|| title.to_owned())
}

fn file_slug(title: &str) -> String {
    let slug = slug(title);
    let words: Vec<&str> = slug.split('-').filter(|word| !word.is_empty()).collect();
    let name: String = words.join("-").chars().take(MAX_NAME_CHARS).collect();
    match name.trim_end_matches('-') {
        "" => "part".to_owned(),
        name => name.to_owned(),
    }
}

fn title_in(front_matter: &str) -> Option<String> {
    let line = front_matter
        .lines()
        .find_map(|line| line.strip_prefix("title:"))?;
    let title = line.trim().trim_matches(['"', '\'']);
    (!title.is_empty()).then(|| title.to_owned())
}

/// A title as a YAML value: quoted where it could mean something else.
fn yaml(title: &str) -> String {
    let plain = title.starts_with(char::is_alphabetic)
        && !title.contains(['#', '"', '\\'])
        && !title.contains(": ")
        && !title.ends_with(':')
        && !title.contains(char::is_control);
    if plain {
        return title.to_owned();
    }
    let escaped: String = title
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .flat_map(|c| {
            matches!(c, '"' | '\\')
                .then_some('\\')
                .into_iter()
                .chain([c])
        })
        .collect();
    format!("\"{escaped}\"")
}

#[cfg(test)]
mod tests;
