use super::*;

fn check(bytes: &[u8], text: &str, from: Option<&str>) {
    let converted = decode(bytes.to_vec()).unwrap();
    assert_eq!((converted.text.as_str(), converted.from), (text, from));
    assert!(!converted.lossy);
}

#[test]
fn encodings_are_recognized() {
    check("Grüße".as_bytes(), "Grüße", None);
    check("\u{feff}Grüße".as_bytes(), "Grüße", None);
    check(b"\xff\xfeG\0r\0\xfc\0", "Grü", Some("UTF-16LE"));
    check(b"\xfe\xff\0G\0r\0\xfc", "Grü", Some("UTF-16BE"));
    check(
        b"Viele Gr\xfc\xdfe aus M\xfcnchen \x96 bis bald!",
        "Viele Grüße aus München – bis bald!",
        Some("Windows-1252"),
    );
    let (russian, _, _) = encoding_rs::WINDOWS_1251.encode("Привет, как твои дела сегодня?");
    check(
        &russian,
        "Привет, как твои дела сегодня?",
        Some("Windows-1251"),
    );
    check(b"", "", None);
}

#[test]
fn bytes_without_meaning_are_admitted() {
    let converted = decode(b"\xff\xfeG\0\x00\xd8".to_vec()).unwrap();
    assert!(converted.lossy);
    assert!(decode(b"\xef\xbb\xbfok \xff".to_vec()).unwrap().lossy);
}

#[test]
fn damaged_byte_does_not_make_another_encoding_of_utf8() {
    let check = |bytes: &[u8], text: &str| {
        let converted = decode(bytes.to_vec()).unwrap();
        assert_eq!((converted.text.as_str(), converted.from), (text, None));
        assert!(converted.lossy);
    };
    check(b"\xc3\xa9 \xc3\xa0 \xe2\x82\xac\xff", "é à €\u{fffd}");
    check(&"Привет".as_bytes()[..11], "Приве\u{fffd}");
}

#[test]
fn few_whole_signs_among_many_others_are_chance() {
    let (russian, _, _) = encoding_rs::WINDOWS_1251.encode("Привет, как твои дела сегодня?");
    let bytes = [&russian, "é".as_bytes()].concat();
    assert_eq!(decode(bytes).unwrap().from, Some("Windows-1251"));
    let (chinese, _, _) = encoding_rs::GBK.encode("北京是中华人民共和国的首都，历史悠久。");
    assert_eq!(decode(chinese.to_vec()).unwrap().from, Some("GBK"));
}

#[test]
fn binary_is_refused() {
    let reason = decode(b"\x7fELF\x02\x01\0\0".to_vec()).unwrap_err();
    assert_eq!(reason, "it is not text (it contains zero bytes)");
}

#[test]
fn large_file_is_refused_unread() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("large.md");
    File::create(&path).unwrap().set_len(200 << 20).unwrap();
    assert_eq!(
        read_note(&path).unwrap_err(),
        "it is 200 MB; files up to 100 MB are read"
    );
}

#[test]
fn folder_is_no_note() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(
        read_note(folder.path()).unwrap_err(),
        "it is not a file that can be read"
    );
}

#[test]
fn hash_is_that_of_the_published_function() {
    assert_eq!(ContentHash::of(b""), ContentHash(0xcbf2_9ce4_8422_2325));
    assert_eq!(ContentHash::of(b"a"), ContentHash(0xaf63_dc4c_8601_ec8c));
}
