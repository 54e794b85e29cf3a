//! The name of this installation, made once.
//!
//! It names the journal that only this installation writes. A data folder that two machines share
//! holds one name for each machine, so that they never write to the same journal. A machine that
//! does not tell its name shares the entry `this-machine`; then a sync program's conflict copies
//! keep both sides' records all the same.

use std::fs;
use std::io;

use super::atomic::{self, Former};
use super::paths::Paths;
use crate::base::ids::DeviceId;
use crate::base::text::slug;

/// What a new name is made from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeviceSeed {
    /// Anything that differs between installations: time and process, mixed.
    pub random: u64,
    /// What the machine calls itself; see [`machine_name`].
    pub machine: Option<String>,
}

/// The machine's name: what the caller found in the environment (`COMPUTERNAME`, `HOSTNAME`), or
/// else what the system keeps in `/etc/hostname`.
pub fn machine_name(from_environment: Option<String>) -> Option<String> {
    from_environment
        .or_else(|| fs::read_to_string("/etc/hostname").ok())
        .map(|name| slug(&name))
        .filter(|name| !name.is_empty())
}

/// Reads this machine's device name, or makes it: `d-7f3a91c2`. It is saved if `writable`.
pub fn identify(paths: &Paths, seed: &DeviceSeed, writable: bool) -> io::Result<DeviceId> {
    let machine = seed
        .machine
        .as_deref()
        .map(slug)
        .filter(|name| !name.is_empty())
        .unwrap_or_else(|| "this-machine".to_owned());
    let file = paths.devices().join(machine);
    match fs::read_to_string(&file) {
        Ok(text) if is_device(text.trim()) => return Ok(DeviceId::new(text.trim())),
        Err(error) if error.kind() != io::ErrorKind::NotFound && writable => return Err(error),
        _ => {}
    }
    let device = unsaved(seed);
    if writable {
        atomic::replace(&file, &format!("{device}\n"), Former::Drop)?;
    }
    Ok(device)
}

/// The name that `seed` gives, not saved anywhere.
pub fn unsaved(seed: &DeviceSeed) -> DeviceId {
    let mut random = fastrand::Rng::with_seed(seed.random);
    DeviceId::new(format!("d-{:08x}", random.u32(..)))
}

fn is_device(text: &str) -> bool {
    text.strip_prefix("d-").is_some_and(|rest| {
        (1..=64).contains(&rest.len())
            && rest
                .chars()
                .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seed(random: u64, machine: &str) -> DeviceSeed {
        DeviceSeed {
            random,
            machine: Some(machine.to_owned()),
        }
    }

    #[test]
    fn device_keeps_its_name_whatever_the_next_seed() {
        let folder = tempfile::tempdir().unwrap();
        let paths = Paths::at(folder.path());
        let first = identify(&paths, &seed(1, "Desk"), true).unwrap();
        assert_eq!(identify(&paths, &seed(2, "desk"), true).unwrap(), first);
        assert!(is_device(first.as_str()), "{first}");
    }

    #[test]
    fn machines_that_share_a_folder_have_names_of_their_own() {
        let folder = tempfile::tempdir().unwrap();
        let paths = Paths::at(folder.path());
        let desk = identify(&paths, &seed(1, "desk"), true).unwrap();
        let laptop = identify(&paths, &seed(2, "laptop"), true).unwrap();
        assert_ne!(desk, laptop);
    }

    #[test]
    fn reader_leaves_no_trace() {
        let folder = tempfile::tempdir().unwrap();
        let paths = Paths::at(folder.path());
        identify(&paths, &seed(1, "desk"), false).unwrap();
        assert!(!paths.devices().exists());
    }

    #[test]
    fn damaged_name_is_made_anew() {
        let folder = tempfile::tempdir().unwrap();
        let paths = Paths::at(folder.path());
        atomic::replace(&paths.devices().join("desk"), "../evil", Former::Drop).unwrap();
        let device = identify(&paths, &seed(1, "desk"), true).unwrap();
        assert!(is_device(device.as_str()));
    }
}
