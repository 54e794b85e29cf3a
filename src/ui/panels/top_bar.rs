//! The bar at the top: back and forward, where we are, search, practise, looks, menu.

use egui::{Align, Layout, Sense, Ui, UiBuilder, WidgetInfo, vec2};

use crate::app::command::{Command, Overlay, SittingCommand};
use crate::app::menu_command::MenuCommand;
use crate::app::route::{Route, Scope};
use crate::base::ids::NoteId;
use crate::library::Note;
use crate::ui::shortcuts::key_text;
use crate::ui::view_ctx::ViewCtx;
use crate::ui_kit::button::{Button, icon_button, toggle_icon_button};
use crate::ui_kit::fonts::Face;
use crate::ui_kit::tokens::{measure, space, type_size};
use crate::ui_kit::{icons, text};

/// A narrower bar has room for icons only, in points.
const TINY: f32 = 320.0;
/// Width of a button with an icon.
const ICON: f32 = 32.0;
/// What parts a chapter and a title, with the space around it.
const CARET: f32 = 28.0;
/// With less room a chapter is not named.
const LEAST_CHAPTER: f32 = 64.0;
/// So many of them only a bar that is not narrow has room for.
const WIDE_ONLY: usize = 5;

/// What the bar shows.
#[derive(Debug, Clone, Copy)]
pub struct Bar {
    /// Whether there is room for the most needed buttons only.
    pub is_narrow: bool,
    /// Whether a bookmark stands where the reader is.
    pub is_kept: bool,
    /// Whether the drawer of the tree is open, where the tree has no room beside the screen.
    pub tree: Option<bool>,
    /// The same for "On this page".
    pub aside: Option<bool>,
}

/// Draws the bar.
pub fn show(ui: &mut Ui, bar: Bar, cx: &mut ViewCtx<'_>) {
    let tiny = ui.available_width() < TINY;
    ui.horizontal_centered(|ui| {
        ui.spacing_mut().item_spacing.x = space::TIGHT;
        ui.add_space(space::TIGHT);
        match bar.tree {
            Some(open) => {
                let face = (icons::LIST, "Notes", open);
                toggle_button_ui(ui, face, MenuCommand::ToggleTree, cx);
            }
            None => menu_button_ui(ui, icons::SIDEBAR_SIMPLE, MenuCommand::ToggleTree, cx),
        }
        menu_button_ui(ui, icons::HOUSE, MenuCommand::Home, cx);
        ui.add_enabled_ui(!cx.state.nav.behind().is_empty(), |ui| {
            menu_button_ui(ui, icons::CARET_LEFT, MenuCommand::Back, cx);
        });
        if !bar.is_narrow {
            ui.add_enabled_ui(!cx.state.nav.ahead().is_empty(), |ui| {
                menu_button_ui(ui, icons::CARET_RIGHT, MenuCommand::Forward, cx);
            });
        }
        ui.add_space(space::SMALL);
        let aside = bar.aside.filter(|_| !tiny);
        let right = Right::of(ui, Bar { aside, ..bar }, tiny, cx);
        let rest = ui.available_rect_before_wrap();
        let (place, buttons) = rest.split_left_right_at_x(rest.right() - right.width);
        let part = |rect| {
            let layout = Layout::left_to_right(Align::Center);
            UiBuilder::new().max_rect(rect).layout(layout)
        };
        ui.scope_builder(part(place), |ui| place_ui(ui, cx));
        ui.scope_builder(part(buttons), |ui| right_ui(ui, &right, cx));
    });
}

/// A button for what is on or off.
fn toggle_button_ui(
    ui: &mut Ui,
    (icon, name, is_on): (char, &str, bool),
    command: MenuCommand,
    cx: &mut ViewCtx<'_>,
) {
    let key = key_text(ui, command);
    if toggle_icon_button(ui, icon, name, &key, is_on).clicked() {
        cx.commands
            .extend(command.resolve(cx.state, cx.tokens.dark));
    }
}

/// What stands at the right of the bar, in its order, and how wide it is.
struct Right {
    bar: Bar,
    tiny: bool,
    practise: String,
    /// The width of what looks like a field; a button where there is no room for it.
    search: f32,
    width: f32,
}

impl Right {
    fn of(ui: &Ui, bar: Bar, tiny: bool, cx: &ViewCtx<'_>) -> Self {
        let narrow = bar.is_narrow;
        let waiting = cx.state.progress.waiting().waiting();
        let practise = if waiting == 0 || narrow {
            "Practise".to_owned()
        } else {
            format!("Practise {waiting}")
        };
        let icons = 1 + usize::from(bar.aside.is_some()) + if narrow { 0 } else { WIDE_ONLY };
        let button = |width: f32| width + space::TIGHT;
        let around = space::SMALL + space::TIGHT * if narrow { 1.0 } else { 2.0 };
        let practise_width = if tiny {
            ICON
        } else {
            Self::practise(&practise).width(ui)
        };
        let others = icons as f32 * button(ICON) + button(practise_width) + around;
        let search = if narrow {
            ICON
        } else {
            ((ui.available_width() - others) * 0.42).clamp(150.0, 300.0)
        };
        Self {
            bar,
            tiny,
            practise,
            search,
            width: others + button(search),
        }
    }

    fn practise(label: &str) -> Button<'_> {
        Button::ordinary(label).icon(icons::CARDS)
    }
}

fn right_ui(ui: &mut Ui, right: &Right, cx: &mut ViewCtx<'_>) {
    let is_kept = right.bar.is_kept;
    ui.spacing_mut().item_spacing.x = space::TIGHT;
    if right.bar.is_narrow {
        menu_button_ui(ui, icons::MAGNIFYING_GLASS, MenuCommand::Jump, cx);
    } else {
        search_ui(ui, right.search, cx);
    }
    ui.add_space(space::TIGHT);
    let practise = if right.tiny {
        icon_button(ui, icons::CARDS, "Practise", "")
    } else {
        Right::practise(&right.practise).show(ui)
    };
    if practise.clicked() {
        cx.push(Command::Sitting(SittingCommand::Start(Scope::Everything)));
    }
    if !right.bar.is_narrow {
        ui.add_space(space::TIGHT);
        ui.add_enabled_ui(cx.state.nav.route().note_id().is_some(), |ui| {
            let name = label(MenuCommand::Bookmark, is_kept);
            let face = (icons::BOOKMARK_SIMPLE, name, is_kept);
            toggle_button_ui(ui, face, MenuCommand::Bookmark, cx);
            menu_button_ui(ui, icons::PRESENTATION, MenuCommand::Present, cx);
            menu_button_ui(ui, icons::BOOK_OPEN, MenuCommand::Focus, cx);
        });
        menu_button_ui(ui, icons::SQUARES_FOUR, MenuCommand::Gallery, cx);
        let theme = if cx.tokens.dark {
            icons::SUN
        } else {
            icons::MOON
        };
        menu_button_ui(ui, theme, MenuCommand::FlipTheme, cx);
    }
    if let Some(open) = right.bar.aside {
        let face = (icons::TEXT_ALIGN_LEFT, "On this page", open);
        toggle_button_ui(ui, face, MenuCommand::OnThisPage, cx);
    }
    more_menu_ui(ui, is_kept, cx);
}

/// Looks like a field and opens the jump box.
fn search_ui(ui: &mut Ui, width: f32, cx: &mut ViewCtx<'_>) {
    let (rect, response) = ui.allocate_exact_size(vec2(width, measure::BUTTON), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, "Search or jump"));
    let stroke = egui::Stroke::new(
        1.0,
        if response.hovered() {
            cx.tokens.ink_faint
        } else {
            cx.tokens.line_strong
        },
    );
    let radius = egui::CornerRadius::same(measure::RADIUS);
    ui.painter().rect(
        rect,
        radius,
        cx.tokens.raised,
        stroke,
        egui::StrokeKind::Inside,
    );
    let middle = rect.center().y;
    let left = egui::Align2::LEFT_CENTER;
    let at = egui::pos2(rect.left() + 10.0, middle);
    ui.painter().text(
        at,
        left,
        icons::MAGNIFYING_GLASS,
        Face::Regular.at(16.0),
        cx.tokens.ink_soft,
    );
    let at = egui::pos2(rect.left() + 32.0, middle);
    ui.painter().text(
        at,
        left,
        "Search or jump",
        Face::Regular.at(type_size::UI),
        cx.tokens.ink_soft,
    );
    let key = key_text(ui, MenuCommand::Jump);
    let at = egui::pos2(rect.right() - 10.0, middle);
    if width > 220.0 {
        let font = Face::Regular.at(type_size::SMALL);
        ui.painter().text(
            at,
            egui::Align2::RIGHT_CENTER,
            key,
            font,
            cx.tokens.ink_soft,
        );
    }
    if response.has_focus() {
        crate::ui_kit::button::focus_ring(ui, rect, cx.tokens);
    }
    if response.clicked() {
        cx.push(Command::Open(Overlay::Jump));
    }
}

fn menu_button_ui(ui: &mut Ui, icon: char, command: MenuCommand, cx: &mut ViewCtx<'_>) {
    toggle_button_ui(ui, (icon, command.label(), false), command, cx);
}

/// What an action is called; the bookmark that stands where the reader is goes by it again.
fn label(command: MenuCommand, is_kept: bool) -> &'static str {
    match command {
        MenuCommand::Bookmark if is_kept => "Remove the bookmark here",
        command => command.label(),
    }
}

fn more_menu_ui(ui: &mut Ui, is_kept: bool, cx: &mut ViewCtx<'_>) {
    let button = icon_button(ui, icons::DOTS_THREE, "More", "");
    egui::Popup::menu(&button)
        .align(egui::RectAlign::BOTTOM_END)
        .show(|ui| {
            let below = ui.ctx().content_rect().bottom() - button.rect.bottom();
            egui::ScrollArea::vertical()
                .max_height(below - space::SECTION)
                .show(ui, |ui| more_ui(ui, is_kept, cx));
        });
}

fn more_ui(ui: &mut Ui, is_kept: bool, cx: &mut ViewCtx<'_>) {
    ui.set_min_width(220.0);
    for command in [
        MenuCommand::ImportFiles,
        MenuCommand::ImportFolder,
        MenuCommand::OnThisPage,
        MenuCommand::Present,
        MenuCommand::Bookmark,
        MenuCommand::Marks,
        MenuCommand::Focus,
        MenuCommand::Gallery,
        MenuCommand::FlipTheme,
        MenuCommand::LargerText,
        MenuCommand::SmallerText,
        MenuCommand::Fullscreen,
        MenuCommand::Keys,
        MenuCommand::Settings,
    ] {
        let resolved = command.resolve(cx.state, cx.tokens.dark);
        let item = egui::Button::new(label(command, is_kept))
            .shortcut_text(key_text(ui, command))
            .frame(false);
        let item = item.min_size(vec2(ui.available_width(), 30.0));
        if ui.add_enabled(resolved.is_some(), item).clicked()
            && let Some(command) = resolved
        {
            cx.push(command);
            ui.close();
        }
    }
}

/// Where we are: the chapter, leading home, and the note.
fn place_ui(ui: &mut Ui, cx: &mut ViewCtx<'_>) {
    let (chapter, title) = place(cx);
    ui.spacing_mut().item_spacing.x = 6.0;
    // Clear of the box that follows.
    let room = (ui.available_width() - space::SMALL).max(0.0);
    ui.set_max_width(room);
    let title = text::strong(title, cx.tokens);
    // The title is what is looked for: the chapter makes room for it.
    let chapter_room = room - text::width(ui, title.clone()) - CARET;
    if !chapter.is_empty() && chapter_room >= LEAST_CHAPTER {
        let chapter = egui::Label::new(text::soft(chapter, cx.tokens)).truncate();
        ui.scope(|ui| {
            ui.set_max_width(chapter_room);
            ui.add(chapter);
        });
        ui.label(text::icon(icons::CARET_RIGHT, 12.0, cx.tokens.ink_faint));
    }
    if room > 40.0 {
        ui.add(egui::Label::new(title).truncate());
    }
}

/// What the screen belongs to, if it is more than its title says, and the title.
fn place(cx: &ViewCtx<'_>) -> (String, String) {
    let route = cx.state.nav.route();
    let title = cx.state.title_of_screen(route);
    let above = match route {
        Route::Home | Route::Gallery | Route::Practise(_) => String::new(),
        Route::Diagram { .. } => cx.state.title_of_screen(&Route::Gallery),
        Route::Note { id, .. } | Route::Present { id, .. } => chapter(id, cx),
    };
    // A chapter's own page is called as the chapter.
    let above = if above == title { String::new() } else { above };
    (above, title)
}

fn chapter(note: &NoteId, cx: &ViewCtx<'_>) -> String {
    let library = &cx.state.library;
    let topic = library.note(note).map(Note::topic);
    let topic = topic.and_then(|topic| library.topic(topic));
    topic.map_or_else(String::new, |topic| topic.title.to_string())
}
