//! Small components that several pages use.

pub mod action_button;
pub mod alert;
pub mod date;
pub mod download_progress;
pub mod empty_collection;
pub mod empty_results;
pub mod join_with_spaces;
pub mod keyed;
pub mod load_failed;
pub mod outcome_message;
pub mod save_button;
pub mod show;
pub mod title;
pub mod unscripted_notice;
pub mod update_available;
pub mod waiting;

pub use action_button::ActionButton;
pub use alert::Alert;
pub use date::{date, foreign_date};
pub use download_progress::DownloadProgress;
pub use empty_collection::EmptyCollection;
pub use empty_results::{EmptyResults, SuggestedAction, SuggestedActionKind, truncate};
pub use join_with_spaces::join_with_spaces;
pub use keyed::{KeyedView, keyed};
pub use load_failed::LoadFailed;
pub use outcome_message::outcome_message;
pub use save_button::SaveButton;
pub use show::Show;
pub use title::title;
pub use unscripted_notice::UnscriptedNotice;
pub use update_available::UpdateAvailable;
pub use waiting::Waiting;
