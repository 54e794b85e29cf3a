use super::*;
use proptest::prelude::*;

/// A clause in short: `a b` words, `"a b"` quoted, `a…` open, `in:a`, `is:question`, `-` excluded.
fn short(clause: &Clause) -> String {
    let wanted = match &clause.wanted {
        Wanted::Words {
            words,
            quoted,
            open,
        } => {
            let quote = if *quoted { "\"" } else { "" };
            let more = if *open { "…" } else { "" };
            format!("{quote}{}{more}{quote}", words.join("+"))
        }
        Wanted::In(words) => format!("in:{}", words.join("+")),
        Wanted::Is(kind) => format!("is:{kind:?}"),
    };
    format!("{}{wanted}", if clause.excluded { "-" } else { "" })
}

fn check(text: &str, expected: &[&str]) {
    let clauses: Vec<String> = Query::parse(text).clauses.iter().map(short).collect();
    assert_eq!(clauses, expected, "{text}");
}

#[test]
fn words_are_all_wanted_and_the_last_may_go_on() {
    check("Visibility time", &["visibility", "time…"]);
    check("visibility timeout ", &["visibility", "timeout"]);
    check("", &[]);
    check(" \t ", &[]);
}

#[test]
fn what_is_written_together_is_wanted_together() {
    check("s3:GetObject now ", &["s3+getobject", "now"]);
    check("visibility-time", &["visibility+time…"]);
    check("東京 ", &["東+京"]);
}

#[test]
fn quotes_make_a_phrase_of_any_kind_and_need_no_end() {
    check("\"at least once\" x ", &["\"at+least+once\"", "x"]);
    check("\u{201c}at least\u{201d}", &["\"at+least\""]);
    check("\u{201e}dead letter\u{201c}", &["\"dead+letter\""]);
    check("\"at le", &["\"at+le…\""]);
    check("\"at le ", &["\"at+le\""]);
    check("a\"b c\"d ", &["a", "\"b+c\"", "d"]);
    check("\"\" \"", &[]);
}

#[test]
fn dash_excludes_and_is_harmless_elsewhere() {
    check("queue -lambda", &["queue", "-lambda"]);
    check("queue -\"dead letter\"", &["queue", "-\"dead+letter\""]);
    check("-is:question -in:sqs a ", &["-is:Question", "-in:sqs", "a"]);
    check("a - b --c ", &["a", "b", "c"]);
    check("-", &[]);
}

#[test]
fn operators_name_chapter_and_kind() {
    check(
        "in:sqs IN:\"Load Balancing\"",
        &["in:sqs", "in:load+balancing"],
    );
    check(
        "is:question is:diagrams is:q is:text",
        &["is:Question", "is:Diagram", "is:Question", "is:Text"],
    );
}

#[test]
fn what_is_no_operator_is_words() {
    check("is:blue ", &["is+blue"]);
    check("in: ", &["in"]);
    check("inn:sqs ", &["inn+sqs"]);
    check("AND OR (a:b) ", &["and", "or", "a+b"]);
    check("C++ \\ * ? ~2 ^ [a TO b} ", &["c", "2", "a", "to", "b"]);
}

#[test]
fn operator_that_is_not_understood_is_told() {
    let unclear = |text: &str| Query::parse(text).unclear;
    assert_eq!(
        unclear("queue is:foo "),
        Some(Unclear::Is("foo".to_owned()))
    );
    assert_eq!(unclear("is:"), Some(Unclear::Is(String::new())));
    assert_eq!(unclear("in: queue"), Some(Unclear::In));
    assert_eq!(unclear("in:sqs is:q inn:x"), None);
}

#[test]
fn only_exclusions_ask_for_nothing() {
    assert!(Query::parse("-a -in:b").is_empty());
    assert!(!Query::parse("is:question").is_empty());
    assert!(Query::parse("\"a b\"").has_operators());
    assert!(!Query::parse("a-b c").has_operators());
}

proptest! {
    #[test]
    fn any_text_is_a_query(text in any::<String>()) {
        prop_assert!(reads(&text));
    }

    #[test]
    fn any_mix_of_operators_is_a_query(text in "[-\"“” a-cé:isn_.]{0,24}") {
        prop_assert!(reads(&text));
    }
}

fn reads(text: &str) -> bool {
    let query = Query::parse(text);
    let mut texts = query
        .clauses
        .iter()
        .flat_map(|clause| match &clause.wanted {
            Wanted::Words { words, .. } | Wanted::In(words) => words.clone(),
            Wanted::Is(_) => vec!["kind".to_owned()],
        });
    query.clauses.len() <= text.len() && texts.all(|word| !word.is_empty())
}
