//! Pictures that stand in the text itself: `data:image/png;base64,…`.

use super::place::percent_decoded;
use super::too_large;

/// Whether a destination is such a picture.
pub(super) fn is_one(destination: &str) -> bool {
    destination
        .get(..5)
        .is_some_and(|scheme| scheme.eq_ignore_ascii_case("data:"))
}

/// Its bytes.
pub(super) fn bytes(destination: &str) -> Result<Vec<u8>, String> {
    let broken = || "The picture in the text is cut off or damaged".to_owned();
    if let Some(reason) = too_large(destination.len() as u64) {
        return Err(reason);
    }
    let (about, data) = destination.split_once(',').ok_or_else(broken)?;
    let bytes = percent_decoded(data);
    let is_base64 = about
        .rsplit(';')
        .next()
        .is_some_and(|last| last.trim().eq_ignore_ascii_case("base64"));
    if is_base64 {
        from_base64(&bytes).ok_or_else(broken)
    } else {
        Ok(bytes)
    }
}

/// Both alphabets, with or without padding; white space is passed over.
fn from_base64(text: &[u8]) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    let (mut bits, mut count) = (0_u32, 0_u32);
    for byte in text.iter().filter(|byte| !byte.is_ascii_whitespace()) {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            b'=' => break,
            _ => return None,
        };
        bits = (bits << 6 | u32::from(value)) & 0x00ff_ffff;
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push((bits >> count) as u8);
        }
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_and_plain_data_are_read() {
        assert_eq!(
            bytes("data:image/png;base64,aGVsbG8=").as_deref(),
            Ok(&b"hello"[..])
        );
        assert_eq!(bytes("DATA:;base64,aGVs bG8").as_deref(), Ok(&b"hello"[..]));
        assert_eq!(
            bytes("data:image/svg+xml,%3Csvg/%3E").as_deref(),
            Ok(&b"<svg/>"[..])
        );
    }

    #[test]
    fn damaged_data_is_refused() {
        assert!(bytes("data:image/png;base64").is_err());
        assert!(bytes("data:image/png;base64,\u{e4}\u{f6}").is_err());
    }
}
