//! Installation: the site as an app that works offline.
//!
//! - [`service_worker`], [`webmanifest`], [`icon`]: its files; [`short_name`]: its name below an icon.

pub mod icon;
pub mod service_worker;
pub mod short_name;
pub mod webmanifest;
