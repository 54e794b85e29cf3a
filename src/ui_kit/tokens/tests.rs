use super::*;

fn grounds(tokens: &Tokens) -> [Color32; 5] {
    [
        tokens.paper,
        tokens.panel,
        tokens.raised,
        tokens.sunken,
        tokens.hover,
    ]
}

/// Every color of text with a ground that it stands on, body text left out.
fn pairs(tokens: &Tokens) -> Vec<(Color32, Color32)> {
    let on_grounds = [
        tokens.ink_soft,
        tokens.accent,
        tokens.warn,
        tokens.good,
        tokens.bad,
    ];
    let faint = [
        (tokens.ink_faint, tokens.paper),
        (tokens.ink_faint, tokens.panel),
    ];
    let soft = [
        (tokens.on_accent, tokens.accent_fill),
        (tokens.on_accent, tokens.accent_fill_hover),
        (tokens.ink, tokens.accent_soft),
        (tokens.accent, tokens.accent_soft),
        (tokens.warn, tokens.warn_soft),
        (tokens.good, tokens.good_soft),
        (tokens.bad, tokens.bad_soft),
        (tokens.ink, tokens.highlight),
        (tokens.ink, tokens.highlight_strong),
    ];
    let CodeColors {
        comment,
        keyword,
        quoted,
        number,
        type_name,
        function,
        name,
        punctuation,
    } = tokens.code.clone();
    let code = [
        comment,
        keyword,
        quoted,
        number,
        type_name,
        function,
        name,
        punctuation,
    ];
    grounds(tokens)
        .into_iter()
        .flat_map(|ground| on_grounds.map(|text| (text, ground)))
        .chain(code.map(|text| (text, tokens.sunken)))
        .chain(faint)
        .chain(soft)
        .chain(tokens.families)
        .collect()
}

#[track_caller]
fn check(pairs: impl IntoIterator<Item = (Color32, Color32)>, least: f32) {
    for (text, ground) in pairs {
        let contrast = contrast(text, ground);
        assert!(contrast >= least, "{text:?} on {ground:?}: {contrast}");
    }
}

#[test]
fn selected_text_is_told_apart_on_every_ground_and_read() {
    for tokens in [&DAY, &NIGHT, &BRIGHT, &DARK] {
        let colored = [tokens.accent_soft, tokens.highlight, tokens.good_soft];
        for ground in grounds(tokens).into_iter().chain(colored) {
            let selected = ground.blend(tokens.selected);
            check([(tokens.ink, selected)], 4.5);
            let apart = contrast(selected, ground);
            assert!(apart > 1.12, "{ground:?} and {selected:?}: {apart}");
        }
    }
}

#[test]
fn body_text_has_a_contrast_of_seven_on_every_ground() {
    for tokens in [&DAY, &NIGHT, &BRIGHT, &DARK] {
        check(grounds(tokens).map(|ground| (tokens.ink, ground)), 7.0);
    }
}

#[test]
fn highlighted_text_can_be_read_and_an_ink_be_seen() {
    for tokens in [&DAY, &NIGHT] {
        for ink in [tokens.amber, tokens.green, tokens.rose] {
            assert!(contrast(tokens.ink, ink.ground) >= 7.0, "{ink:?}");
            assert!(contrast(tokens.ink_soft, ink.ground) >= 4.5, "{ink:?}");
            assert!(contrast(tokens.accent, ink.ground) >= 4.5, "{ink:?}");
            assert!(contrast(ink.line, tokens.paper) >= 3.0, "{ink:?}");
            assert!(contrast(ink.line, tokens.raised) >= 3.0, "{ink:?}");
        }
    }
}

#[test]
fn every_other_text_has_a_contrast_of_four_and_a_half() {
    for tokens in [&DAY, &NIGHT] {
        check(pairs(tokens), 4.5);
    }
}

#[test]
fn every_text_has_a_contrast_of_seven_at_high_contrast() {
    for tokens in [&BRIGHT, &DARK] {
        check(pairs(tokens), 7.0);
    }
}

#[test]
fn edges_of_controls_are_seen_at_high_contrast() {
    for tokens in [&BRIGHT, &DARK] {
        let lines = [tokens.line, tokens.line_strong, tokens.accent];
        let pairs = grounds(tokens).into_iter();
        check(
            pairs.flat_map(|ground| lines.map(|line| (line, ground))),
            3.0,
        );
        let looked_at = (tokens.highlight_strong, tokens.highlight);
        assert!(contrast(looked_at.0, looked_at.1) > 1.15, "{looked_at:?}");
    }
}
