//! The storage classes as data: prices, minimums, what each is good for, and the waterfall.
//!
//! Source: the S3 User Guide, "Transitioning objects using Amazon S3 Lifecycle" and the table of
//! storage classes; list prices of us-east-1, first tier, for illustration. Express One Zone and
//! the legacy Reduced Redundancy class are left out: no lifecycle transition touches them.

use super::money::{Money, NanoDollars};

/// Smallest size that the infrequent-access classes bill, that Intelligent-Tiering watches,
/// and that lifecycle rules move by default.
pub(super) const SMALL: u64 = 128 << 10;
/// Index and metadata of an archived object at the archive's own price.
const ARCHIVE_INDEX: u64 = 32 << 10;
/// Name and metadata of an archived object at the price of Standard.
const ARCHIVE_NAME: u64 = 8 << 10;
/// Intelligent-Tiering watches a thousand objects for a month at this price.
const MONITORING: NanoDollars = 2_500_000;

/// A storage class; the order is that of the waterfall.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Class {
    Standard,
    StandardIa,
    IntelligentTiering,
    OneZoneIa,
    GlacierInstant,
    GlacierFlexible,
    DeepArchive,
}

/// An access tier of Intelligent-Tiering, from warm to cold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Tier {
    Frequent,
    Infrequent,
    ArchiveInstant,
    Archive,
    DeepArchive,
}

/// What is known of a class.
pub(super) struct Traits {
    /// In fences and links.
    pub key: &'static str,
    /// On screen.
    pub label: &'static str,
    /// Days that are billed at least.
    pub min_days: u32,
    /// Dollars per GB-month.
    pub storage: NanoDollars,
    /// Dollars per thousand uploads straight into it.
    pub put: NanoDollars,
    /// Dollars per thousand reads, restore requests included.
    pub read: NanoDollars,
    /// Dollars per GB read (archives: Standard retrieval).
    pub retrieval: NanoDollars,
    /// Dollars per thousand transitions into it.
    pub transition: NanoDollars,
    /// Availability, zones, first byte.
    pub summary: &'static str,
}

impl Class {
    /// All, from the top of the waterfall.
    pub(super) const ALL: [Self; 7] = [
        Self::Standard,
        Self::StandardIa,
        Self::IntelligentTiering,
        Self::OneZoneIa,
        Self::GlacierInstant,
        Self::GlacierFlexible,
        Self::DeepArchive,
    ];

    /// The class that a fence names.
    pub(super) fn from_key(key: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|class| class.traits().key == key)
    }

    /// Its name on screen.
    pub(super) fn label(self) -> &'static str {
        self.traits().label
    }

    /// Whether a lifecycle rule may move an object from here to `target`: any step down the
    /// waterfall but One Zone-IA to Glacier Instant.
    pub(super) fn may_move_to(self, target: Self) -> bool {
        target > self && (self, target) != (Self::OneZoneIa, Self::GlacierInstant)
    }

    /// The two classes that objects may enter only after 30 days.
    pub(super) fn is_infrequent_access(self) -> bool {
        matches!(self, Self::StandardIa | Self::OneZoneIa)
    }

    /// The two classes whose objects must be restored before they can be read.
    pub(super) fn is_archive(self) -> bool {
        matches!(self, Self::GlacierFlexible | Self::DeepArchive)
    }

    /// Bytes billed at the class's own price for an object of `size`.
    pub(super) fn billed_bytes(self, size: u64) -> u64 {
        match self {
            Self::StandardIa | Self::OneZoneIa | Self::GlacierInstant => size.max(SMALL),
            Self::GlacierFlexible | Self::DeepArchive => size + ARCHIVE_INDEX,
            Self::Standard | Self::IntelligentTiering => size,
        }
    }

    /// The charge for `count` objects that leave after `days_inside`; nothing when the minimum
    /// is over. `price × billed GB × missing days / 30`.
    pub(super) fn early_fee(self, size: u64, count: u64, days_inside: u32) -> Money {
        let missing = self.traits().min_days.saturating_sub(days_inside);
        let bytes = u128::from(self.billed_bytes(size)) * u128::from(count);
        Money::storage(bytes, self.traits().storage, missing)
    }

    /// The charge for reading `count` objects of `size` in full.
    pub(super) fn read_cost(self, size: u64, count: u64) -> Money {
        let traits = self.traits();
        Money::requests(count, traits.read)
            + Money::retrieval(u128::from(size) * u128::from(count), traits.retrieval)
    }

    /// What is known of it.
    pub(super) fn traits(self) -> &'static Traits {
        match self {
            Self::Standard => &STANDARD,
            Self::StandardIa => &STANDARD_IA,
            Self::IntelligentTiering => &INTELLIGENT_TIERING,
            Self::OneZoneIa => &ONE_ZONE_IA,
            Self::GlacierInstant => &GLACIER_INSTANT,
            Self::GlacierFlexible => &GLACIER_FLEXIBLE,
            Self::DeepArchive => &DEEP_ARCHIVE,
        }
    }
}

impl Tier {
    /// Its name on screen.
    pub(super) fn label(self) -> &'static str {
        match self {
            Self::Frequent => "Frequent Access",
            Self::Infrequent => "Infrequent Access",
            Self::ArchiveInstant => "Archive Instant Access",
            Self::Archive => "Archive Access",
            Self::DeepArchive => "Deep Archive Access",
        }
    }

    /// Its name in a table of tiers.
    pub(super) fn short(self) -> &'static str {
        match self {
            Self::Frequent => "Frequent",
            Self::Infrequent => "Infrequent",
            Self::ArchiveInstant => "Archive Instant",
            Self::Archive => "Archive",
            Self::DeepArchive => "Deep Archive",
        }
    }

    /// Dollars per GB-month.
    pub(super) fn storage(self) -> NanoDollars {
        match self {
            Self::Frequent => 23_000_000,
            Self::Infrequent => 12_500_000,
            Self::ArchiveInstant => 4_000_000,
            Self::Archive => 3_600_000,
            Self::DeepArchive => 990_000,
        }
    }

    /// The two tiers that must be switched on, and whose objects must be restored.
    pub(super) fn is_opt_in(self) -> bool {
        matches!(self, Self::Archive | Self::DeepArchive)
    }
}

/// What keeping one object of `size` for a day costs in a class, or in a tier of
/// Intelligent-Tiering, without the fee for watching it.
pub(super) fn daily_storage(class: Class, tier: Option<Tier>, size: u64) -> Money {
    let archived = class.is_archive() || tier.is_some_and(Tier::is_opt_in);
    let (bytes, price) = match tier {
        Some(tier) if tier.is_opt_in() => (size + ARCHIVE_INDEX, tier.storage()),
        Some(tier) => (size, tier.storage()),
        None => (class.billed_bytes(size), class.traits().storage),
    };
    let named = if archived { ARCHIVE_NAME } else { 0 };
    Money::storage(u128::from(bytes), price, 1)
        + Money::storage(u128::from(named), STANDARD.storage, 1)
}

/// What watching one object for a day costs; small ones are not watched.
pub(super) fn daily_monitoring(class: Class, size: u64) -> Money {
    if class == Class::IntelligentTiering && size >= SMALL {
        Money::monitoring(1, MONITORING)
    } else {
        Money::ZERO
    }
}

const STANDARD: Traits = Traits {
    key: "standard",
    label: "Standard",
    min_days: 0,
    storage: 23_000_000,
    put: 5_000_000,
    read: 400_000,
    retrieval: 0,
    transition: 0,
    summary: "Designed for 99.99 % availability in three or more zones; first byte in milliseconds.",
};

const STANDARD_IA: Traits = Traits {
    key: "standard-ia",
    label: "Standard-IA",
    min_days: 30,
    storage: 12_500_000,
    put: 10_000_000,
    read: 1_000_000,
    retrieval: 10_000_000,
    transition: 10_000_000,
    summary: "Designed for 99.9 % availability in three or more zones; first byte in milliseconds; \
              bills 30 days and 128 KB at least, and each GB read.",
};

const INTELLIGENT_TIERING: Traits = Traits {
    key: "intelligent-tiering",
    label: "Intelligent-Tiering",
    min_days: 0,
    storage: 23_000_000,
    put: 5_000_000,
    read: 400_000,
    retrieval: 0,
    transition: 10_000_000,
    summary: "Designed for 99.9 % availability in three or more zones; moves each object by access, \
              for a fee per watched object and none per read.",
};

const ONE_ZONE_IA: Traits = Traits {
    key: "one-zone-ia",
    label: "One Zone-IA",
    min_days: 30,
    storage: 10_000_000,
    put: 10_000_000,
    read: 1_000_000,
    retrieval: 10_000_000,
    transition: 10_000_000,
    summary: "Designed for 99.5 % availability in one zone; first byte in milliseconds; \
              bills 30 days and 128 KB at least, and each GB read.",
};

const GLACIER_INSTANT: Traits = Traits {
    key: "glacier-instant",
    label: "Glacier Instant",
    min_days: 90,
    storage: 4_000_000,
    put: 20_000_000,
    read: 10_000_000,
    retrieval: 30_000_000,
    transition: 20_000_000,
    summary: "Designed for 99.9 % availability in three or more zones; first byte in milliseconds; \
              bills 90 days and 128 KB at least, and each GB read.",
};

const GLACIER_FLEXIBLE: Traits = Traits {
    key: "glacier-flexible",
    label: "Glacier Flexible",
    min_days: 90,
    storage: 3_600_000,
    put: 30_000_000,
    read: 50_400_000,
    retrieval: 10_000_000,
    transition: 30_000_000,
    summary: "Must be restored before it is read, in minutes to hours; bills 90 days at least and \
              40 KB more for each object.",
};

const DEEP_ARCHIVE: Traits = Traits {
    key: "deep-archive",
    label: "Deep Archive",
    min_days: 180,
    storage: 990_000,
    put: 50_000_000,
    read: 100_400_000,
    retrieval: 20_000_000,
    transition: 50_000_000,
    summary: "Must be restored before it is read, within 12 to 48 hours; bills 180 days at least \
              and 40 KB more for each object.",
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waterfall_allows_exactly_the_twenty_documented_steps() {
        use Class::{
            DeepArchive as DA, GlacierFlexible as GFR, GlacierInstant as GIR,
            IntelligentTiering as INT, OneZoneIa as OZ, Standard as STD, StandardIa as SIA,
        };
        let documented = [
            (STD, vec![SIA, INT, OZ, GIR, GFR, DA]),
            (SIA, vec![INT, OZ, GIR, GFR, DA]),
            (INT, vec![OZ, GIR, GFR, DA]),
            (OZ, vec![GFR, DA]),
            (GIR, vec![GFR, DA]),
            (GFR, vec![DA]),
            (DA, vec![]),
        ];
        let mut steps = 0;
        for (from, targets) in documented {
            for to in Class::ALL {
                assert_eq!(
                    from.may_move_to(to),
                    targets.contains(&to),
                    "{from:?} {to:?}"
                );
            }
            steps += targets.len();
        }
        assert_eq!(steps, 20);
    }

    #[test]
    fn small_objects_are_billed_as_their_class_says() {
        let size = 20 << 10;
        assert_eq!(Class::Standard.billed_bytes(size), size);
        assert_eq!(Class::IntelligentTiering.billed_bytes(size), size);
        assert_eq!(Class::GlacierInstant.billed_bytes(size), 128 << 10);
        assert_eq!(Class::DeepArchive.billed_bytes(size), 52 << 10);
    }

    #[test]
    fn month_of_a_million_small_objects_costs_what_the_example_says() {
        let month = |class| daily_storage(class, None, 20 << 10) * 1_000_000 * 30;
        assert_eq!(month(Class::Standard).to_string(), "$0.44");
        assert_eq!(month(Class::StandardIa).to_string(), "$1.53");
    }

    #[test]
    fn early_fee_charges_the_missing_days_only() {
        let fee = |class: Class, gb: u64, days| class.early_fee(gb << 30, 1, days).to_string();
        assert_eq!(fee(Class::StandardIa, 100, 10), "$0.83");
        assert_eq!(fee(Class::DeepArchive, 10_240, 100), "$27.03");
        assert_eq!(fee(Class::DeepArchive, 10_240, 180), "$0.00");
        assert_eq!(fee(Class::Standard, 10_240, 0), "$0.00");
    }
}
