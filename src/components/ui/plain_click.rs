//! Clicks that a link answers itself.

use web_sys::MouseEvent;

/// Whether a click is one of the first button without modifier keys: any other opens a link elsewhere, as the browser does it.
pub fn is_plain_click(event: &MouseEvent) -> bool {
    event.button() == 0 && !(event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key())
}
