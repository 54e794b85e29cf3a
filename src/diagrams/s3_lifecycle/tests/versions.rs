//! Old versions, delete markers, and suspended versioning.

use super::{old_versions, preset, run};

#[test]
fn expiration_in_a_versioned_bucket_only_hides() {
    let run = preset("versioned-expiry");
    assert_eq!(run.day(60).markers, 100_000);
    assert_eq!(run.day(60).current(), 0);
    assert_eq!(old_versions(run.day(60)), 100_000);
    assert_eq!(old_versions(run.day(149)), 100_000);
    assert_eq!(run.day(150).standing(), 0);
    assert_eq!(run.day(200).markers, 100_000, "no rule removes the markers");
}

#[test]
fn lone_delete_markers_go_the_day_after_the_last_version() {
    let run = preset("lone-delete-markers");
    assert_eq!(run.day(59).markers, 100_000);
    assert_eq!(run.day(60).standing(), 0);
    assert_eq!(run.day(60).markers, 100_000);
    assert_eq!(run.day(61).markers, 0);
}

#[test]
fn newest_old_versions_are_kept() {
    let run = run(&[
        ("objects", "1"),
        ("versioning", "enabled"),
        ("overwrite", "1"),
        ("old-expire", "5"),
        ("old-keep", "20"),
        ("days", "60"),
    ]);
    let old: Vec<u64> = run.days.iter().map(old_versions).collect();
    assert_eq!(old[20], 20, "fewer than the kept ones: all stay");
    assert!(
        old[30..].iter().all(|count| (20..=21).contains(count)),
        "{old:?}"
    );
}

#[test]
fn old_versions_go_after_their_days() {
    let run = run(&[
        ("objects", "3"),
        ("versioning", "enabled"),
        ("overwrite", "10"),
        ("old-expire", "15"),
        ("days", "40"),
    ]);
    let old: Vec<u64> = [9, 10, 20, 24, 25, 30]
        .map(|day| old_versions(run.day(day)))
        .to_vec();
    assert_eq!(old, [0, 3, 6, 6, 3, 6]);
}

#[test]
fn null_versions_replace_each_other_while_the_first_stays() {
    let run = preset("suspended-versioning");
    assert_eq!(old_versions(run.day(20)), 100_000);
    assert_eq!(
        old_versions(run.day(40)),
        100_000,
        "the null version left nothing"
    );
    assert_eq!(old_versions(run.day(65)), 0);
    assert_eq!(
        run.day(65).removed_old,
        100_000,
        "null versions were never old"
    );
}

#[test]
fn delete_of_a_null_version_leaves_a_marker_that_waits_for_the_first_version() {
    let run = run(&[
        ("versioning", "suspended"),
        ("overwrite", "20"),
        ("delete-day", "30"),
        ("old-expire", "45"),
        ("marker-cleanup", "yes"),
        ("days", "100"),
    ]);
    assert_eq!(run.day(30).current(), 0);
    assert_eq!(old_versions(run.day(30)), 1_000_000);
    assert_eq!(run.day(65).markers, 1_000_000);
    assert_eq!(run.day(66).markers, 0);
}
