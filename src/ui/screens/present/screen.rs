//! The route `present:ID`: finds the note, keeps its presentation, and turns what the speaker
//! did into commands.
//!
//! Goes to the whole screen for as long as the presentation lasts, unless it was there before.

use std::sync::Arc;

use egui::Ui;

use super::diagrams::NoteDiagrams;
use super::{PresentAction, Presentation, Surroundings, present_ui};
use crate::app::command::{Command, PictureAct};
use crate::app::documents::OpenNote;
use crate::app::nav::Stop;
use crate::app::pictures::{NotePicture, PictureKey};
use crate::app::route::Route;
use crate::base::ids::NoteId;
use crate::base::text::sentence;
use crate::library::Note;
use crate::library::anchor::Place;
use crate::markdown::document::{BlockKind, Document};
use crate::ui::note::{NoteResources, Wanted};
use crate::ui::view_ctx::ViewCtx;
use crate::ui_kit::textures::pixels;
use crate::ui_kit::tokens::Tokens;
use crate::ui_kit::{icons, status};

/// The presentation of one note.
#[derive(Debug)]
pub struct PresentView {
    note: NoteId,
    document: Arc<Document>,
    presentation: Presentation,
    diagrams: NoteDiagrams,
    /// The slide that the route asked for last.
    asked: usize,
    /// The block of the note that was read when it began.
    began: usize,
    /// Whether the speaker has moved.
    moved: bool,
    /// Whether the whole screen was taken for the presentation.
    took_screen: bool,
    /// The pictures of the note, and how many are known by now.
    pictures: Vec<Arc<str>>,
    known_pictures: usize,
}

/// Draws the presentation of the note `id`, from `slide` on (from 0): from the title on where that
/// is 0, or from what is read in the note, which is in that `section` of its outline.
pub fn show(
    ui: &mut Ui,
    view: &mut Option<PresentView>,
    id: &NoteId,
    (slide, section): (usize, Option<usize>),
    cx: &mut ViewCtx<'_>,
) {
    ui.painter()
        .rect_filled(ui.max_rect(), 0.0, Tokens::of(ui).paper);
    let library = Arc::clone(&cx.state.library);
    let Some(note) = library.note(id) else {
        absent_ui(ui, id, cx);
        return;
    };
    let Some(open) = cx.state.documents.get(id).cloned() else {
        unread_ui(ui, id, cx);
        return;
    };
    let view = match view {
        Some(view) if view.note == *id => view,
        _ => {
            let began = read_block(note, &open.document, section, cx);
            view.insert(PresentView::open(ui, note, &open, (slide, began), cx))
        }
    };
    view.follow_state(ui, note, &open, slide, cx);
    let wanted = Wanted::default();
    let images = NoteResources {
        state: cx.state,
        note: id,
        document: None,
        wanted: &wanted,
    };
    let mut around = Surroundings {
        images: &images,
        diagrams: &mut view.diagrams,
    };
    let actions = present_ui(ui, &mut view.presentation, &mut around);
    cx.commands.extend(wanted.take());
    for action in actions {
        view.obey(ui, action, cx);
    }
}

/// What stands there while the note is not.
fn absent_ui(ui: &mut Ui, id: &NoteId, cx: &mut ViewCtx<'_>) {
    if cx.state.library_loading {
        return;
    }
    let message =
        format!("\"{id}\" is not among the notes. It may have been moved, renamed or taken back.");
    nothing_ui(ui, "This note is not here", &message, cx);
}

/// What stands there while the note is being read, or cannot be.
fn unread_ui(ui: &mut Ui, id: &NoteId, cx: &mut ViewCtx<'_>) {
    if let Some(reason) = cx.state.documents.failure(id) {
        nothing_ui(ui, "This note cannot be read now", &sentence(reason), cx);
    }
}

/// Says why there is nothing to present, with the way back.
fn nothing_ui(ui: &mut Ui, title: &str, message: &str, cx: &mut ViewCtx<'_>) {
    let escape = ui.input_mut(|input| input.consume_key(egui::Modifiers::NONE, egui::Key::Escape));
    if status::empty_state_ui(ui, icons::PRESENTATION, title, message, Some("Back")) || escape {
        let home = cx.state.nav.behind().is_empty();
        cx.push(if home {
            Command::Go(Route::Home)
        } else {
            Command::Back
        });
    }
}

impl PresentView {
    fn open(
        ui: &Ui,
        note: &Note,
        open: &OpenNote,
        (slide, began): (usize, usize),
        cx: &mut ViewCtx<'_>,
    ) -> Self {
        let document = Arc::clone(&open.document);
        let mut presentation =
            Presentation::new(&document, note.title(), &chapter(note, cx), &open.cards);
        if slide == 0 {
            presentation.go_to_block(began);
        } else {
            presentation.go_to_slide(slide);
        }
        let whole_screen = ui.input(|input| input.viewport().fullscreen.unwrap_or(false));
        if !whole_screen {
            cx.push(Command::ToggleFullscreen);
        }
        let view = Self {
            note: note.id().clone(),
            pictures: pictures(&document),
            document,
            presentation,
            diagrams: NoteDiagrams::default(),
            asked: slide,
            began,
            moved: false,
            took_screen: !whole_screen,
            known_pictures: 0,
        };
        view.request_pictures(ui, cx);
        view
    }

    /// Takes over what changed around the presentation: the note, its pictures, the route.
    fn follow_state(
        &mut self,
        ui: &Ui,
        note: &Note,
        open: &OpenNote,
        slide: usize,
        cx: &mut ViewCtx<'_>,
    ) {
        let document = Arc::clone(&open.document);
        if !Arc::ptr_eq(&document, &self.document) {
            let moved = |block| Place::of(&self.document, &self.note, block).resolve(&document);
            let block = moved(self.presentation.block());
            // The top stays the top, whatever comes to stand there.
            if self.began > 0 {
                self.began = moved(self.began);
            }
            let (title, chapter) = (note.title(), chapter(note, cx));
            self.presentation
                .reload(&document, title, &chapter, &open.cards, block);
            self.diagrams = NoteDiagrams::default();
            self.pictures = pictures(&document);
            self.document = document;
            self.request_pictures(ui, cx);
        }
        if slide != self.asked {
            self.asked = slide;
            self.presentation.go_to_slide(slide);
        }
        let known = self.pictures.iter().filter(|picture| {
            matches!(
                cx.state.pictures.get(&self.key(picture)),
                Some(NotePicture::Known(_) | NotePicture::Absent(_))
            )
        });
        let known = known.count();
        if known != self.known_pictures {
            self.known_pictures = known;
            self.presentation.lay_out_anew();
        }
    }

    /// Has all pictures read, so that slides do not change while one speaks.
    fn request_pictures(&self, ui: &Ui, cx: &mut ViewCtx<'_>) {
        let room = pixels(ui, ui.ctx().content_rect().size());
        for destination in &self.pictures {
            let picture = self.key(destination);
            if cx.state.pictures.get(&picture).is_none() {
                let act = PictureAct::Read(room);
                cx.push(Command::Picture { picture, act });
            }
        }
    }

    fn key(&self, destination: &Arc<str>) -> PictureKey {
        PictureKey {
            note: self.note.clone(),
            destination: Arc::clone(destination),
            large: false,
        }
    }

    fn obey(&mut self, ui: &Ui, action: PresentAction, cx: &mut ViewCtx<'_>) {
        match action {
            PresentAction::Slide(_) => self.moved = true,
            PresentAction::Follow(link) => cx.push(Command::Follow {
                from: self.note.clone(),
                link,
            }),
            PresentAction::ToggleFullscreen => {
                self.took_screen = false;
                cx.push(Command::ToggleFullscreen);
            }
            PresentAction::Leave => self.leave(ui, cx),
        }
    }

    /// Back to where the presentation was begun. The note opens at the slide that was shown; where
    /// the reader was lies behind that.
    fn leave(&self, ui: &Ui, cx: &mut ViewCtx<'_>) {
        let whole_screen = ui.input(|input| input.viewport().fullscreen.unwrap_or(false));
        if self.took_screen && whole_screen {
            cx.push(Command::ToggleFullscreen);
        }
        let begun_elsewhere = !cx.state.nav.behind().is_empty();
        cx.push(if begun_elsewhere {
            Command::Back
        } else {
            Command::Go(Route::note(self.note.clone()))
        });
        let to_note = !begun_elsewhere || left(&self.note, cx).is_some();
        if to_note && self.moved && !self.presentation.shows(self.began) {
            let place = Place::of(&self.document, &self.note, self.presentation.block());
            cx.push(Command::GoToPlace(place));
        }
    }
}

/// The stop at the note from which its presentation was begun.
fn left<'a>(note: &NoteId, cx: &ViewCtx<'a>) -> Option<&'a Stop> {
    let left = cx.state.nav.behind().last()?;
    (left.route.note_id() == Some(note)).then_some(left)
}

/// The block that was read when the presentation was begun; 0 at the top.
fn read_block(note: &Note, document: &Document, section: Option<usize>, cx: &ViewCtx<'_>) -> usize {
    let place = left(note.id(), cx).and_then(|left| left.place.as_ref());
    let block = place.map_or(0, |place| place.resolve(document));
    let entry = section.and_then(|section| note.outline().entries.get(section));
    // A heading that stands below the upper edge of the view begins what is read.
    let below = entry.filter(|_| block > 0).map_or(0, |entry| entry.block);
    block.max(below)
}

/// What the note stands in, for the title slide.
fn chapter(note: &Note, cx: &ViewCtx<'_>) -> String {
    let topics = cx.state.library.topics_above(note);
    let titles: Vec<&str> = topics.iter().map(|topic| &*topic.title).collect();
    titles.join("  ·  ")
}

fn pictures(document: &Document) -> Vec<Arc<str>> {
    let pictures = document.blocks.iter().flat_map(|block| match &block.kind {
        BlockKind::Pictures(pictures) => pictures.as_slice(),
        _ => &[],
    });
    pictures
        .map(|picture| Arc::clone(&picture.destination))
        .collect()
}
