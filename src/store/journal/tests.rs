use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Write};

use proptest::prelude::*;
use tempfile::TempDir;

use super::read::{self, parse, union};
use super::write::{Growing, Writer, append_whole};
use super::*;

fn device(name: &str) -> DeviceId {
    DeviceId::new(name)
}

fn reviewed(card: &str) -> What {
    What::Reviewed {
        card: CardId::new(card),
        rating: Rating::Good,
        given: Given::Picks(vec![1]),
        took_ms: 5_210,
    }
}

fn moment(text: &str) -> Moment {
    Moment::try_from(text.to_owned()).unwrap()
}

struct Disk {
    folder: TempDir,
}

impl Disk {
    fn new() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
        }
    }

    fn writer(&self, name: &str, next_seq: u64) -> Writer {
        let aside = self.folder.path().join("set-aside");
        Writer::new(&self.progress(), aside, device(name), next_seq)
    }

    fn progress(&self) -> std::path::PathBuf {
        self.folder.path().join("progress")
    }

    fn records(&self) -> Vec<Record> {
        let found = read::all(&self.progress()).unwrap();
        union(
            found
                .into_iter()
                .map(|found| found.journal.unwrap().records),
        )
    }
}

#[test]
fn line_looks_as_documented() {
    let record = Record {
        at: moment("2026-11-23T17:04:05.123Z"),
        device: device("d-1"),
        seq: 17,
        what: reviewed("s3/storage-classes#gir-minimum"),
    };
    let text = line::encode(&record).unwrap();
    let (sum, rest) = text.split_at(8);
    assert_eq!(
        rest,
        " (seq:17,at:\"2026-11-23T17:04:05.123Z\",what:Reviewed(card:\"s3/storage-classes#gir-minimum\",rating:Good,given:[1],took_ms:5210))\n"
    );
    assert_eq!(
        sum,
        format!("{:08x}", crc32fast::hash(rest.trim().as_bytes()))
    );
    assert_eq!(
        line::decode(text.trim_end().as_bytes(), &device("d-1")),
        Some(record)
    );
}

#[test]
fn journal_begins_with_format_device_and_time() {
    let disk = Disk::new();
    let mut writer = disk.writer("d-1", 1);
    writer
        .append(reviewed("a#1"), Moment::from_millis(0))
        .unwrap();
    let text = fs::read_to_string(writer.path()).unwrap();
    assert_eq!(
        text.lines().next().unwrap(),
        "(format:\"nephoscope-journal\",version:1,device:\"d-1\",began:\"1970-01-01T00:00:00.000Z\")"
    );
    assert_eq!(text.lines().count(), 2);
}

#[test]
fn kind_of_a_newer_program_is_kept_and_does_not_disturb() {
    let text =
        "(seq:1,at:\"2026-11-23T17:04:05.123Z\",mood:\"fine\",what:Sang(song: \"é, )\", loud: 3))";
    let line = format!("{:08x} {text}", crc32fast::hash(text.as_bytes()));
    let record = line::decode(line.as_bytes(), &device("d-1")).unwrap();
    assert_eq!(record.seq, 1);
    assert_eq!(
        record.what,
        What::FromNewer("Sang(song: \"é, )\", loud: 3)".to_owned())
    );
}

#[test]
fn damaged_line_in_the_middle_is_named_and_the_rest_read() {
    let disk = Disk::new();
    let mut writer = disk.writer("d-1", 1);
    for card in ["a#1", "a#2", "a#3"] {
        writer
            .append(reviewed(card), Moment::from_millis(0))
            .unwrap();
    }
    let text = fs::read_to_string(writer.path())
        .unwrap()
        .replace("a#2", "a#9");
    let journal = parse(text.as_bytes(), &device("x"));
    assert_eq!(journal.records.len(), 2);
    assert_eq!(journal.damaged.len(), 1);
    assert_eq!(journal.damaged[0].line, 3);
    assert_eq!(journal.torn, None);
}

#[test]
fn damaged_first_line_leaves_the_device_to_the_files_name() {
    let disk = Disk::new();
    let mut writer = disk.writer("d-1", 1);
    let record = writer
        .append(reviewed("a#1"), Moment::from_millis(0))
        .unwrap();
    let text = fs::read_to_string(writer.path())
        .unwrap()
        .replace("format", "fromat");
    fs::write(disk.progress().join("d-1 (conflicted copy).journal"), text).unwrap();
    fs::remove_file(writer.path()).unwrap();
    assert_eq!(disk.records(), [record]);
}

#[test]
fn conflict_copies_and_line_ends_of_git_are_just_more_input() {
    let disk = Disk::new();
    let mut writer = disk.writer("d-1", 1);
    let first = writer
        .append(reviewed("a#1"), Moment::from_millis(1))
        .unwrap();
    let before = fs::read_to_string(writer.path()).unwrap();
    let second = writer
        .append(reviewed("a#2"), Moment::from_millis(2))
        .unwrap();
    let copy = before.replace('\n', "\r\n") + "<<<<<<< HEAD\n";
    fs::write(
        disk.progress().join("d-1.sync-conflict-20261123.journal"),
        copy,
    )
    .unwrap();
    let other = disk
        .writer("d-0", 1)
        .append(reviewed("a#3"), Moment::from_millis(1))
        .unwrap();
    fs::write(disk.progress().join("notes.txt"), "not a journal").unwrap();
    assert_eq!(disk.records(), [other, first, second]);
}

#[test]
fn record_is_never_appended_to_a_torn_line() {
    let disk = Disk::new();
    let mut writer = disk.writer("d-1", 1);
    let first = writer
        .append(reviewed("a#1"), Moment::from_millis(0))
        .unwrap();
    let whole = fs::read(writer.path()).unwrap();
    fs::write(writer.path(), [&whole[..], b"0123abcd (seq:2,a"].concat()).unwrap();
    let third = writer
        .append(reviewed("a#3"), Moment::from_millis(3))
        .unwrap();
    assert_eq!(disk.records(), [first, third]);
    let aside: Vec<_> = fs::read_dir(disk.folder.path().join("set-aside"))
        .unwrap()
        .map(|entry| fs::read_to_string(entry.unwrap().path()).unwrap())
        .collect();
    assert_eq!(aside, ["0123abcd (seq:2,a"]);
}

/// A disk with room for so many bytes.
struct SmallDisk {
    bytes: Vec<u8>,
    capacity: usize,
}

impl Write for SmallDisk {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let fits = bytes.len().min(self.capacity - self.bytes.len());
        if fits == 0 {
            return Err(io::ErrorKind::StorageFull.into());
        }
        self.bytes.extend(&bytes[..fits]);
        Ok(fits)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Growing for SmallDisk {
    fn size(&self) -> io::Result<u64> {
        Ok(self.bytes.len() as u64)
    }

    fn cut(&mut self, size: u64) -> io::Result<()> {
        self.bytes.truncate(size as usize);
        Ok(())
    }

    fn sync(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn full_disk_leaves_the_file_as_it_was() {
    let mut disk = SmallDisk {
        bytes: b"whole\n".to_vec(),
        capacity: 10,
    };
    let error = append_whole(&mut disk, b"too long for it\n").unwrap_err();
    assert_eq!(error.kind(), io::ErrorKind::StorageFull);
    assert_eq!(disk.bytes, b"whole\n");
    append_whole(&mut disk, b"fit\n").unwrap();
    assert_eq!(disk.bytes, b"whole\nfit\n");
}

#[cfg(target_os = "linux")]
#[test]
fn writer_on_a_full_disk_fails_and_does_not_count() {
    let disk = Disk::new();
    fs::create_dir_all(disk.progress()).unwrap();
    let mut writer = disk.writer("d-1", 1);
    std::os::unix::fs::symlink("/dev/full", writer.path()).unwrap();
    let error = writer
        .append(reviewed("a#1"), Moment::from_millis(0))
        .unwrap_err();
    assert_eq!(error.kind(), io::ErrorKind::StorageFull);
    fs::remove_file(writer.path()).unwrap();
    let record = writer
        .append(reviewed("a#1"), Moment::from_millis(0))
        .unwrap();
    assert_eq!(record.seq, 1);
}

fn any_given() -> impl Strategy<Value = Given> {
    prop_oneof![
        prop::collection::vec(0..9_usize, 0..4).prop_map(Given::Picks),
        any::<String>().prop_map(Given::Text),
        Just(Given::Text("[1]".to_owned())),
    ]
}

fn any_what() -> impl Strategy<Value = What> {
    prop_oneof![
        ("\\PC{0,12}", any::<u64>(), any_given()).prop_map(|(card, took_ms, given)| {
            What::Reviewed {
                card: CardId::new(card),
                rating: Rating::Hard,
                given,
                took_ms,
            }
        }),
        (any::<String>(), any::<String>()).prop_map(|(note, section)| What::SectionRead {
            note: NoteId::new(note),
            section,
        }),
        (0..9_u64).prop_map(|seq| What::Undone {
            device: DeviceId::new("d-0"),
            seq,
        }),
    ]
}

fn any_record() -> impl Strategy<Value = Record> {
    (0..4_i64, 0..3_u8, 1..9_u64, any_what()).prop_map(|(at, name, seq, what)| Record {
        at: Moment::from_millis(at),
        device: device(&format!("d-{name}")),
        seq,
        what,
    })
}

/// The bytes of a journal, and where each line ends.
fn journal_of(whats: &[What]) -> (Vec<Record>, Vec<u8>) {
    let mut text = line::Header::new(device("d-1"), Moment::from_millis(0))
        .encode()
        .unwrap();
    let records: Vec<Record> = whats
        .iter()
        .zip(1_u64..)
        .map(|(what, seq)| Record {
            at: Moment::from_millis(seq as i64),
            device: device("d-1"),
            seq,
            what: what.clone(),
        })
        .collect();
    for record in &records {
        text += &line::encode(record).unwrap();
    }
    (records, text.into_bytes())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn every_record_is_read_as_it_was_written(record in any_record()) {
        let text = line::encode(&record).unwrap();
        prop_assert_eq!(text.matches('\n').count(), 1);
        let line = text.strip_suffix('\n').unwrap();
        prop_assert_eq!(line::decode(line.as_bytes(), &record.device), Some(record));
    }

    #[test]
    fn union_knows_no_order_and_counts_once(
        left in prop::collection::vec(any_record(), 0..12),
        right in prop::collection::vec(any_record(), 0..12),
    ) {
        let both = union([left.clone(), right.clone()]);
        prop_assert_eq!(&both, &union([right.clone(), left.clone()]));
        prop_assert_eq!(&both, &union([both.clone(), left.clone(), right.clone(), both.clone()]));
        let distinct: BTreeSet<_> = left.into_iter().chain(right).collect();
        prop_assert_eq!(both, distinct.into_iter().collect::<Vec<_>>());
    }

    #[test]
    fn cut_anywhere_costs_at_most_the_torn_record(
        whats in prop::collection::vec(any_what(), 1..5),
        place in any::<prop::sample::Index>(),
    ) {
        let (records, bytes) = journal_of(&whats);
        let cut = place.index(bytes.len() + 1);
        let left = &bytes[..cut];
        let whole_lines = left.split(|byte| *byte == b'\n').count() - 1;
        let journal = parse(left, &device("d-1"));
        let safe = whole_lines.saturating_sub(1);
        prop_assert!(journal.records.len() >= safe);
        prop_assert_eq!(&journal.records[..], &records[..journal.records.len()]);
        prop_assert!(journal.damaged.is_empty());

        let disk = Disk::new();
        let mut writer = disk.writer("d-1", 99);
        fs::create_dir_all(disk.progress()).unwrap();
        fs::write(writer.path(), left).unwrap();
        let next = writer.append(reviewed("after#cut"), Moment::from_millis(99)).unwrap();
        let mut expected = journal.records;
        expected.push(next);
        prop_assert_eq!(disk.records(), expected);
    }

    #[test]
    fn noise_is_survived(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let (records, mut journal) = journal_of(&[reviewed("a#1")]);
        journal.extend(bytes);
        prop_assert_eq!(&parse(&journal, &device("x")).records[..], &records[..]);
    }
}

#[test]
fn many_records_are_written_at_once_and_counted_on() {
    let disk = Disk::new();
    let mut writer = disk.writer("d", 1);
    let all = vec![reviewed("a#1"), reviewed("a#2")];
    let written = writer.append_all(all, Moment::from_millis(0)).unwrap();
    let last = writer
        .append(reviewed("a#3"), Moment::from_millis(1))
        .unwrap();
    assert_eq!(last.seq, 3);
    let read: Vec<u64> = disk.records().iter().map(|record| record.seq).collect();
    assert_eq!(read, [1, 2, 3]);
    assert_eq!(written.len(), 2);
}
