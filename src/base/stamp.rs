//! Which record of which journal, and the order in which records count.

use super::ids::DeviceId;
use super::time::Moment;

/// The order of records: by time, then device, then sequence number.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Stamp {
    /// When it happened, by the clock of the device.
    pub at: Moment,
    /// The installation that wrote it.
    pub device: DeviceId,
    /// Its number in the device's journal.
    pub seq: u64,
}

/// Which record: a device never gives a number twice.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RecordId {
    /// The installation that wrote it.
    pub device: DeviceId,
    /// Its number in the device's journal.
    pub seq: u64,
}

impl Stamp {
    /// Which record it stamps.
    pub fn id(&self) -> RecordId {
        RecordId {
            device: self.device.clone(),
            seq: self.seq,
        }
    }
}
