//! Mounts components in the document.

use crate::components::built_view::BuiltView;
use crate::web::dom;
use leptos::mount::{UnmountHandle, mount_to};
use leptos::prelude::*;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// A mounted view: dropping it unmounts it.
pub(crate) type Mounted = UnmountHandle<<BuiltView as Render>::State>;

/// The mounted views. Each is a child of the owner that holds the stores.
#[derive(Clone)]
pub(crate) struct Mounts {
    owner: Owner,
    /// Components mounted in the prerendered page; they are dropped with it.
    islands: Rc<RefCell<Vec<Mounted>>>,
}

impl Mounts {
    /// Creates an empty set of mounts below an owner.
    pub(crate) fn new(owner: Owner) -> Mounts {
        Mounts { owner, islands: Rc::default() }
    }

    /// Runs a closure under the owner that lives as long as the program.
    pub(crate) fn with_owner<T>(&self, run: impl FnOnce() -> T) -> T {
        self.owner.with(run)
    }

    /// Mounts a view at the end of an element, until the prerendered page is replaced.
    pub(crate) fn append(&self, element: &Element, view: fn() -> BuiltView) {
        self.append_boxed(element, Box::new(view));
    }

    /// Like [`Mounts::append`], for a view that captures values.
    pub(crate) fn append_boxed(&self, element: &Element, view: Box<dyn FnOnce() -> BuiltView>) {
        if let Some(mounted) = self.mount(element, view) {
            self.islands.borrow_mut().push(mounted);
        }
    }

    /// Mounts a view at the end of an element, for as long as the program runs.
    pub(crate) fn append_permanently(&self, element: &Element, view: fn() -> BuiltView) {
        if let Some(mounted) = self.mount(element, Box::new(view)) {
            mounted.forget();
        }
    }

    /// Replaces a prerendered element with a view of one element.
    pub(crate) fn replace(&self, element: &Element, view: fn() -> BuiltView) {
        let Some(holder) = dom::create_element("div") else { return };
        self.append(&holder, view);
        if let Some(rendered) = holder.first_element_child() {
            _ = element.replace_with_with_node_1(&rendered);
        }
    }

    /// Replaces the whole prerendered page with a view for good, inside an element that stays: keyed lists remember their parent
    /// element.
    pub(crate) fn replace_page(&self, page: &Element, view: fn() -> BuiltView) {
        let Some(holder) = dom::create_element("div") else { return };
        if let Some(mounted) = self.mount(&holder, Box::new(view)) {
            mounted.forget();
        }
        _ = page.replace_with_with_node_1(&holder);
        self.islands.borrow_mut().clear();
    }

    fn mount(&self, element: &Element, view: Box<dyn FnOnce() -> BuiltView>) -> Option<Mounted> {
        let element: HtmlElement = element.clone().dyn_into().ok()?;
        Some(self.owner.with(|| mount_to(element, view)))
    }
}
