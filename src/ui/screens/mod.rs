//! The screens, one a route.

pub mod diagram;
pub mod gallery;
pub mod home;
pub mod practise;
pub mod present;
pub mod sitting;
