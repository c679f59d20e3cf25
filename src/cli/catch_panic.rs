//! Contains a panic in one source, article or page: it becomes an error that names the file, and the rest goes on.

use super::diagnostic::{Diagnostic, Severity};
use std::cell::{Cell, RefCell};
use std::panic::{self, AssertUnwindSafe, PanicHookInfo};
use std::sync::Once;

/// A caught panic.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct CaughtPanic {
    /// The panic's message and its place in Lectern's source.
    pub message: String,
}

impl CaughtPanic {
    /// Returns the error for the file in progress. `others` says what happens to the rest: "the other sources are imported".
    pub(crate) fn diagnostic(&self, file: impl Into<String>, others: &str) -> Diagnostic {
        let text = format!("Lectern crashed while reading this file ({}); {others}. Please report it, with the file", self.message);
        Diagnostic::new(Severity::Error, file, text)
    }
}

thread_local! {
    /// The number of [`catch_panic`] calls that this thread is inside.
    static DEPTH: Cell<usize> = const { Cell::new(0) };
    /// The message of the last panic inside one of those calls.
    static MESSAGE: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Runs `work` and catches its panic. The caller must not use state that `work` has changed.
///
/// # Errors
/// The panic, with its message and place. Nothing is printed to standard error.
pub(crate) fn catch_panic<T>(work: impl FnOnce() -> T) -> Result<T, CaughtPanic> {
    install_hook();
    DEPTH.set(DEPTH.get() + 1);
    let result = panic::catch_unwind(AssertUnwindSafe(work));
    DEPTH.set(DEPTH.get() - 1);
    result.map_err(|_| CaughtPanic { message: MESSAGE.take() })
}

/// Installs a hook that stores the message of a panic that will be caught, and passes every other panic to the previous hook.
fn install_hook() {
    static INSTALLED: Once = Once::new();
    INSTALLED.call_once(|| {
        let previous_hook = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if DEPTH.get() == 0 {
                previous_hook(info);
            } else {
                MESSAGE.set(panic_message(info));
            }
        }));
    });
}

fn panic_message(info: &PanicHookInfo) -> String {
    let payload = info.payload();
    let message = payload.downcast_ref::<&str>().copied().or_else(|| payload.downcast_ref::<String>().map(String::as_str));
    // A message may contain an entire text that could not be sliced.
    let message: String = message.unwrap_or("no message").lines().next().unwrap_or_default().chars().take(200).collect();
    info.location().map_or_else(|| message.clone(), |location| format!("{message}, at {}:{}", location.file(), location.line()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn panics_become_errors_that_name_the_file() {
        let text = String::from("é");
        let caught = catch_panic(|| text.split_at(1).0.len()).unwrap_err();
        assert!(caught.message.contains(", at ") && caught.message.contains("boundary"), "{}", caught.message);
        let problem = caught.diagnostic("page.html", "the other sources are imported").to_string();
        assert!(problem.starts_with("page.html: error: Lectern crashed while reading this file"), "{problem}");
    }

    #[test]
    fn nested_panics_are_caught_by_the_innermost_call() {
        let outer = catch_panic(|| catch_panic(|| -> usize { panic!("inner {}", 7) }).unwrap_or_else(|caught| caught.message.len()));
        assert!(outer.is_ok_and(|length| length > 7));
        assert_eq!(catch_panic(|| 3), Ok(3));
    }
}
