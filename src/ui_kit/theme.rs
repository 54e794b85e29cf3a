//! Turns the design tokens into egui's styles, so that its own widgets match the house's.
//!
//! Installed once at the start for day and night; going from one to the other then costs nothing.
//! What else the person chooses of the look is put on by [`wear`].

use egui::style::{ScrollStyle, TextCursorStyle, WidgetVisuals, Widgets};
use egui::{Color32, CornerRadius, Margin, Shadow, Stroke, TextStyle, Theme, Vec2, Visuals};

use super::fonts::{self, Face};
use super::formula;
use super::look::Look;
use super::soft_marks::SoftMarks;
use super::textures::Textures;
use super::tokens::{Tokens, measure, motion, space, type_size};

/// Installs fonts, formulas and both themes.
pub fn install(ctx: &egui::Context) {
    let look = Look::default();
    look.put_on(ctx);
    ctx.set_fonts(fonts::definitions(look.reading.typeface));
    formula::install(ctx);
    ctx.add_plugin(Textures::default());
    ctx.add_plugin(SoftMarks);
    dress(ctx, look);
    ctx.options_mut(|options| {
        // Text size is the person's choice and kept with the settings, not egui's.
        options.zoom_with_keyboard = false;
        options.reduce_texture_memory = true;
        // Where the system has no opinion.
        options.fallback_theme = Theme::Light;
    });
}

/// Puts a look on; what stays as it was costs nothing.
pub fn wear(ctx: &egui::Context, look: Look) {
    let worn = Look::of(ctx);
    if look == worn {
        return;
    }
    look.put_on(ctx);
    if look.reading.typeface != worn.reading.typeface {
        ctx.set_fonts(fonts::definitions(look.reading.typeface));
    }
    dress(ctx, look);
    ctx.request_repaint();
}

/// The styles of day and night under a look.
fn dress(ctx: &egui::Context, look: Look) {
    for theme in [Theme::Light, Theme::Dark] {
        let tokens = Tokens::for_theme(theme, look.high_contrast);
        ctx.style_mut_of(theme, |style| {
            apply(style, tokens);
            move_or_stand(style, look.still);
        });
    }
}

/// The one place where motion is turned on or off: all that moves asks the style.
fn move_or_stand(style: &mut egui::Style, still: bool) {
    style.animation_time = if still { 0.0 } else { motion::QUICK };
    style.scroll_animation = if still {
        egui::style::ScrollAnimation::none()
    } else {
        egui::style::ScrollAnimation::duration(motion::STEP)
    };
}

fn apply(style: &mut egui::Style, tokens: &Tokens) {
    style.text_styles = [
        (TextStyle::Small, Face::Regular.at(type_size::SMALL)),
        (TextStyle::Body, Face::Regular.at(type_size::UI)),
        (TextStyle::Button, Face::Medium.at(type_size::UI)),
        (TextStyle::Heading, Face::Strong.at(type_size::HEADINGS[1])),
        (TextStyle::Monospace, Face::Mono.at(type_size::CODE)),
    ]
    .into();
    style.drag_value_text_style = TextStyle::Body;
    style.url_in_tooltip = false;
    style.interaction.selectable_labels = false;
    style.interaction.tooltip_delay = 0.35;
    // egui compiles its warnings for developers in debug builds only.
    #[cfg(debug_assertions)]
    {
        style.debug.warn_if_rect_changes_id = false;
    }
    spacing(&mut style.spacing);
    style.visuals = visuals(tokens);
}

fn spacing(spacing: &mut egui::style::Spacing) {
    spacing.item_spacing = Vec2::new(space::SMALL, space::SMALL);
    spacing.button_padding = Vec2::new(space::MEDIUM, 7.0);
    spacing.interact_size = Vec2::new(32.0, measure::BUTTON);
    spacing.window_margin = Margin::same(20);
    spacing.menu_margin = Margin::same(6);
    spacing.tooltip_width = 320.0;
    spacing.icon_width = 18.0;
    spacing.icon_width_inner = 10.0;
    spacing.icon_spacing = space::SMALL;
    spacing.slider_width = 140.0;
    spacing.combo_width = 120.0;
    spacing.scroll = ScrollStyle {
        bar_width: 8.0,
        floating_width: 4.0,
        handle_min_length: 28.0,
        bar_inner_margin: 2.0,
        bar_outer_margin: 2.0,
        floating_allocated_width: 0.0,
        dormant_handle_opacity: 0.35,
        ..ScrollStyle::floating()
    };
}

fn visuals(tokens: &Tokens) -> Visuals {
    let base = if tokens.dark {
        Visuals::dark()
    } else {
        Visuals::light()
    };
    Visuals {
        widgets: widgets(tokens),
        selection: egui::style::Selection {
            bg_fill: tokens.selected,
            stroke: Stroke::new(1.0, tokens.accent),
        },
        hyperlink_color: tokens.accent,
        faint_bg_color: tokens.sunken,
        extreme_bg_color: tokens.raised,
        text_edit_bg_color: Some(tokens.raised),
        code_bg_color: tokens.sunken,
        weak_text_color: Some(tokens.ink_soft),
        warn_fg_color: tokens.warn,
        error_fg_color: tokens.bad,
        window_corner_radius: CornerRadius::same(measure::RADIUS_LARGE),
        window_shadow: Shadow {
            offset: [0, 12],
            blur: 36,
            spread: 0,
            color: tokens.shadow,
        },
        window_fill: tokens.raised,
        window_stroke: Stroke::new(1.0, tokens.line),
        menu_corner_radius: CornerRadius::same(measure::RADIUS_LARGE),
        panel_fill: tokens.paper,
        popup_shadow: Shadow {
            offset: [0, 6],
            blur: 18,
            spread: 0,
            color: tokens.shadow,
        },
        text_cursor: TextCursorStyle {
            stroke: Stroke::new(2.0, tokens.accent),
            ..Default::default()
        },
        slider_trailing_fill: true,
        handle_shape: egui::style::HandleShape::Circle,
        interact_cursor: Some(egui::CursorIcon::PointingHand),
        disabled_alpha: 0.55,
        ..base
    }
}

fn widgets(tokens: &Tokens) -> Widgets {
    let widget = |fill: Color32, line: Color32, text: Color32| WidgetVisuals {
        bg_fill: fill,
        weak_bg_fill: fill,
        bg_stroke: Stroke::new(1.0, line),
        corner_radius: CornerRadius::same(measure::RADIUS),
        fg_stroke: Stroke::new(1.0, text),
        expansion: 0.0,
    };
    Widgets {
        noninteractive: widget(tokens.paper, tokens.line, tokens.ink),
        inactive: widget(tokens.raised, tokens.line_strong, tokens.ink),
        hovered: widget(tokens.hover, tokens.ink_faint, tokens.ink),
        active: widget(tokens.pressed, tokens.accent, tokens.ink),
        open: widget(tokens.pressed, tokens.line_strong, tokens.ink),
    }
}
