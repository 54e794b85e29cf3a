use super::*;

fn fitted() -> Context {
    let ctx = Context::default();
    install(&ctx);
    ctx
}

#[test]
fn same_formula_has_the_same_character() {
    let ctx = fitted();
    let inline = character(&ctx, "x^2", FormulaStyle::Inline);
    assert!(inline.is_some_and(is_formula));
    assert_eq!(character(&ctx, "x^2", FormulaStyle::Inline), inline);
    assert_ne!(character(&ctx, "x^3", FormulaStyle::Inline), inline);
    assert_ne!(character(&ctx, "x^2", FormulaStyle::Display), inline);
    assert_eq!(character(&ctx, r"\unknown", FormulaStyle::Inline), None);
}

#[test]
fn context_without_formulas_shows_none() {
    assert_eq!(
        character(&Context::default(), "x", FormulaStyle::Inline),
        None
    );
}

#[test]
fn characters_stay_in_the_private_planes() {
    assert_eq!(nth_character(PLANE * PLANES + 1), nth_character(1));
    for number in [0, 1, PLANE - 1, PLANE, PLANE + 1, PLANE * PLANES - 1] {
        assert!(is_formula(nth_character(number)), "{number}");
    }
    for c in ['x', '\u{e000}', '\u{effff}', '\u{ffffe}', '\u{10fffe}'] {
        assert!(!is_formula(c), "{c:?}");
    }
}

#[test]
fn formulas_beyond_the_limit_are_set_again_when_they_are_shown() {
    let mut known = Known::default();
    for number in 0..=MOST_FORMULAS {
        let tex: Arc<str> = number.to_string().into();
        let characters = known.characters.entry(FormulaStyle::Inline).or_default();
        characters.insert(tex, Err("no".into()));
    }
    assert!(known.is_full());
    let before = known.character("x", FormulaStyle::Inline);
    known.forget();
    assert!(!known.is_full());
    let after = known.character("x", FormulaStyle::Inline);
    assert!(after.is_ok() && after != before);
}

#[test]
fn line_is_high_enough_for_what_stands_in_it() {
    let extent = Extent {
        width: 40.0,
        height: 20.0,
        depth: 12.0,
    };
    let line = extent.line_height(16.0);
    let baseline = line / 2.0 + BASELINE_BELOW_MIDDLE * 16.0;
    assert!(baseline >= 20.0 && line - baseline >= 12.0);
    assert_eq!(extent.share_in_line(200.0, 1.0), 1.0);
    assert_eq!(extent.share_in_line(20.0, 1.0), 0.5);
    assert_eq!(extent.share_in_line(200.0, 100.0), 0.25);
}

#[test]
fn what_leaves_the_program_says_formulas_in_tex() {
    let ctx = fitted();
    let inline = character(&ctx, "x^2", FormulaStyle::Inline).unwrap();
    let display = character(&ctx, "x^2", FormulaStyle::Display).unwrap();
    let output = ctx.run_ui(egui::RawInput::default(), |ui| {
        ui.copy_text(format!("a {inline} b\n{display}"));
    });
    let mut commands = output.platform_output.commands.iter();
    let copied = commands.any(
        |command| matches!(command, egui::OutputCommand::CopyText(text) if text == "a $x^2$ b\n$$x^2$$"),
    );
    output.drop_without_applying_deltas();
    assert!(copied);
}
