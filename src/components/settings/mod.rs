//! The settings, and the data stored on this device.

pub mod offline_settings;
pub mod preference_choices;
pub mod settings_page;
pub mod settings_sheet;
pub mod stored_on_device;

#[cfg(test)]
mod tests;

pub use offline_settings::OfflineSettings;
pub use preference_choices::PreferenceChoices;
pub use settings_page::SettingsPage;
pub use settings_sheet::SettingsSheet;
pub use stored_on_device::StoredOnDevice;
