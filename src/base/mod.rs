//! What every layer may use: identities, time, text, how text is set.
//!
//! Knows nothing of notes, windows or disks. Anything that needs more than plain values
//! belongs in a layer above.

pub mod address;
pub mod file_name;
pub mod hash;
pub mod ids;
pub mod io_reason;
pub mod pixels;
pub mod reading;
pub mod shared_text;
pub mod stamp;
pub mod text;
pub mod time;
pub mod typefaces;
