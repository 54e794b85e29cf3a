//! What the tests share: a world with a folder and a clock of its own, the program in it without
//! screens ([`program`]) and with them ([`window`]), as a process that keeps to limits ([`limits`]),
//! a few notes ([`notes`]), long ones ([`places`]), and words to highlight ([`marks`]).

pub(crate) mod limits;
pub(crate) mod marks;
pub(crate) mod notes;
pub(crate) mod places;
pub(crate) mod program;
pub(crate) mod window;
pub(crate) mod world;
