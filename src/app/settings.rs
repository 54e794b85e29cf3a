//! What the person has chosen, and the changes they can make.

use jiff::civil::Date;

use crate::base::reading::{LineSpacing, Reading, Typeface};

/// Day, night, or as the system.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ThemeChoice {
    /// As the system says.
    #[default]
    System,
    /// Light.
    Day,
    /// Dark.
    Night,
}

impl ThemeChoice {
    /// All choices with their words.
    pub const ALL: [(Self, &'static str); 3] = [
        (Self::System, "As the system"),
        (Self::Day, "Day"),
        (Self::Night, "Night"),
    ];
}

/// How far apart colors stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Contrast {
    /// As the system says.
    #[default]
    System,
    /// As designed.
    Usual,
    /// As far as they go.
    High,
}

impl Contrast {
    /// All choices with their words.
    pub const ALL: [(Self, &'static str); 3] = [
        (Self::System, "As the system"),
        (Self::Usual, "Usual"),
        (Self::High, "High"),
    ];
}

/// Whether things move.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Motion {
    /// As the system says.
    #[default]
    System,
    /// As designed.
    Usual,
    /// Nothing moves that can stand still.
    Reduced,
}

impl Motion {
    /// All choices with their words.
    pub const ALL: [(Self, &'static str); 3] = [
        (Self::System, "As the system"),
        (Self::Usual, "Usual"),
        (Self::Reduced, "Reduced"),
    ];
}

/// The typefaces of running text with their words.
pub const TYPEFACES: [(Typeface, &str); 3] = [
    (Typeface::Sans, "Sans"),
    (Typeface::Serif, "Serif"),
    (Typeface::Legible, "Hyperlegible"),
];

/// The distances of lines with their words.
pub const LINE_SPACINGS: [(LineSpacing, &str); 3] = [
    (LineSpacing::Tight, "Tight"),
    (LineSpacing::Usual, "Usual"),
    (LineSpacing::Airy, "Airy"),
];

/// The choices.
#[derive(Debug, Clone, PartialEq)]
pub struct Settings {
    /// Day or night.
    pub theme: ThemeChoice,
    /// How far apart colors stand.
    pub contrast: Contrast,
    /// Size of everything, in percent.
    pub text_percent: u16,
    /// How running text is set.
    pub reading: Reading,
    /// Whether things move.
    pub motion: Motion,
    /// While focusing, all but the paragraph that is read steps back.
    pub spotlight: bool,
    /// New questions a day.
    pub new_cards_per_day: u16,
    /// Share of due cards that should be remembered, in percent.
    pub retention_percent: u8,
    /// The day of the exam.
    pub exam_date: Option<Date>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            theme: ThemeChoice::System,
            contrast: Contrast::System,
            text_percent: 100,
            reading: Reading::default(),
            motion: Motion::System,
            spotlight: false,
            new_cards_per_day: 20,
            retention_percent: 90,
            exam_date: None,
        }
    }
}

/// What the system is known to ask for; nothing where it does not tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct SystemLook {
    /// Dark or light.
    pub dark: Option<bool>,
    /// More contrast.
    pub high_contrast: bool,
    /// Less motion.
    pub reduced_motion: bool,
}

impl Settings {
    /// Whether it is to be dark; `None` leaves it to the window system.
    pub fn dark(&self, system: SystemLook) -> Option<bool> {
        match self.theme {
            ThemeChoice::System => system.dark,
            ThemeChoice::Day => Some(false),
            ThemeChoice::Night => Some(true),
        }
    }

    /// Whether colors stand as far apart as they go.
    pub fn high_contrast(&self, system: SystemLook) -> bool {
        match self.contrast {
            Contrast::System => system.high_contrast,
            Contrast::Usual => false,
            Contrast::High => true,
        }
    }

    /// Whether nothing moves that can stand still.
    pub fn reduced_motion(&self, system: SystemLook) -> bool {
        match self.motion {
            Motion::System => system.reduced_motion,
            Motion::Usual => false,
            Motion::Reduced => true,
        }
    }
}

/// One change of a choice; values out of range are brought into it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// Day or night.
    Theme(ThemeChoice),
    /// Day becomes night and night day; the second value says whether it is dark now.
    FlipTheme {
        /// Whether the window is dark now.
        dark_now: bool,
    },
    /// How far apart colors stand.
    Contrast(Contrast),
    /// To this size in percent.
    TextPercent(u16),
    /// One step larger.
    LargerText,
    /// One step smaller.
    SmallerText,
    /// The letters of running text.
    Typeface(Typeface),
    /// The distance of its lines.
    LineSpacing(LineSpacing),
    /// Its widest line, in characters.
    Measure(u16),
    /// Whether things move.
    Motion(Motion),
    /// Whether all but the paragraph that is read steps back while focusing.
    Spotlight(bool),
    /// New questions a day.
    NewCardsPerDay(u16),
    /// Desired retention in percent.
    RetentionPercent(u8),
    /// The day of the exam.
    ExamDate(Option<Date>),
}

/// The steps of text size, in percent.
pub const TEXT_STEPS: [u16; 8] = [80, 90, 100, 110, 125, 150, 175, 200];

impl Settings {
    /// Carries a change out.
    pub fn change(&mut self, change: Change) {
        match change {
            Change::Theme(theme) => self.theme = theme,
            Change::FlipTheme { dark_now } => {
                self.theme = if dark_now {
                    ThemeChoice::Day
                } else {
                    ThemeChoice::Night
                };
            }
            Change::TextPercent(percent) => self.text_percent = percent.clamp(80, 200),
            Change::LargerText => {
                let larger = TEXT_STEPS
                    .into_iter()
                    .find(|step| *step > self.text_percent);
                self.text_percent = larger.unwrap_or(200);
            }
            Change::SmallerText => {
                let smaller = TEXT_STEPS
                    .into_iter()
                    .rev()
                    .find(|step| *step < self.text_percent);
                self.text_percent = smaller.unwrap_or(80);
            }
            Change::NewCardsPerDay(cards) => self.new_cards_per_day = cards.min(500),
            Change::RetentionPercent(percent) => self.retention_percent = percent.clamp(70, 97),
            Change::ExamDate(date) => self.exam_date = date,
            Change::Contrast(contrast) => self.contrast = contrast,
            Change::Typeface(typeface) => self.reading.typeface = typeface,
            Change::LineSpacing(spacing) => self.reading.spacing = spacing,
            Change::Measure(measure_chars) => {
                self.reading.measure_chars = measure_chars;
                self.reading = self.reading.in_range();
            }
            Change::Motion(motion) => self.motion = motion,
            Change::Spotlight(on) => self.spotlight = on,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_grows_and_shrinks_by_steps_within_its_range() {
        let mut settings = Settings::default();
        settings.change(Change::LargerText);
        assert_eq!(settings.text_percent, 110);
        for _ in 0..20 {
            settings.change(Change::LargerText);
        }
        assert_eq!(settings.text_percent, 200);
        for _ in 0..20 {
            settings.change(Change::SmallerText);
        }
        assert_eq!(settings.text_percent, 80);
    }

    #[test]
    fn choice_of_the_person_goes_before_that_of_the_system() {
        let system = SystemLook {
            dark: Some(true),
            high_contrast: true,
            reduced_motion: true,
        };
        let mut settings = Settings::default();
        assert_eq!(settings.dark(system), Some(true));
        assert_eq!(settings.dark(SystemLook::default()), None);
        assert!(settings.high_contrast(system) && settings.reduced_motion(system));
        for change in [
            Change::Theme(ThemeChoice::Day),
            Change::Contrast(Contrast::Usual),
            Change::Motion(Motion::Usual),
        ] {
            settings.change(change);
        }
        assert_eq!(settings.dark(system), Some(false));
        assert!(!settings.high_contrast(system) && !settings.reduced_motion(system));
    }

    #[test]
    fn line_is_never_wider_or_narrower_than_is_good_to_read() {
        let mut settings = Settings::default();
        for (asked, given) in [(10, 56), (80, 80), (900, 96)] {
            settings.change(Change::Measure(asked));
            assert_eq!(settings.reading.measure_chars, given);
        }
    }
}
