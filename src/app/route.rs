//! Where the person is: which screen, with what on it. Written and read as a short text.
//!
//! The text form serves the command line (`--screen`), `session.ron` and citations:
//! `home`, `note:s3/lifecycle#prices`, `gallery`, `diagram:s3-lifecycle?preset=backups&step=4`,
//! `practise`, `practise:09-s3`, `present:s3/lifecycle`, `slide 3` as `present:s3/lifecycle@3`.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use crate::base::ids::{NoteId, TopicId};

/// One place of the program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Route {
    /// What to do next.
    Home,
    /// A note, at a section if one is named.
    Note {
        /// Which.
        id: NoteId,
        /// The anchor of a heading in it.
        section: Option<Arc<str>>,
    },
    /// All diagrams.
    Gallery,
    /// One diagram on the whole window.
    Diagram {
        /// Its kind.
        kind: Arc<str>,
        /// `key=value&…&step=n`, as in a citation; may be empty.
        query: Arc<str>,
    },
    /// Questions.
    Practise(Scope),
    /// A note as slides.
    Present {
        /// Which.
        id: NoteId,
        /// The slide, from 0.
        slide: usize,
    },
}

/// Which questions.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scope {
    /// All of them.
    Everything,
    /// Those of a folder of notes.
    Topic(TopicId),
    /// Those of a note.
    Note(NoteId),
}

/// A text that names no place of the program.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "\"{text}\" is no screen; allowed: home, note:ID, note:ID#SECTION, gallery, diagram:KIND, \
     practise, practise:TOPIC, present:ID"
)]
pub struct UnknownRoute {
    text: String,
}

impl Route {
    /// The note at its beginning.
    pub fn note(id: NoteId) -> Self {
        Self::Note { id, section: None }
    }

    /// The note that is shown or presented here.
    pub fn note_id(&self) -> Option<&NoteId> {
        match self {
            Self::Note { id, .. } | Self::Present { id, .. } => Some(id),
            Self::Home | Self::Gallery | Self::Diagram { .. } | Self::Practise(_) => None,
        }
    }
}

impl fmt::Display for Route {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Home => formatter.write_str("home"),
            Self::Gallery => formatter.write_str("gallery"),
            Self::Note { id, section: None } => write!(formatter, "note:{id}"),
            Self::Note {
                id,
                section: Some(section),
            } => write!(formatter, "note:{id}#{section}"),
            Self::Diagram { kind, query } if query.is_empty() => {
                write!(formatter, "diagram:{kind}")
            }
            Self::Diagram { kind, query } => write!(formatter, "diagram:{kind}?{query}"),
            Self::Practise(Scope::Everything) => formatter.write_str("practise"),
            Self::Practise(Scope::Topic(topic)) => write!(formatter, "practise:{topic}"),
            Self::Practise(Scope::Note(note)) => write!(formatter, "practise:note:{note}"),
            Self::Present { id, slide: 0 } => write!(formatter, "present:{id}"),
            Self::Present { id, slide } => write!(formatter, "present:{id}@{slide}"),
        }
    }
}

impl FromStr for Route {
    type Err = UnknownRoute;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let unknown = || UnknownRoute {
            text: text.to_owned(),
        };
        let (head, rest) = text.split_once(':').unwrap_or((text, ""));
        match (head, rest) {
            ("home", "") => Ok(Self::Home),
            ("gallery", "") => Ok(Self::Gallery),
            ("practise", rest) => Ok(Self::Practise(scope(rest))),
            (_, "") => Err(unknown()),
            ("note", rest) => {
                let (id, section) = split_optional(rest, '#');
                Ok(Self::Note {
                    id: NoteId::new(id),
                    section: section.map(Arc::from),
                })
            }
            ("diagram", rest) => {
                let (kind, query) = split_optional(rest, '?');
                Ok(Self::Diagram {
                    kind: kind.into(),
                    query: query.unwrap_or_default().into(),
                })
            }
            ("present", rest) => {
                let (id, slide) = split_optional(rest, '@');
                let slide = slide
                    .map_or(Ok(0), str::parse)
                    .map_err(|_not_a_number| unknown())?;
                Ok(Self::Present {
                    id: NoteId::new(id),
                    slide,
                })
            }
            _ => Err(unknown()),
        }
    }
}

fn scope(text: &str) -> Scope {
    match text.strip_prefix("note:") {
        Some(note) => Scope::Note(NoteId::new(note)),
        None if text.is_empty() => Scope::Everything,
        None => Scope::Topic(TopicId::new(text)),
    }
}

fn split_optional(text: &str, at: char) -> (&str, Option<&str>) {
    text.split_once(at)
        .map_or((text, None), |(head, tail)| (head, Some(tail)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_route_is_read_back_as_written() {
        for text in [
            "home",
            "gallery",
            "note:s3/lifecycle",
            "note:s3/lifecycle#prices",
            "diagram:s3-lifecycle",
            "diagram:s3-lifecycle?preset=backups&step=4",
            "practise",
            "practise:09-s3",
            "practise:note:s3/lifecycle",
            "present:s3/lifecycle",
            "present:s3/lifecycle@3",
        ] {
            assert_eq!(
                text.parse::<Route>().map(|route| route.to_string()),
                Ok(text.to_owned())
            );
        }
    }

    #[test]
    fn unknown_screen_names_what_is_allowed() {
        let error = "nowhere".parse::<Route>().unwrap_err();
        assert!(
            error
                .to_string()
                .starts_with("\"nowhere\" is no screen; allowed: home, note:ID")
        );
    }
}
