//! Putting components into the document.

use crate::components::built_view::BuiltView;
use crate::web::dom;
use leptos::mount::{UnmountHandle, mount_to};
use leptos::prelude::*;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// A view that is mounted: dropping it takes it out of the document.
pub type Mounted = UnmountHandle<<BuiltView as Render>::State>;

/// What is mounted. Every view is a child of the owner that holds the stores.
#[derive(Clone)]
pub struct Mounts {
    owner: Owner,
    /// The components in a page that came prerendered: they go with it.
    islands: Rc<RefCell<Vec<Mounted>>>,
}

impl Mounts {
    /// Nothing is mounted yet.
    pub fn new(owner: Owner) -> Mounts {
        Mounts { owner, islands: Rc::default() }
    }

    /// Runs something that lives as long as the program, whoever calls it.
    pub fn with_owner<T>(&self, run: impl FnOnce() -> T) -> T {
        self.owner.with(run)
    }

    /// Draws a view at the end of an element, for as long as the prerendered page stands.
    pub fn append(&self, element: &Element, view: fn() -> BuiltView) {
        self.append_boxed(element, Box::new(view));
    }

    /// The same for a view that is made of something.
    pub fn append_boxed(&self, element: &Element, view: Box<dyn FnOnce() -> BuiltView>) {
        if let Some(mounted) = self.mount(element, view) {
            self.islands.borrow_mut().push(mounted);
        }
    }

    /// Draws a view at the end of an element, for as long as the program runs.
    pub fn append_for_good(&self, element: &Element, view: fn() -> BuiltView) {
        if let Some(mounted) = self.mount(element, Box::new(view)) {
            mounted.forget();
        }
    }

    /// Draws a view of one element in the place of an element that came prerendered.
    pub fn replace(&self, element: &Element, view: fn() -> BuiltView) {
        let Some(holder) = dom::create("div") else { return };
        self.append(&holder, view);
        if let Some(drawn) = holder.first_element_child() {
            _ = element.replace_with_with_node_1(&drawn);
        }
    }

    /// Draws a view in the place of the whole prerendered page, for good, inside an element that stays: the lists of a view remember
    /// the element that they stand in.
    pub fn replace_page(&self, page: &Element, view: fn() -> BuiltView) {
        let Some(holder) = dom::create("div") else { return };
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
