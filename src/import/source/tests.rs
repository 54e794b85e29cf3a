use super::*;

fn check(text: &str, expected: &[&str]) {
    let expected: Vec<PathBuf> = expected.iter().map(PathBuf::from).collect();
    assert_eq!(paths_in_text(text), expected, "{text:?}");
}

#[test]
fn pasted_paths_are_found() {
    check("/home/a/notes.md", &["/home/a/notes.md"]);
    check("  \"/home/a b/n.md\" \n\n/c\n", &["/home/a b/n.md", "/c"]);
    check("file:///home/a%20b/%C3%A9.md\r\n", &["/home/a b/é.md"]);
    check("# comment\nfile://localhost/a", &["/a"]);
    check("file:///C:/notes", &["C:/notes"]);
    check(r"C:\notes", &[r"C:\notes"]);
    check(r"\\server\share", &[r"\\server\share"]);
}

#[test]
fn pasted_prose_is_no_path() {
    check("", &[]);
    check("Read /home/a first", &[]);
    check("/home/a\nand then rest", &[]);
    check("// a comment in code", &[]);
    check("https://example.org/a.md", &[]);
    check("file://elsewhere/a.md", &[]);
    check("file:///broken%2", &[]);
}

#[test]
fn walk_lists_files_in_the_order_of_people() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["10-b.md", "9-a.MD", "deep/er/x.png", "doc.pdf"] {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::File::create(path).unwrap();
    }
    let walk = walk(folder.path(), MAX_FILES);
    let seen: Vec<_> = walk
        .found
        .iter()
        .map(|found| (found.relative.as_str(), found.kind))
        .collect();
    assert_eq!(
        seen,
        [
            ("9-a.MD", FileKind::Note),
            ("10-b.md", FileKind::Note),
            ("deep/er/x.png", FileKind::Picture),
            ("doc.pdf", FileKind::Other),
        ]
    );
}

#[test]
fn hidden_files_are_counted_and_passed_over() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join(".git")).unwrap();
    for name in [".git/HEAD.md", ".hidden.md", "seen.md"] {
        fs::File::create(folder.path().join(name)).unwrap();
    }
    let walk = walk(folder.path(), MAX_FILES);
    assert_eq!((walk.found.len(), walk.hidden), (1, 2));
}

#[test]
fn walk_stops_at_the_limit() {
    let folder = tempfile::tempdir().unwrap();
    for number in 0..5 {
        fs::File::create(folder.path().join(format!("{number}.md"))).unwrap();
    }
    let all = walk(folder.path(), 5);
    assert_eq!((all.found.len(), all.cut), (5, false));
    let some = walk(folder.path(), 3);
    assert_eq!((some.found.len(), some.cut), (3, true));
}

#[cfg(unix)]
#[test]
fn links_are_named_and_not_followed() {
    let folder = tempfile::tempdir().unwrap();
    std::os::unix::fs::symlink("/etc", folder.path().join("out")).unwrap();
    std::os::unix::fs::symlink("..", folder.path().join("round")).unwrap();
    let walk = walk(folder.path(), MAX_FILES);
    assert_eq!(walk.found.len(), 2);
    for found in walk.found {
        assert_eq!(
            found.problem.as_deref(),
            Some("it is a link; links are not followed")
        );
    }
}

#[test]
fn folder_that_cannot_be_opened_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let walk = walk(&folder.path().join("gone"), MAX_FILES);
    assert_eq!(walk.found.len(), 1);
    assert_eq!(walk.found[0].problem.as_deref(), Some("it is not there"));
}

#[test]
fn slashed_paths_stay_below_their_folder() {
    assert_eq!(slashed(Path::new("/a/../b/./c\nd.md")), "a/b/c_d.md");
}
