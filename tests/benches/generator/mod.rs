//! Notes and libraries made up from a seed: the same for every run and machine.

pub(crate) mod learner;
pub(crate) mod library;
pub(crate) mod note;
