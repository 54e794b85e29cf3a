//! The options of the choices, by the names that S3 gives them.

use crate::diagrams::params::ChoiceOption;

pub(super) const CLASSES: &[ChoiceOption] = &[
    option("standard", "Standard"),
    option("standard-ia", "Standard-IA"),
    option("intelligent-tiering", "Intelligent-Tiering"),
    option("one-zone-ia", "One Zone-IA"),
    option("glacier-instant", "Glacier Instant"),
    option("glacier-flexible", "Glacier Flexible"),
    option("deep-archive", "Deep Archive"),
];

pub(super) const TARGETS: &[ChoiceOption] = &[
    option("none", "None"),
    option("standard-ia", "Standard-IA"),
    option("intelligent-tiering", "Intelligent-Tiering"),
    option("one-zone-ia", "One Zone-IA"),
    option("glacier-instant", "Glacier Instant"),
    option("glacier-flexible", "Glacier Flexible"),
    option("deep-archive", "Deep Archive"),
];

pub(super) const ARRIVALS: &[ChoiceOption] =
    &[option("once", "All on day 0"), option("daily", "Every day")];

pub(super) const FILTERS: &[ChoiceOption] = &[
    option("none", "Of any size"),
    option("larger-than", "Larger"),
    option("smaller-than", "Smaller"),
];

pub(super) const SMALL_OBJECTS: &[ChoiceOption] = &[
    option("all_storage_classes_128K", "Stay (all classes)"),
    option("varies_by_storage_class", "May go to Glacier"),
];

pub(super) const VERSIONING: &[ChoiceOption] = &[
    option("off", "Off"),
    option("enabled", "Enabled"),
    option("suspended", "Suspended"),
];

const fn option(key: &'static str, label: &'static str) -> ChoiceOption {
    ChoiceOption { key, label }
}
