//! The message of a download that ended.

use crate::messages::offline::OfflineMessages;
use crate::state::offline_copies::Outcome;

/// The message of an outcome.
pub(crate) fn outcome_message(outcome: Outcome, messages: &OfflineMessages) -> String {
    let message = match outcome {
        Outcome::Done => &messages.download_complete,
        Outcome::Cancelled => &messages.download_cancelled,
        Outcome::Failed => &messages.download_failed,
        Outcome::Full => &messages.storage_full,
        Outcome::Removed => &messages.downloads_removed,
    };
    message.to_string()
}
