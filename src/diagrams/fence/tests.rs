//! Fences and links, read and written.

use proptest::prelude::*;

use super::*;

fn messages(body: &str) -> Vec<(usize, String)> {
    read_fence("s3-lifecycle", body)
        .unwrap()
        .issues
        .into_iter()
        .map(|issue| (issue.line, issue.message))
        .collect()
}

#[test]
fn fence_takes_preset_values_and_comments() {
    let read = read_fence(
        "s3-lifecycle",
        "# many small logs\nsize = 20 KB\n\npreset = access-logs\nstep = 31\n",
    )
    .unwrap();
    assert_eq!(read.issues, []);
    assert_eq!(read.step, 31);
    assert_eq!(read.params.number("size"), 20 * 1024);
    assert_eq!(read.params.choice("move-1"), "standard-ia");
}

#[test]
fn endless_fence_is_read_to_a_limit() {
    let lines = (0..100_000).map(|at| format!("key-{at} = 1\n"));
    let found = messages(&lines.collect::<String>());
    assert_eq!(found.len(), MOST_LINES + 1);
    let last = "this line and those below are not read; 500 are".to_owned();
    assert_eq!(found.last(), Some(&(MOST_LINES + 1, last)));
    let found = messages(&"x".repeat(1 << 20));
    assert!(
        found[0].1.ends_with("more characters)"),
        "{}",
        found[0].1.len()
    );
}

#[test]
fn issue_names_its_line_what_is_allowed_and_the_nearest() {
    let found = messages("clas = standard\nclass = standard-ai\npreset = access-log\nhello\n");
    let lines: Vec<_> = found.iter().map(|(line, _)| *line).collect();
    assert_eq!(lines, [1, 2, 3, 4]);
    assert!(found[0].1.contains("did you mean \"class\"?"));
    assert!(found[1].1.contains("did you mean \"standard-ia\"?"));
    assert!(found[2].1.contains("did you mean \"access-logs\"?"));
    assert!(found[2].1.contains("allowed: access-logs, "));
    assert!(found[3].1.contains("key = value"));
}

#[test]
fn good_lines_are_taken_beside_bad_ones() {
    let read = read_fence("s3-lifecycle", "nonsense = 1\nobjects = 7\n").unwrap();
    assert_eq!(read.issues.len(), 1);
    assert_eq!(read.params.number("objects"), 7);
}

#[test]
fn key_set_twice_is_an_issue() {
    assert_eq!(
        messages("objects = 7\nobjects = 8\n"),
        [(2, "\"objects\" is already set above".to_owned())]
    );
}

#[test]
fn words_after_the_kind_are_an_issue_of_the_fence_line() {
    let read = read_fence("s3-lifecycle access-logs", "").unwrap();
    assert_eq!(read.issues[0].line, 0);
}

#[test]
fn unknown_kind_is_an_error() {
    assert!(read_fence("s3-livecycle", "").is_err());
    assert!(matches!(
        read_link("diagram:nothing-like-it?x=1"),
        Err(LinkError::Kind(_))
    ));
    assert!(matches!(
        read_link("https://example.com"),
        Err(LinkError::Scheme { .. })
    ));
}

#[test]
fn link_cites_values_and_step() {
    let read = read_link("diagram:s3-lifecycle?class=standard-ia&size=20%20KB&step=94").unwrap();
    assert_eq!(read.issues, []);
    assert_eq!(read.params.choice("class"), "standard-ia");
    assert_eq!(read.params.number("size"), 20 * 1024);
    assert_eq!(read.step, 94);
    assert_eq!(
        write_link(read.kind, &read.params, read.step),
        "diagram:s3-lifecycle?size=20%20KB&class=standard-ia&step=94"
    );
}

#[test]
fn link_to_a_preset_is_written_by_its_name() {
    let read = read_link("diagram:s3-lifecycle?preset=tiny-objects").unwrap();
    assert_eq!(
        write_link(read.kind, &read.params, 3),
        "diagram:s3-lifecycle?preset=tiny-objects&step=3"
    );
}

#[test]
fn percent_sequences_are_decoded_and_damage_is_kept() {
    for (written, read) in [
        ("20%20KB", "20 KB"),
        ("20+KB", "20 KB"),
        ("%C3%A9", "é"),
        ("100%", "100%"),
        ("%zz", "%zz"),
    ] {
        assert_eq!(percent_decode(written), read);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn encoded_text_decodes_to_itself(text in ".{0,24}") {
        let mut encoded = String::new();
        percent_encode(&text, &mut encoded);
        prop_assert_eq!(percent_decode(&encoded), text);
    }

    #[test]
    fn any_link_reads_without_panic(rest in ".{0,40}") {
        let _ = read_link(&format!("diagram:s3-lifecycle?{rest}"));
        let _ = read_fence("s3-lifecycle", &rest);
    }
}
