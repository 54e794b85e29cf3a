//! Letters that the program's own typefaces lack come from the system: Japanese, Arabic, emoji.
//!
//! Nothing is looked for before the first such letter is laid out, because going through the
//! system's fonts takes long and keeps memory. Then a thread looks, while a box stands in the
//! letter's place; when it is done, the fonts are put together anew and the text with them. Only a
//! window has them: pictures and tests look the same on every machine.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};

use egui::epaint::text::{FallbackRequest, FontInsert, FontProvider};
use egui::{Context, FontFamily};
use egui_system_font_provider::SystemFontProvider;

use crate::tasks::worker::Wake;

/// A letter that is missed, and the family it is missed in.
type Missed = (FontFamily, String);

/// What was found for each missed letter; nothing where the system has none either.
type Found = Arc<Mutex<HashMap<Missed, Option<FontInsert>>>>;

/// The system's fonts as the window uses them.
pub(super) struct SystemFonts {
    shelf: Arc<Shelf>,
}

impl std::fmt::Debug for SystemFonts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SystemFonts").finish_non_exhaustive()
    }
}

/// Answers from what was found, and asks for the rest.
struct Shelf {
    found: Found,
    /// Whether something was found since the fonts were put together.
    news: Arc<AtomicBool>,
    /// Begins when the first letter is missed.
    asked: Mutex<Option<Sender<Missed>>>,
    /// Makes what finds fonts, on the thread that looks.
    open: fn() -> Box<dyn FontProvider>,
    wake: Wake,
}

impl SystemFonts {
    /// Has `ctx` ask the system for what it lacks.
    pub(super) fn install(ctx: &Context, wake: Wake) -> Self {
        Self::from(ctx, || Box::new(SystemFontProvider::new()), wake)
    }

    fn from(ctx: &Context, open: fn() -> Box<dyn FontProvider>, wake: Wake) -> Self {
        let fonts = Self {
            shelf: Arc::new(Shelf {
                found: Found::default(),
                news: Arc::default(),
                asked: Mutex::new(None),
                open,
                wake,
            }),
        };
        fonts.put_up(ctx);
        fonts
    }

    /// Takes into use what was found since the last frame.
    pub(super) fn follow(&self, ctx: &Context) {
        if self.shelf.news.swap(false, Ordering::AcqRel) {
            self.put_up(ctx);
        }
    }

    fn put_up(&self, ctx: &Context) {
        let shelf: Arc<dyn FontProvider> = Arc::<Shelf>::clone(&self.shelf);
        ctx.set_font_providers(vec![shelf]);
    }
}

impl FontProvider for Shelf {
    fn font_for(&self, request: &FallbackRequest<'_>) -> Option<FontInsert> {
        if request.cluster.chars().next().is_none_or(is_private) {
            return None;
        }
        let missed = (request.family.clone(), request.cluster.to_owned());
        if let Some(known) = locked(&self.found).get(&missed) {
            return known.clone();
        }
        let mut asked = locked(&self.asked);
        let sender = asked.get_or_insert_with(|| self.look());
        // Without a thread boxes stay where letters are missing.
        let _nobody_looks = sender.send(missed);
        None
    }
}

impl Shelf {
    /// Begins to look for letters that are sent.
    fn look(&self) -> Sender<Missed> {
        let (sender, wanted) = channel();
        let (found, news) = (Arc::clone(&self.found), Arc::clone(&self.news));
        let (open, wake) = (self.open, Arc::clone(&self.wake));
        let thread = std::thread::Builder::new().name("system fonts".to_owned());
        let _nobody_looks = thread.spawn(move || {
            let fonts = open();
            while let Some(missed) = all_waiting(&wanted) {
                let mut is_news = false;
                for letter in missed {
                    let answer = fonts.font_for(&FallbackRequest {
                        cluster: &letter.1,
                        family: &letter.0,
                    });
                    is_news |= answer.is_some();
                    locked(&found).insert(letter, answer);
                }
                if is_news {
                    news.store(true, Ordering::Release);
                }
                wake();
            }
        });
        sender
    }
}

/// Icons and formulas stand for themselves; a system that has such a character means another.
fn is_private(letter: char) -> bool {
    matches!(letter, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..)
}

/// Waits for a letter and takes all that were missed with it; nothing once the window is gone.
fn all_waiting(wanted: &Receiver<Missed>) -> Option<Vec<Missed>> {
    let first = wanted.recv().ok()?;
    Some(std::iter::once(first).chain(wanted.try_iter()).collect())
}

fn locked<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::typefaces;
    use egui::{FontData, FontDefinitions, FontId, RawInput};

    /// A system that has Inter for all Latin letters, and nothing else.
    fn inter() -> Box<dyn FontProvider> {
        Box::new(|request: &FallbackRequest<'_>| {
            request.cluster.is_ascii().then(|| FontInsert {
                name: "system".to_owned(),
                data: FontData::from_static(typefaces::TEXT),
                families: Vec::new(),
            })
        })
    }

    /// Fonts that have icons only, and the call that tells that something was found.
    fn window() -> (Context, SystemFonts, Receiver<()>) {
        let ctx = Context::default();
        let mut fonts = FontDefinitions::empty();
        let icons = include_bytes!("../../assets/icons/Phosphor-subset.ttf");
        let icons = Arc::new(FontData::from_static(icons));
        fonts.font_data.insert("icons".to_owned(), icons);
        fonts
            .families
            .insert(FontFamily::Proportional, vec!["icons".to_owned()]);
        ctx.set_fonts(fonts);
        let (sender, woken) = channel();
        let sender = Mutex::new(sender);
        let wake: Wake = Arc::new(move || sender.lock().unwrap().send(()).unwrap());
        let fonts = SystemFonts::from(&ctx, inter, wake);
        (ctx, fonts, woken)
    }

    fn draws(ctx: &Context, fonts: &SystemFonts, letter: char) -> bool {
        let mut has = false;
        fonts.follow(ctx);
        let output = ctx.run_ui(RawInput::default(), |ui| {
            has = ui.fonts_mut(|fonts| fonts.has_glyph(&FontId::proportional(14.0), letter));
        });
        output.drop_without_applying_deltas();
        has
    }

    #[test]
    fn nobody_looks_before_a_letter_is_missed() {
        let (ctx, fonts, _woken) = window();
        let icon = crate::ui_kit::icons::CHECK;
        assert!(draws(&ctx, &fonts, icon));
        for formula in ['\u{f700}', '\u{f0000}', '\u{100000}'] {
            assert!(!draws(&ctx, &fonts, formula));
        }
        assert!(locked(&fonts.shelf.asked).is_none());
    }

    #[test]
    fn missed_letter_is_drawn_once_it_was_found_and_no_frame_waits_for_it() {
        let (ctx, fonts, woken) = window();
        assert!(!draws(&ctx, &fonts, 'a'), "found within the frame");
        woken.recv().unwrap();
        assert!(draws(&ctx, &fonts, 'a'));
    }

    #[test]
    fn letter_that_the_system_lacks_is_asked_for_once() {
        let (ctx, fonts, woken) = window();
        assert!(!draws(&ctx, &fonts, '日'));
        woken.recv().unwrap();
        assert!(!draws(&ctx, &fonts, '日'));
        assert!(woken.try_recv().is_err());
        assert_eq!(locked(&fonts.shelf.found).len(), 1);
    }
}
