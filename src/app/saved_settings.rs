//! Between the settings as the program uses them and as they stand in `settings.ron`.

use jiff::civil::Date;

use super::settings::{Contrast, Motion, Settings, ThemeChoice};
use crate::base::reading::{LineSpacing, Reading, Typeface};
use crate::store::files;

const THEMES: [(files::Theme, ThemeChoice); 3] = [
    (files::Theme::System, ThemeChoice::System),
    (files::Theme::Day, ThemeChoice::Day),
    (files::Theme::Night, ThemeChoice::Night),
];

const CONTRASTS: [(files::Contrast, Contrast); 3] = [
    (files::Contrast::System, Contrast::System),
    (files::Contrast::Usual, Contrast::Usual),
    (files::Contrast::High, Contrast::High),
];

const MOTIONS: [(files::Motion, Motion); 3] = [
    (files::Motion::System, Motion::System),
    (files::Motion::Usual, Motion::Usual),
    (files::Motion::Reduced, Motion::Reduced),
];

const TYPEFACES: [(files::Typeface, Typeface); 3] = [
    (files::Typeface::Sans, Typeface::Sans),
    (files::Typeface::Serif, Typeface::Serif),
    (files::Typeface::Legible, Typeface::Legible),
];

const SPACINGS: [(files::LineSpacing, LineSpacing); 3] = [
    (files::LineSpacing::Tight, LineSpacing::Tight),
    (files::LineSpacing::Usual, LineSpacing::Usual),
    (files::LineSpacing::Airy, LineSpacing::Airy),
];

/// The settings as the program uses them; what is out of range is put right.
pub fn settings_from(saved: &files::Settings) -> Settings {
    Settings {
        theme: own(&THEMES, saved.theme),
        contrast: own(&CONTRASTS, saved.contrast),
        text_percent: saved.text_scale_percent.clamp(80, 200),
        reading: Reading {
            typeface: own(&TYPEFACES, saved.typeface),
            spacing: own(&SPACINGS, saved.line_spacing),
            measure_chars: saved.line_chars,
        }
        .in_range(),
        motion: own(&MOTIONS, saved.motion),
        spotlight: saved.spotlight,
        new_cards_per_day: u16::try_from(saved.new_cards_per_day.min(500)).unwrap_or(500),
        retention_percent: saved.desired_retention_percent.clamp(70, 97),
        exam_date: saved
            .exam_date
            .as_deref()
            .and_then(|text| text.parse::<Date>().ok()),
    }
}

/// The settings as they are saved.
pub fn settings_to(settings: &Settings) -> files::Settings {
    files::Settings {
        theme: as_saved(&THEMES, settings.theme),
        contrast: as_saved(&CONTRASTS, settings.contrast),
        text_scale_percent: settings.text_percent,
        typeface: as_saved(&TYPEFACES, settings.reading.typeface),
        line_spacing: as_saved(&SPACINGS, settings.reading.spacing),
        line_chars: settings.reading.measure_chars,
        motion: as_saved(&MOTIONS, settings.motion),
        spotlight: settings.spotlight,
        new_cards_per_day: u32::from(settings.new_cards_per_day),
        desired_retention_percent: settings.retention_percent,
        exam_date: settings.exam_date.map(|date| date.to_string()),
        ..files::Settings::default()
    }
}

fn own<S: Copy + PartialEq, O: Copy + Default>(table: &[(S, O)], saved: S) -> O {
    let found = table.iter().find(|(known, _)| *known == saved);
    found.map_or_else(O::default, |(_, own)| *own)
}

fn as_saved<S: Copy + Default, O: Copy + PartialEq>(table: &[(S, O)], own: O) -> S {
    let found = table.iter().find(|(_, known)| *known == own);
    found.map_or_else(S::default, |(saved, _)| *saved)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_choice_comes_back_as_it_was_saved() {
        for (at, (_, theme)) in THEMES.into_iter().enumerate() {
            let settings = Settings {
                theme,
                contrast: CONTRASTS[at].1,
                motion: MOTIONS[at].1,
                reading: Reading {
                    typeface: TYPEFACES[at].1,
                    spacing: SPACINGS[at].1,
                    measure_chars: 60 + at as u16,
                },
                spotlight: at == 1,
                text_percent: 125,
                ..Settings::default()
            };
            assert_eq!(settings_from(&settings_to(&settings)), settings);
        }
    }

    #[test]
    fn first_start_has_the_settings_as_designed() {
        assert_eq!(
            settings_from(&files::Settings::default()),
            Settings::default()
        );
    }

    #[test]
    fn line_out_of_range_is_brought_into_it() {
        let saved = files::Settings {
            line_chars: 4_000,
            ..files::Settings::default()
        };
        assert_eq!(settings_from(&saved).reading.measure_chars, 96);
    }
}
