//! Installation: the site as an app that works offline.
//!
//! - [`service_worker`], [`webmanifest`], [`icon`]: its files; [`short_name`]: its name below an icon.

pub(crate) mod icon;
pub(crate) mod service_worker;
pub(crate) mod short_name;
pub(crate) mod webmanifest;
