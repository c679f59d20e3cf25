//! Clicks that a link handles itself.

use web_sys::MouseEvent;

/// Whether a click is of the primary button without modifier keys: the browser handles any other.
pub fn is_plain_click(event: &MouseEvent) -> bool {
    event.button() == 0 && !(event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key())
}
