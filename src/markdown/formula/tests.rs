use proptest::prelude::*;

use super::*;

#[track_caller]
fn set_inline(tex: &str) -> Formula {
    set(tex, FormulaStyle::Inline).unwrap_or_else(|why| panic!("{tex}: {why}"))
}

fn why_not(tex: &str) -> String {
    set(tex, FormulaStyle::Display).unwrap_err()
}

fn glyphs(tex: &str) -> usize {
    let pieces = set_inline(tex).pieces;
    let is_glyph = |piece: &&Piece| matches!(piece, Piece::Glyph(_));
    pieces.iter().filter(is_glyph).count()
}

#[test]
fn formula_has_a_size_and_a_piece_for_each_sign() {
    let formula = set_inline("a+b");
    assert_eq!(formula.pieces.len(), 3);
    assert!(formula.width > 1.0 && formula.width < 4.0);
    assert!(formula.height > 0.4 && formula.height < 1.0);
    assert!(formula.depth < 0.3);
}

#[test]
fn fraction_stands_above_and_below_its_bar() {
    let formula = set_inline(r"\frac{a}{b}");
    let bar = formula.pieces.iter().find_map(|piece| match piece {
        Piece::Rule { y, .. } => Some(*y),
        _ => None,
    });
    let heights = formula.pieces.iter().filter_map(|piece| match piece {
        Piece::Glyph(glyph) => Some(glyph.y),
        _ => None,
    });
    let bar = bar.unwrap();
    assert_eq!(heights.map(|y| y > bar).collect::<Vec<_>>(), [true, false]);
}

#[test]
fn displayed_operators_are_larger_than_those_in_a_line() {
    let tex = r"\sum_{i=1}^{n} i";
    let (inline, display) = (
        set(tex, FormulaStyle::Inline).unwrap(),
        set(tex, FormulaStyle::Display).unwrap(),
    );
    assert!(display.height + display.depth > 1.3 * (inline.height + inline.depth));
}

#[test]
fn words_that_begin_like_others_are_not_torn_apart() {
    assert_eq!(glyphs(r"\frac{\overline{z}}{2}"), 2);
    assert_eq!(glyphs(r"\frac{\overset{a}{b}}{2}"), 3);
    assert_eq!(glyphs(r"{\itshape x}"), 1);
}

#[test]
fn vector_has_an_arrow_above_its_middle() {
    let ends = |tex: &str| {
        let formula = set_inline(tex);
        let mut spans = formula.pieces.iter().map(|piece| {
            let (mut left, mut right) = (f32::MAX, f32::MIN);
            if let Piece::Glyph(glyph) = piece {
                glyph.trace(&mut |(x, y), _| {
                    (left, right) = (left.min(x), right.max(x));
                    assert!(y <= formula.height + 1e-3, "{tex}: {y}");
                });
            }
            (left, right)
        });
        (spans.next().unwrap(), spans.next().unwrap())
    };
    let ((left, right), (from, to)) = ends(r"\vec{v}");
    assert!(to - from < 0.5 && from > left - 0.1 && to < right + 0.2);
    let ((left, right), (from, to)) = ends(r"\vec{A}");
    assert!(from > left && to < right + 0.2);
    assert!(why_not(r"\ddddot{x}").contains("not known here"));
}

#[test]
fn wide_hat_keeps_clear_of_what_follows() {
    let formula = set_inline(r"\widehat{xyz},");
    let origins: Vec<f32> = formula
        .pieces
        .iter()
        .filter_map(|piece| match piece {
            Piece::Glyph(glyph) => Some(glyph.x),
            _ => None,
        })
        .collect();
    let [x, _, z, _, comma] = origins.as_slice() else {
        panic!("{origins:?}");
    };
    assert!(x.abs() < 0.01 && comma - z > 0.45, "{origins:?}");
}

#[test]
fn over_and_choose_take_what_stands_around_them() {
    assert_eq!(set_inline(r"{a \over b}"), set_inline(r"{\frac{a}{b}}"));
    assert_eq!(set_inline(r"a+1 \over b"), set_inline(r"\frac{a+1}{b}"));
    assert_eq!(set_inline(r"{n \choose k}"), set_inline(r"{\binom{n}{k}}"));
    assert_eq!(
        set_inline(r"{1 \over {2 \over 3}}"),
        set_inline(r"{\frac{1}{{\frac{2}{3}}}}")
    );
}

#[test]
fn commands_that_people_write_are_set() {
    for tex in [
        r"a \bmod b",
        r"a \equiv b \pmod{n}",
        r"\bm{x}\thinspace y",
        r"x \lt y \gt z",
        r"\operatorname*{argmax}_x f(x)",
        r"\mathop{x}",
        r"\left( a \middle| b \right)",
        r"\begin{align*} a &= b \\ c &= d \end{align*}",
        r"\begin{gathered} a \\ b \end{gathered}",
        r"\begin{dcases} 1 & x \\ 2 & y \end{dcases}",
        r"a = b \\ c = d",
        r"\textcolor{red}{x}",
        r"\boxed{x}",
        r"\cancel{x}",
        r"\text{hits} = 95\,\%",
        "a % a remark with { and \\over\n + b",
    ] {
        set_inline(tex);
    }
}

#[test]
fn what_cannot_be_set_is_said_in_a_sentence() {
    let check = |tex: &str, expected: &str| assert_eq!(why_not(tex), expected, "{tex}");
    check(
        r"\unknown{x}",
        r"the formula uses \unknown, which is not known here",
    );
    check("x \\", "the formula ends with a lone backslash");
    check("  ", "the formula is empty");
    check("中", "the typeface of formulas has no \u{201c}中\u{201d}");
    check(r"\hspace{1000000em}x", "the formula is too large to be set");
    check(r"\hspace{-9em}x", "the formula is too large to be set");
    assert!(why_not("x_{").starts_with("the formula cannot be set: "));
    assert!(why_not(r"\left( x").contains("\\left"));
    assert!(why_not("}").starts_with("the formula cannot be set: "));
}

#[test]
fn there_are_no_macros_that_could_grow() {
    let known = "which is not known here";
    assert!(why_not(r"\def\a{\a\a}\a").ends_with(known));
    assert!(why_not(r"\newcommand{\a}{\a\a}\a").ends_with(known));
}

#[test]
fn hostile_formulas_are_refused_and_never_overflow() {
    let within = |open: &str, close: &str| {
        let levels = MAX_BYTES / (open.len() + close.len());
        format!("{}x{}", open.repeat(levels - 1), close.repeat(levels - 1))
    };
    let deep = "the formula is nested too deeply";
    for (open, close) in [
        ("{", "}"),
        (r"\sqrt{", "}"),
        ("x^{", "}"),
        (r"\left(", r"\right)"),
        (r"\frac{1}{", "}"),
        (r"\begin{matrix}", r"\end{matrix}"),
        (r"{1\over ", "}"),
    ] {
        assert_eq!(why_not(&within(open, close)), deep, "{open}");
    }
    let long = "the formula is 1048576 bytes long; up to 4096 are set";
    assert_eq!(why_not(&"x".repeat(1 << 20)), long);
    assert_eq!(
        why_not(&"x+".repeat(2_000)),
        "the formula is too large to be set"
    );
    let rows = format!(r"\begin{{matrix}}{}\end{{matrix}}", r"1\\".repeat(900));
    assert_eq!(why_not(&rows), "the formula is too large to be set");
}

#[test]
fn outlines_are_closed_and_counterclockwise() {
    let formula = set_inline("o");
    let [Piece::Glyph(glyph)] = formula.pieces.as_slice() else {
        panic!("one glyph");
    };
    let (mut area, mut drift) = (0.0, (0.0, 0.0));
    glyph.trace(&mut |from, to| {
        area += (from.0 * to.1 - to.0 * from.1) / 2.0;
        drift = (drift.0 + to.0 - from.0, drift.1 + to.1 - from.1);
    });
    assert!(area > 0.05, "{area}");
    assert!(drift.0.abs() < 1e-3 && drift.1.abs() < 1e-3);
}

proptest! {
    #[test]
    fn every_text_is_set_or_refused(tex in r"[a-z0-9{}\\^_&$%() +]{0,80}") {
        let _either = set(&tex, FormulaStyle::Inline);
    }

    #[test]
    fn every_row_of_commands_is_set_or_refused(words in prop::collection::vec(
        prop::sample::select(vec![
            r"\frac", r"\sqrt", r"\over", r"\choose", r"\left(", r"\right)", "{", "}", "^", "_",
            "&", r"\\", r"\begin{matrix}", r"\end{matrix}", "x", "1", r"\pmod", r"\sum", r"\limits",
            r"\text", r"\color{red}", r"\overline", r"\binom", "'", "[", "]", r"\hspace{1em}",
        ]),
        0..24,
    )) {
        let _either = set(&words.concat(), FormulaStyle::Display);
    }
}
