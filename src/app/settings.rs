//! What the person has chosen, and the changes they can make.

use jiff::civil::Date;

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

/// The choices.
#[derive(Debug, Clone, PartialEq)]
pub struct Settings {
    /// Day or night.
    pub theme: ThemeChoice,
    /// Size of everything, in percent.
    pub text_percent: u16,
    /// New questions a day.
    pub new_cards_per_day: u16,
    /// Share of due cards that should be remembered, in percent.
    pub retention_percent: u8,
    /// The day of the exam.
    pub exam_date: Option<Date>,
    /// No movements.
    pub reduced_motion: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            theme: ThemeChoice::System,
            text_percent: 100,
            new_cards_per_day: 20,
            retention_percent: 90,
            exam_date: None,
            reduced_motion: false,
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
    /// To this size in percent.
    TextPercent(u16),
    /// One step larger.
    LargerText,
    /// One step smaller.
    SmallerText,
    /// New questions a day.
    NewCardsPerDay(u16),
    /// Desired retention in percent.
    RetentionPercent(u8),
    /// The day of the exam.
    ExamDate(Option<Date>),
    /// No movements.
    ReducedMotion(bool),
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
            Change::ReducedMotion(reduced) => self.reduced_motion = reduced,
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
}
