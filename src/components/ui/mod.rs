//! Small components that several pages use.

pub(crate) mod action_button;
pub(crate) mod alert;
pub(crate) mod card_meta;
pub(crate) mod date;
pub(crate) mod download_progress;
pub(crate) mod empty_collection;
pub(crate) mod empty_results;
pub(crate) mod join_with_spaces;
pub(crate) mod keyed;
pub(crate) mod load_failed;
pub(crate) mod outcome_message;
pub(crate) mod save_button;
pub(crate) mod show;
pub(crate) mod title;
pub(crate) mod unscripted_notice;
pub(crate) mod update_available;
pub(crate) mod waiting;

pub(crate) use action_button::ActionButton;
#[cfg(not(target_arch = "wasm32"))]
pub(crate) use alert::Alert;
pub(crate) use card_meta::card_meta;
pub(crate) use date::{date, foreign_date};
pub(crate) use download_progress::DownloadProgress;
pub(crate) use empty_collection::EmptyCollection;
pub(crate) use empty_results::{EmptyResults, SuggestedAction, SuggestedActionKind, truncate};
pub(crate) use join_with_spaces::join_with_spaces;
pub(crate) use keyed::{KeyedView, keyed};
pub(crate) use load_failed::LoadFailed;
pub(crate) use outcome_message::outcome_message;
pub(crate) use save_button::SaveButton;
pub(crate) use show::Show;
pub(crate) use title::title;
pub(crate) use unscripted_notice::UnscriptedNotice;
pub(crate) use update_available::UpdateAvailable;
pub(crate) use waiting::Waiting;
