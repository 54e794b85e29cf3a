use super::*;

#[test]
fn notes_pictures_and_folders_matter_and_what_programs_leave_does_not() {
    let folder = Path::new("/notes");
    let check = |path: &str, expected: u8| {
        let kind = EventKind::Modify(ModifyKind::Any);
        assert_eq!(change_in(folder, Path::new(path), kind), expected, "{path}");
    };
    check("/notes", NOTES | PICTURES | FOLDER);
    check("/notes/a.md", NOTES);
    check("/notes/deep/p.PNG", PICTURES);
    check("/notes/deep", NOTES | PICTURES);
    check("/notes/.git/index", 0);
    check("/notes/.a.md.swp", 0);
    check("/notes/a.md~", 0);
    check("/elsewhere/a.md", 0);
}

/// A watch of one folder that has looked at it once, and its calls.
fn watching(root: &Path) -> (FolderWatch, mpsc::Receiver<()>) {
    let (sender, woken) = mpsc::channel();
    let wake: Wake = Arc::new(move || {
        let _ = sender.send(());
    });
    let watch = FolderWatch::start(vec![root.to_path_buf()], Clock::System, wake).unwrap();
    watch.try_again(); // answered when it watches, or looks out for the folder
    woken.recv().unwrap();
    (watch, woken)
}

#[test]
fn change_is_seen_and_told_once() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("notes");
    std::fs::create_dir(&root).unwrap();
    let (watch, woken) = watching(&root);
    assert!(watch.take_change().is_some());
    if watch.is_blind() {
        return; // a system that grants no watches: nothing to see
    }
    std::fs::write(root.join("new.tmp"), "text").unwrap();
    std::fs::rename(root.join("new.tmp"), root.join("new.md")).unwrap();
    woken.recv().unwrap();
    assert_eq!(watch.take_change(), Some(Change { pictures: false }));
}

#[test]
fn folder_that_is_not_there_is_watched_as_soon_as_it_comes() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("notes");
    let (watch, woken) = watching(&root);
    if watch.is_blind() {
        return; // a system that grants no watches: nothing to see
    }
    std::fs::create_dir(&root).unwrap();
    woken.recv().unwrap();
    std::fs::write(root.join("a.md"), "a").unwrap();
    woken.recv().unwrap();
}

#[test]
fn folder_with_a_dot_in_its_name_is_seen_to_come_and_to_go() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("notes");
    let (here, away) = (root.join("Notes v1.2"), folder.path().join("Notes v1.2"));
    std::fs::create_dir(&root).unwrap();
    std::fs::create_dir(&away).unwrap();
    std::fs::write(away.join("a.md"), "a").unwrap();
    let (watch, woken) = watching(&root);
    if watch.is_blind() {
        return; // a system that grants no watches: nothing to see
    }
    watch.take_change();
    std::fs::rename(&away, &here).unwrap();
    woken.recv().unwrap();
    assert!(watch.take_change().is_some());
    std::fs::rename(&here, &away).unwrap();
    woken.recv().unwrap();
    assert!(watch.take_change().is_some());
}

#[test]
fn folder_that_moves_with_one_further_up_is_missed_and_another_in_its_place_watched() {
    let folder = tempfile::tempdir().unwrap();
    let (above, away) = (folder.path().join("above"), folder.path().join("away"));
    let root = above.join("between/notes");
    std::fs::create_dir_all(&root).unwrap();
    let (watch, woken) = watching(&root);
    if watch.is_blind() {
        return; // a system that grants no watches: nothing to see
    }
    watch.take_change();
    watch.prove();
    assert!(woken.recv_timeout(2 * QUIET).is_err(), "nothing is wrong");
    std::fs::rename(&above, &away).unwrap();
    watch.prove();
    woken.recv().unwrap();
    assert!(watch.take_change().is_some());
    std::fs::create_dir_all(&root).unwrap();
    watch.prove();
    woken.recv().unwrap();
    watch.take_change();
    std::fs::write(root.join("a.md"), "a").unwrap();
    woken.recv().unwrap();
    assert_eq!(watch.take_change(), Some(Change { pictures: false }));
}
