//! The whole files of the program as they stand on disk: settings and session.
//!
//! Plain values that know nothing of the program's own types; `app` translates both ways and
//! puts what is out of range right. A field that is missing takes its default, a field that
//! is not known is kept by [`super::whole_file`].

use serde::{Deserialize, Serialize};

use super::whole_file::Format;

/// What the person chose: `settings.ron`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// Which colors.
    pub theme: Theme,
    /// Size of text in percent of the standard: 80 to 200.
    pub text_scale_percent: u16,
    /// New cards introduced in a day.
    pub new_cards_per_day: u32,
    /// The share of due cards the person wants to know when asked: 70 to 97 percent.
    pub desired_retention_percent: u8,
    /// The day of the exam as `2026-11-23`.
    pub exam_date: Option<String>,
    /// How far colors stand apart.
    pub contrast: Contrast,
    /// In which letters running text is set.
    pub typeface: Typeface,
    /// How far its lines are apart.
    pub line_spacing: LineSpacing,
    /// Its widest line in characters: 56 to 96.
    pub line_chars: u16,
    /// Whether things move.
    pub motion: Motion,
    /// While focusing, all but the paragraph that is read steps back.
    pub spotlight: bool,
    /// Width of the topic tree in points.
    pub tree_width_pts: f32,
}

/// Which colors, as saved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Theme {
    /// As the system has it.
    #[default]
    System,
    /// Dark on light.
    Day,
    /// Light on dark.
    Night,
}

/// How far colors stand apart, as saved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Contrast {
    /// As the system has it.
    #[default]
    System,
    /// As designed.
    Usual,
    /// As far as they go.
    High,
}

/// Whether things move, as saved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Motion {
    /// As the system has it.
    #[default]
    System,
    /// As designed.
    Usual,
    /// Nothing that can stand still.
    Reduced,
}

/// The letters of running text, as saved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Typeface {
    /// As the controls.
    #[default]
    Sans,
    /// As in books.
    Serif,
    /// Told apart at low vision.
    Legible,
}

/// The distance of lines, as saved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum LineSpacing {
    /// Near.
    Tight,
    /// As designed.
    #[default]
    Usual,
    /// Far.
    Airy,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            theme: Theme::System,
            text_scale_percent: 100,
            new_cards_per_day: 20,
            desired_retention_percent: 90,
            exam_date: None,
            contrast: Contrast::System,
            typeface: Typeface::Sans,
            line_spacing: LineSpacing::Usual,
            line_chars: 72,
            motion: Motion::System,
            spotlight: false,
            tree_width_pts: 260.0,
        }
    }
}

impl Format for Settings {
    const NAME: &'static str = "settings";
    const VERSION: u32 = 1;
}

/// Where the person was: `session.ron`.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Session {
    /// The window, if it was ever placed.
    pub window: Option<Window>,
    /// What is shown now.
    pub here: Place,
    /// What is shown beside it.
    pub beside: Option<Place>,
    /// Where Back leads, the nearest last.
    pub back: Vec<Place>,
    /// Where Forward leads, the nearest last.
    pub forward: Vec<Place>,
    /// Topics that are folded in the tree, by their ids; none before the first start.
    pub folded_topics: Option<Vec<String>>,
    /// How far the tree is scrolled, in points.
    pub tree_scroll_pts: f32,
    /// Whether the topic tree is shown.
    pub tree_hidden: bool,
    /// Whether "On this page" is shown.
    pub outline_hidden: bool,
}

impl Format for Session {
    const NAME: &'static str = "session";
    const VERSION: u32 = 1;
}

/// The window's place on the screen, in points.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Window {
    /// Inner width and height when not maximized.
    pub size: (f32, f32),
    /// Left and top; `None` where the system does not tell (Wayland).
    pub position: Option<(f32, f32)>,
    /// Whether it fills the screen.
    pub maximized: bool,
}

/// The window of the last session, for placing the new one before anything is opened. Anything
/// that cannot be read counts as never placed.
pub fn last_window(session: &std::path::Path) -> Option<Window> {
    super::whole_file::peek::<Session>(session)?.window
}

/// One stop of reading: a screen, and the text at its top rather than a number of pixels.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Place {
    /// The route in its text form: `note/s3/storage-classes`; empty is the home page.
    pub route: String,
    /// The anchor of the section; empty before the first heading.
    pub section: String,
    /// The words at the top of the view, by which the place is found after an edit.
    pub words: String,
    /// The index of their block in the note.
    pub block: usize,
    /// Where they begin among the words of their block, in bytes.
    pub at: usize,
    /// How far that block is scrolled out, as a share of its height; negative where it begins
    /// below the upper edge of the view.
    pub scrolled: f32,
    /// The same of the line that begins with the words, if they are those of a line.
    pub line_scrolled: Option<f32>,
    /// The headings above, outermost first.
    pub path: Vec<String>,
    /// What stands before the words.
    pub before: String,
    /// What stands behind them.
    pub after: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn missing_fields_take_their_defaults() {
        let settings: Settings = ron::from_str("(theme: Night)").unwrap();
        assert_eq!(
            settings,
            Settings {
                theme: Theme::Night,
                ..Settings::default()
            }
        );
    }

    #[test]
    fn session_is_read_as_it_was_written() {
        let place = Place {
            route: "note/s3/lifecycle".to_owned(),
            words: "\"Quoted\"\nand two lines".to_owned(),
            scrolled: 0.25,
            line_scrolled: Some(-1.5),
            ..Place::default()
        };
        let session = Session {
            window: Some(Window {
                size: (1280.0, 800.0),
                position: Some((-3.5, 0.0)),
                maximized: true,
            }),
            back: vec![place.clone(), Place::default()],
            here: place,
            folded_topics: Some(vec!["09-s3".to_owned()]),
            ..Session::default()
        };
        let text = ron::to_string(&session).unwrap();
        assert_eq!(ron::from_str::<Session>(&text).unwrap(), session);
    }
}
