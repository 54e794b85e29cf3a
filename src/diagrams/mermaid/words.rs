//! Words of drawings: titles before them, markup in their labels.

/// The title that a drawing gives itself, and its text without what stands before it.
pub(super) fn title_and_body(source: &str) -> (Option<String>, String) {
    let (before, body) = front_matter(source);
    let named = |lines: &str, key: &str| {
        lines.lines().find_map(|line| {
            let value = line
                .trim()
                .strip_prefix(key)?
                .trim()
                .trim_matches(['"', '\'']);
            (!value.is_empty()).then(|| value.to_owned())
        })
    };
    let title = named(before, "title:").or_else(|| named(body, "accTitle:"));
    (title, body.replace('\t', "    "))
}

/// How many lines stand before the drawing itself.
pub(super) fn lines_before_body(source: &str) -> usize {
    let (_, body) = front_matter(source);
    let before = source.get(..source.len() - body.len()).unwrap_or_default();
    before.matches('\n').count()
}

/// Characters that end a label for the crates or would be read as markup once more, each with a private one that stands for it.
const HIDDEN: [(char, char); 14] = [
    ('(', '\u{f8f0}'),
    (')', '\u{f8f1}'),
    ('[', '\u{f8f2}'),
    (']', '\u{f8f3}'),
    ('{', '\u{f8f4}'),
    ('}', '\u{f8f5}'),
    ('|', '\u{f8f6}'),
    ('/', '\u{f8f7}'),
    ('\\', '\u{f8f8}'),
    ('<', '\u{f8f9}'),
    ('>', '\u{f8fa}'),
    ('&', '\u{f8fb}'),
    ('#', '\u{f8fc}'),
    ('*', '\u{f8fd}'),
];

/// A label in which nothing ends it before its end, and that has no markup but breaks;
/// [`plain`] brings it back.
pub(super) fn hidden(label: &str) -> String {
    let hide = |c: char| {
        let found = HIDDEN.iter().find(|(shown, _)| *shown == c);
        found.map_or(c, |(_, hidden)| *hidden)
    };
    let lines = plain(label);
    let lines = lines.lines().map(|line| line.chars().map(hide).collect());
    lines.collect::<Vec<String>>().join("<br>")
}

/// Names before the shapes of a mind map, which the crates take for words: `root((AWS))`.
pub(super) fn without_names(mind_map: &str) -> String {
    let line = |line: &str| {
        let words = line.trim_start();
        let indent = line.get(..line.len() - words.len()).unwrap_or_default();
        let is_name = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-');
        let named = words.find(|c: char| !is_name(c)).unwrap_or(words.len());
        let shape = words.get(named..).unwrap_or_default();
        let is_shape = shape.starts_with(['(', '[', '{', ')'])
            && shape.trim_end().ends_with([')', ']', '}', '(']);
        let kept = if is_shape { shape } else { words };
        format!("{indent}{kept}\n")
    };
    mind_map.lines().map(line).collect()
}

/// Relations between classes with spaces around them: `Animal<|--Duck`.
pub(super) fn with_spaced_relations(classes: &str) -> String {
    const ENDS: [&str; 7] = ["<|", "|>", "()", "*", "<", ">", "o"];
    let line = |line: &str| {
        let (before, label) = line
            .split_once(':')
            .map_or((line, String::new()), |(before, label)| {
                (before, format!(":{label}"))
            });
        let at = ["--", ".."].iter().find_map(|mark| before.find(mark));
        let Some((left, right)) = at.and_then(|at| before.split_at_checked(at)) else {
            return format!("{line}\n");
        };
        // A member of a class: `run(String... names)`, `int[0..5] range`.
        if left.contains('[') || left.trim_end_matches("()").contains('(') {
            return format!("{line}\n");
        }
        let (mark, right) = right.split_at(2);
        let left_end = ENDS.iter().find(|end| {
            let rest = left.strip_suffix(**end);
            // A class may end in an o.
            rest.is_some_and(|rest| **end != "o" || rest.ends_with([' ', '"']))
        });
        let left_end = left_end.copied().unwrap_or_default();
        let right_end = ENDS.iter().find(|end| {
            let rest = right.strip_prefix(**end);
            rest.is_some_and(|rest| **end != "o" || rest.starts_with([' ', '"']))
        });
        let right_end = right_end.copied().unwrap_or_default();
        let left = left.strip_suffix(left_end).unwrap_or(left);
        let right = right.strip_prefix(right_end).unwrap_or(right);
        format!("{left} {left_end}{mark}{right_end} {right}{label}\n")
    };
    classes.lines().map(line).collect()
}

/// What stands between lines of three dashes at the beginning, and the rest.
fn front_matter(source: &str) -> (&str, &str) {
    let whole = ("", source);
    let Some(rest) = source.trim_start().strip_prefix("---") else {
        return whole;
    };
    let Some((before, body)) = rest.split_once("\n---") else {
        return whole;
    };
    (before, body.split_once('\n').map_or("", |(_, body)| body))
}

/// A label as it is read: breaks as breaks, no tags, no stars, no marks of code, and characters
/// in place of their names.
pub(super) fn plain(label: &str) -> String {
    let mut out = String::with_capacity(label.len());
    let mut rest = label;
    while let Some(c) = rest.chars().next() {
        let after = rest.get(c.len_utf8()..).unwrap_or_default();
        let (said, left) = match c {
            '<' => tag(after).unwrap_or(("<", after)),
            '#' | '&' => {
                named_character(after).unwrap_or((if c == '#' { "#" } else { "&" }, after))
            }
            '*' if after.starts_with('*') => ("", after.get(1..).unwrap_or_default()),
            '`' => ("", after),
            '\\' if after.starts_with('n') => ("\n", after.get(1..).unwrap_or_default()),
            _ => {
                out.push(c);
                rest = after;
                continue;
            }
        };
        out.push_str(said);
        rest = left;
    }
    let shown = |c: char| {
        let found = HIDDEN.iter().find(|(_, hidden)| *hidden == c);
        found.map_or(c, |(shown, _)| *shown)
    };
    let out: String = out.chars().map(shown).collect();
    let lines = out.lines().map(str::trim);
    lines.collect::<Vec<_>>().join("\n").trim().to_owned()
}

/// What a tag of HTML says (a break, or nothing), and what follows it. Something like
/// `<<interface>>` or `a < b` is none.
fn tag(after: &str) -> Option<(&'static str, &str)> {
    let (inside, rest) = after.split_once('>')?;
    let name = inside.trim_start_matches('/').trim_end_matches('/').trim();
    let name = name.split_whitespace().next()?.to_ascii_lowercase();
    match name.as_str() {
        "br" => Some(("\n", rest)),
        "b" | "i" | "u" | "em" | "strong" | "small" | "sub" | "sup" | "code" | "span" | "div"
        | "p" | "font" | "center" => Some(("", rest)),
        _ => None,
    }
}

/// `quot;` and the like, and what follows.
fn named_character(after: &str) -> Option<(&'static str, &str)> {
    const NAMES: [(&str, &str); 10] = [
        ("quot;", "\""),
        ("amp;", "&"),
        ("lt;", "<"),
        ("gt;", ">"),
        ("nbsp;", " "),
        ("35;", "#"),
        ("semi;", ";"),
        ("59;", ";"),
        ("colon;", ":"),
        ("apos;", "'"),
    ];
    let mut names = NAMES.iter();
    names.find_map(|(name, said)| Some((*said, after.strip_prefix(name)?)))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn labels_are_read_without_their_markup() {
        let check = |label: &str, expected: &str| assert_eq!(plain(label), expected, "{label}");
        check("one<br/>two<BR>three", "one\ntwo\nthree");
        check("**bold** and <b>more</b>", "bold and more");
        check("`text`", "text");
        check("#quot;a#quot; &amp; b", "\"a\" & b");
        check("<<interface>>", "<<interface>>");
        check("a < b", "a < b");
        check("#1", "#1");
        check("a\\nb", "a\nb");
        check("2 * 3", "2 * 3");
    }

    #[test]
    fn what_is_hidden_is_shown_again() {
        let label = "f(x) = [a|b] {c/d\\e}\na < b";
        assert!(!hidden(label).contains(['(', ')', '[', ']', '{', '}', '|', '/', '\\']));
        assert_eq!(plain(&hidden(label)), label);
        assert_eq!(hidden("one<br/>**two**"), "one<br>two");
    }

    proptest! {
        #[test]
        fn label_is_the_same_after_it_was_hidden(label in "[a-z &#;*`<>()\\\\]{0,12}(amp;|lt;|<br>|quot;)?[a-z&#;* ]{0,8}") {
            prop_assert_eq!(plain(&hidden(&label)), plain(&label));
        }
    }

    #[test]
    fn names_and_relations_are_told_from_words() {
        assert_eq!(
            without_names("mindmap\n  root((AWS))\n    id[x y]\n    just words\n"),
            "mindmap\n  ((AWS))\n    [x y]\n    just words\n"
        );
        let check = |line: &str, expected: &str| {
            let spaced = with_spaced_relations(line);
            assert_eq!(
                spaced.split_whitespace().collect::<Vec<_>>().join(" "),
                expected
            );
        };
        check("Animal<|--Duck", "Animal <|-- Duck");
        check("A-->B : a--b", "A --> B : a--b");
        check("Zoo--Cat", "Zoo -- Cat");
        check("Zoo o-- Cat", "Zoo o-- Cat");
        check("A ..|> B", "A ..|> B");
        check("class Duck {", "class Duck {");
        check("+run(String... names)", "+run(String... names)");
        check("+int[0..5] range", "+int[0..5] range");
        check("A()--B", "A ()-- B");
    }

    #[test]
    fn title_is_taken_from_before_the_drawing() {
        let (title, body) = title_and_body("---\ntitle: \"Deploy\"\n---\nflowchart LR\nA-->B");
        assert_eq!(title.as_deref(), Some("Deploy"));
        assert_eq!(body, "flowchart LR\nA-->B");
        let (title, body) = title_and_body("flowchart LR\naccTitle: Ways\nA-->B");
        assert_eq!(title.as_deref(), Some("Ways"));
        assert!(body.starts_with("flowchart"));
        assert_eq!(title_and_body("--- nothing").0, None);
    }
}
