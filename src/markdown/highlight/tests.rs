use proptest::prelude::*;

use super::*;

fn words(language: &str, text: &str) -> Vec<(String, Role)> {
    let found = highlight(language, text, &mut || true);
    found
        .within(0..text.len())
        .map(|(range, role)| (text[range].trim().to_owned(), role))
        .collect()
}

#[track_caller]
fn check(language: &str, text: &str, word: &str, role: Role) {
    let words = words(language, text);
    assert!(
        words.contains(&(word.to_owned(), role)),
        "{language}: {word} is no {role:?} in {words:?}"
    );
}

#[test]
fn words_of_common_languages_have_their_roles() {
    check("rs", "fn main() {} // go", "fn", Role::Keyword);
    check("rust", "fn main() {} // go", "main", Role::Function);
    check("rust", "fn main() {} // go", "// go", Role::Comment);
    check("js", "const a = 'b';", "const", Role::Keyword);
    check("ts", "let a: string = 'b';", "'b'", Role::Quoted);
    check("py", "def f():\n  return 12", "12", Role::Number);
    check("python", "def f():\n  return 12", "return", Role::Keyword);
    check("json", "{\"a\": \"b\"}", "\"a\"", Role::Name);
    check("json", "{\"a\": \"b\"}", "\"b\"", Role::Quoted);
    check("json5", "{a: 'b'} // c", "// c", Role::Comment);
    check("yml", "Type: AWS::S3::Bucket # b", "Type", Role::Name);
    check("yaml", "Type: a # b", "# b", Role::Comment);
    check("toml", "a = 1", "1", Role::Number);
    check("tf", "resource \"a\" \"b\" {}", "\"a\"", Role::Quoted);
    check("dockerfile", "FROM alpine", "FROM", Role::Keyword);
    check("sh", "echo \"$HOME\" # x", "# x", Role::Comment);
    check("sql", "SELECT 1 FROM t", "SELECT", Role::Keyword);
    check("diff", "-old\n+new\n", "+new", Role::Inserted);
    check("diff", "-old\n+new\n", "-old", Role::Deleted);
    check("html", "<a href=\"x\">", "href", Role::Name);
    check("jsx", "const a = <b c='d'/>;", "const", Role::Keyword);
    check("go", "type A struct {}", "struct", Role::Keyword);
    check("java", "class A {}", "class", Role::Keyword);
}

#[test]
fn every_language_that_has_a_name_has_a_grammar() {
    // Their grammars need what the pure Rust engine of expressions lacks: they stay plain.
    let plain = ["ps1", "sass", "csv"];
    let unknown: Vec<&str> = language::fences()
        .filter(|fence| !grammar::is_known(fence) && !plain.contains(fence))
        .collect();
    assert_eq!(unknown, [""; 0]);
}

#[test]
fn code_inside_a_text_is_not_the_text() {
    let words = words("js", "`a ${b + 1} c`");
    assert!(
        words.contains(&("+".to_owned(), Role::Punctuation)),
        "{words:?}"
    );
}

#[test]
fn unknown_and_plain_languages_stay_plain() {
    for language in ["", "text", "no-such-language", "output", "{", "\u{1f980}"] {
        assert_eq!(words(language, "fn main() {}"), [], "{language}");
    }
}

#[test]
fn long_code_stays_plain() {
    assert!(words("rust", &"let a = 1;\n".repeat(MOST_LINES + 1)).is_empty());
    assert!(words("rust", &format!("// {}", "a".repeat(MOST_BYTES))).is_empty());
}

#[test]
fn long_line_stays_plain_and_those_around_it_do_not() {
    let text = format!(
        "let a = 1;\nlet b = \"{}\";\nlet c = 2;\n",
        "x".repeat(2_000)
    );
    let words = words("rust", &text);
    let numbers: Vec<&str> = words
        .iter()
        .filter(|(_, role)| *role == Role::Number)
        .map(|(word, _)| word.as_str())
        .collect();
    assert_eq!(numbers, ["1", "2"]);
}

#[test]
fn stopped_reading_keeps_what_was_read() {
    let mut lines = 0;
    let found = highlight("rust", "let a = 1;\nlet b = 2;\n", &mut || {
        lines += 1;
        lines == 1
    });
    assert!(found.within(0..11).next().is_some());
    assert!(found.within(11..22).next().is_none());
}

#[test]
fn words_are_cut_to_the_piece_that_is_asked_for() {
    let found = highlight("rust", "// abc", &mut || true);
    let cut: Vec<_> = found.within(1..4).collect();
    assert_eq!(cut, [(1..4, Role::Comment)]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Whatever stands in it: words are in order, do not overlap, and begin and end at letters.
    #[test]
    fn words_are_ordered_pieces_of_the_text(
        language in prop::sample::select(vec!["rust", "js", "md", "html", "yaml", "sh", "php"]),
        text in "[a-z{}()<>\"'`$#/*\\\\\n\u{e4}\u{1f600} ]{0,200}",
    ) {
        let found = highlight(language, &text, &mut || true);
        let mut end = 0;
        for (range, _) in found.within(0..text.len()) {
            prop_assert!(range.start >= end && range.start < range.end);
            prop_assert!(text.get(range.clone()).is_some());
            end = range.end;
        }
        prop_assert!(end <= text.len());
    }
}
