//! Marks as Markdown, to be taken elsewhere: the words as a quote, the comment, where they stand.

use super::{Mark, MarkKind};
use crate::library::{Library, Note};
use crate::markdown::written::escaped;

/// The marks of notes as Markdown: a heading for each note, then each mark with its citation.
/// Notes that are not in the library are cited by their name.
pub fn to_markdown<'a>(library: &Library, marks: impl IntoIterator<Item = &'a Mark>) -> String {
    let mut parts: Vec<String> = Vec::new();
    let mut open = None;
    for mark in marks {
        let id = &mark.place.note;
        let note = library.note(id);
        if open != Some(id) {
            open = Some(id);
            let title = note.map_or(id.as_str(), |note| note.title());
            parts.push(format!("## {}", escaped(title)));
        }
        parts.push(format!("> {}", escaped(mark.words())));
        if !mark.comment.trim().is_empty() {
            parts.push(mark.comment.trim().to_owned());
        }
        parts.push(citation(note, mark));
    }
    parts.join("\n\n") + "\n"
}

/// `— Storage classes: Prices, [[s3/storage-classes#prices]]`
fn citation(note: Option<&Note>, mark: &Mark) -> String {
    let place = &mark.place;
    let title = note.map_or(place.note.as_str(), |note| note.title());
    let within = place.path.iter().filter(|heading| **heading != title);
    let headings: Vec<&str> = within.map(String::as_str).collect();
    let colon = if headings.is_empty() { "" } else { ": " };
    let hash = if place.section.is_empty() { "" } else { "#" };
    let what = match mark.kind {
        MarkKind::Bookmark => "Bookmark in ",
        MarkKind::Highlight(_) => "",
    };
    format!(
        "\u{2014} {what}{}{colon}{}, [[{}{hash}{}]]",
        escaped(title),
        escaped(&headings.join(" \u{203a} ")),
        place.note,
        place.section,
    )
}
