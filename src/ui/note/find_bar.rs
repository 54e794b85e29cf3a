//! The bar to find in the open note: a field, how it is to be read, which hit of how many.

use egui::text::{CCursor, CCursorRange};
use egui::{Event, Key, Modifiers, Rect, Response, TextEdit, Ui, vec2};

use super::{bar, lit_bar};
use crate::app::command::{Command, FindCommand, FindSwitch, SearchCommand};
use crate::app::find::Find;
use crate::base::text::sentence;
use crate::ui::view_ctx::ViewCtx;
use crate::ui_kit::button::{SmallButton, icon_button};
use crate::ui_kit::tokens::{measure, space};
use crate::ui_kit::{icons, text};

/// The widest bar.
const WIDTH: f32 = 470.0;
/// Narrower than this it has no room for the switches, which obey their keys then,
const WITH_SWITCHES: f32 = 380.0;
/// and than this not for the count.
const WITH_COUNT: f32 = 280.0;
/// The narrowest field.
const FIELD: f32 = 70.0;
/// Room for "99,999 of 100,000+" is not kept; for "999 of 999" it is.
const COUNT: f32 = 84.0;

/// View-only state of the field.
#[derive(Debug, Default)]
pub(super) struct FindField {
    /// The opening for which it has taken the keyboard.
    taken: u64,
}

/// Whether the bar is there.
pub(super) fn is_shown(cx: &ViewCtx<'_>) -> bool {
    cx.seeking().find.open
}

/// Draws the bar over the upper right corner of `window`, if it is open.
pub(super) fn show(ui: &mut Ui, window: Rect, field: &mut FindField, cx: &mut ViewCtx<'_>) {
    if !is_shown(cx) {
        return;
    }
    let find = &cx.seeking().find;
    bar::show(ui, window, WIDTH, "Find in this note", |ui| {
        let room = ui.available_width();
        if icon_button(ui, icons::X, "Close", "Esc").clicked() {
            cx.push(Command::Find(FindCommand::Close));
        }
        lit_bar::steps_ui(ui, cx.commands);
        switches_ui(ui, find, room >= WITH_SWITCHES, cx.commands);
        ui.add_space(space::SMALL);
        if room >= WITH_COUNT {
            count_ui(ui, find, cx);
            ui.add_space(space::SMALL);
        }
        field_ui(ui, field, find, cx.commands);
    });
    if let Some(error) = &find.error {
        let below = window.with_min_y(window.top() + bar::HEIGHT + space::TIGHT);
        bar::show(ui, below, WIDTH, "Why nothing is found", |ui| {
            ui.add_space(space::MEDIUM);
            let words = text::soft(sentence(&error.to_string()), cx.tokens).color(cx.tokens.bad);
            let said = ui.add(egui::Label::new(words).truncate());
            said.ctx.accesskit_node_builder(said.id, |node| {
                node.set_live(egui::accesskit::Live::Polite);
            });
        });
    }
    if bar::keys_are_free(ui, cx)
        && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape))
    {
        cx.push(Command::Find(FindCommand::Close));
    }
}

fn switches_ui(ui: &mut Ui, find: &Find, are_shown: bool, commands: &mut Vec<Command>) {
    let pattern = &find.pattern;
    let switches = [
        (
            ".*",
            "Regular expression",
            pattern.regex,
            FindSwitch::Regex,
            Key::R,
        ),
        (
            "W",
            "Whole words",
            pattern.whole_words,
            FindSwitch::WholeWords,
            Key::W,
        ),
        (
            "Aa",
            "Match case",
            pattern.match_case,
            FindSwitch::MatchCase,
            Key::C,
        ),
    ];
    for (word, name, on, switch, key) in switches {
        let pressed = are_shown && switch_ui(ui, SmallButton::word(word, name).on(on));
        if pressed || alt_pressed(ui, key) {
            commands.push(Command::Find(FindCommand::Flip(switch)));
        }
    }
}

fn switch_ui(ui: &mut Ui, switch: SmallButton<'_>) -> bool {
    let size = vec2(measure::BUTTON - 4.0, measure::BUTTON - 8.0);
    let (rect, _) = ui.allocate_exact_size(size, egui::Sense::hover());
    switch.show(ui, rect, true).clicked()
}

/// Whether Alt and a letter were pressed. The letter is not typed.
fn alt_pressed(ui: &Ui, key: Key) -> bool {
    ui.input_mut(|input| {
        if input.modifiers.alt {
            let is_typed = |event: &Event| {
                matches!(event, Event::Text(text) if text.eq_ignore_ascii_case(key.name()))
            };
            input.events.retain(|event| !is_typed(event));
        }
        input.consume_key(Modifiers::ALT, key)
    })
}

/// Which of how many, or why there are none.
fn count_ui(ui: &mut Ui, find: &Find, cx: &ViewCtx<'_>) {
    let tokens = cx.tokens;
    let note = cx.nav.route().note_id();
    let lit = note.and_then(|note| cx.seeking().lit_in(note));
    let is_open = find.error.is_some() || find.is_waiting() || find.pattern.text.is_empty();
    let says = if let Some(lit) = lit {
        lit_bar::count(lit, tokens)
    } else if is_open {
        text::soft("", tokens)
    } else {
        text::soft("No hits", tokens)
    };
    let says = says.size(13.0);
    let size = vec2(COUNT, ui.available_height());
    let layout = egui::Layout::right_to_left(egui::Align::Center);
    let shown = ui.allocate_ui_with_layout(size, layout, |ui| ui.label(says));
    shown
        .response
        .ctx
        .accesskit_node_builder(shown.inner.id, |node| {
            node.set_live(egui::accesskit::Live::Polite);
        });
}

fn field_ui(ui: &mut Ui, field: &mut FindField, find: &Find, commands: &mut Vec<Command>) {
    let mut typed = find.pattern.text.clone();
    let tokens = crate::ui_kit::tokens::Tokens::of(ui);
    let output = TextEdit::singleline(&mut typed)
        .id_salt("find")
        .hint_text(text::soft("Find in this note", tokens))
        .frame(egui::Frame::NONE)
        .margin(egui::Margin::ZERO)
        .align(egui::Align2::LEFT_CENTER)
        .desired_width(ui.available_width().max(FIELD))
        .text_color_opt(find.error.is_some().then_some(tokens.bad))
        .show(ui);
    let response: Response = output.response.response.accessible_name("Find");
    if std::mem::replace(&mut field.taken, find.openings) != find.openings {
        response.request_focus();
        let mut state = output.state;
        let all = CCursorRange::two(CCursor::default(), CCursor::new(typed.chars().count()));
        state.cursor.set_char_range(Some(all));
        state.store(ui, response.id);
    }
    if response.changed() {
        commands.push(Command::Find(FindCommand::Write(typed)));
    }
    if response.lost_focus() {
        keys(ui, &response, commands);
    }
}

/// The keys at which a field of one line lets go of the keyboard.
fn keys(ui: &Ui, response: &Response, commands: &mut Vec<Command>) {
    let (enter, shift, escape) = ui.input(|input| {
        let pressed = |key| input.key_pressed(key);
        (
            pressed(Key::Enter),
            input.modifiers.shift,
            pressed(Key::Escape),
        )
    });
    if enter {
        response.request_focus();
        commands.push(Command::Search(if shift {
            SearchCommand::Previous
        } else {
            SearchCommand::Next
        }));
    } else if escape {
        commands.push(Command::Find(FindCommand::Close));
    }
}
