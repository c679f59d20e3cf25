//! The settings, and the data stored on this device.

pub(crate) mod offline_settings;
pub(crate) mod preference_choices;
pub(crate) mod settings_page;
pub(crate) mod settings_sheet;
pub(crate) mod stored_on_device;

#[cfg(test)]
mod tests;

pub(crate) use offline_settings::OfflineSettings;
pub(crate) use preference_choices::PreferenceChoices;
pub(crate) use settings_page::SettingsPage;
pub(crate) use settings_sheet::SettingsSheet;
pub(crate) use stored_on_device::StoredOnDevice;
