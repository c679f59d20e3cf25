//! The message of a download that ended.

use crate::messages::offline::OfflineMessages;
use crate::state::offline_copies::Outcome;

/// The message of an outcome.
pub fn outcome_message(outcome: Outcome, messages: &OfflineMessages) -> String {
    let message = match outcome {
        Outcome::Done => &messages.done,
        Outcome::Cancelled => &messages.cancelled,
        Outcome::Failed => &messages.failed,
        Outcome::Full => &messages.full,
        Outcome::Removed => &messages.removed,
    };
    message.to_string()
}
