//! What the person chose of the look, where everything that draws finds it.
//!
//! [`super::theme::wear`] puts it on; it holds for the whole window.

use crate::base::reading::{LineSpacing, Reading};
use crate::ui_kit::tokens::{measure, type_size};

/// The look of the window, beside day and night.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Look {
    /// How running text is set.
    pub reading: Reading,
    /// Whether colors stand as far apart as they can.
    pub high_contrast: bool,
    /// Whether nothing moves that can stand still.
    pub still: bool,
}

impl Look {
    /// The look that `ctx` wears.
    pub fn of(ctx: &egui::Context) -> Self {
        ctx.data(|data| data.get_temp(egui::Id::NULL))
            .unwrap_or_default()
    }

    /// The widest column of running text, in points.
    pub fn column(&self) -> f32 {
        let share = f32::from(self.reading.measure_chars) / f32::from(Reading::USUAL_MEASURE);
        (measure::COLUMN * share).round()
    }

    /// Height of a line of running text by size of its type.
    pub fn line_height(&self) -> f32 {
        match self.reading.spacing {
            LineSpacing::Tight => 1.4,
            LineSpacing::Usual => type_size::LINE_HEIGHT,
            LineSpacing::Airy => 1.8,
        }
    }

    pub(super) fn put_on(self, ctx: &egui::Context) {
        ctx.data_mut(|data| data.insert_temp(egui::Id::NULL, self));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn usual_reading_is_set_as_designed() {
        let look = Look::default();
        assert_eq!(look.column(), measure::COLUMN);
        assert_eq!(look.line_height(), type_size::LINE_HEIGHT);
    }

    #[test]
    fn column_is_as_wide_as_its_characters() {
        let wide = Look {
            reading: Reading {
                measure_chars: 96,
                ..Reading::default()
            },
            ..Look::default()
        };
        assert_eq!(wide.column(), (measure::COLUMN * 96.0 / 72.0).round());
        assert!(wide.column() <= measure::WIDE);
    }
}
