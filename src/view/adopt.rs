//! Adopting: what stands in a page as it came becomes the program's own where it stands. What is as it should be is not
//! touched, so that nothing is laid out again; what differs is patched, what is missing put in, what is too much taken out.
//!
//! Leptos hydrates markup that it wrote itself, with markers, and stops where a node is not as expected. A prerendered page
//! has no markers, and may have been written with other words, dates or a search in mind: here a difference is only work.

use super::element::{Child, Parts};
use super::patch::{self, ChildState, ElementState};
use leptos::prelude::*;
use leptos::tachys::renderer::{Rndr, types};
use leptos::wasm_bindgen::JsCast;
use std::cell::RefCell;

const CLASS: &str = "class";

/// A place among the children of an element: what is adopted next is looked for from there on.
pub struct Cursor {
    parent: types::Element,
    next: Option<types::Node>,
}

thread_local! {
    /// The cursor that the next view looks from: Leptos builds a view without saying where.
    static LENT: RefCell<Option<Cursor>> = const { RefCell::new(None) };
}

/// The cursor that was lent to the view that is built.
pub(super) fn lent() -> Option<Cursor> {
    LENT.take()
}

impl Cursor {
    /// The place of an element that stands in the page; nothing where it stands alone.
    pub fn on(element: &types::Element) -> Option<Cursor> {
        Some(Cursor { parent: element.parent_element()?, next: Some(element.clone().unchecked_into()) })
    }

    /// The place where an element stood that is taken out.
    pub fn instead_of(element: &types::Element) -> Option<Cursor> {
        let mut cursor = Cursor::on(element)?;
        cursor.next = element.next_sibling();
        Rndr::remove(element);
        Some(cursor)
    }

    /// What contains the place.
    pub fn parent(&self) -> &types::Element {
        &self.parent
    }

    /// Builds views whose elements are adopted from here on, and moves past them.
    pub fn lend<T>(&mut self, build: impl FnOnce() -> T) -> T {
        LENT.set(Some(Cursor { parent: self.parent.clone(), next: self.next.clone() }));
        let built = build();
        if let Some(moved) = LENT.take() {
            *self = moved;
        }
        built
    }

    /// An element as it stands here, or a new one put here. The cursor is then what the next view looks from.
    pub(super) fn element_of_view(mut self, parts: Parts) -> ElementState {
        let state = self.element(parts);
        LENT.set(Some(self));
        state.standing()
    }

    fn element(&mut self, parts: Parts) -> ElementState {
        match self.find(&parts) {
            Some(node) => {
                self.next = node.next_sibling();
                adopt(node, parts)
            }
            None => {
                let state = patch::create(parts);
                Rndr::insert_node(&self.parent, state.node(), self.next.as_ref());
                state
            }
        }
    }

    /// The next element of this kind. What stands before it is too much.
    fn find(&mut self, parts: &Parts) -> Option<types::Element> {
        let mut at = self.next.clone();
        while let Some(node) = at {
            if is_like(&node, parts) {
                self.clear_until(Some(&node));
                return Some(node.unchecked_into());
            }
            at = node.next_sibling();
        }
        None
    }

    /// Takes out what stands from here on, up to a node where one is given.
    fn clear_until(&mut self, end: Option<&types::Node>) {
        while let Some(node) = self.next.take().filter(|node| Some(node) != end) {
            self.next = node.next_sibling();
            Rndr::remove(&node);
        }
    }

    fn text(&mut self, words: &str) -> types::Text {
        if let Some(text) = self.next.as_ref().and_then(|node| node.dyn_ref::<types::Text>()).cloned() {
            self.next = text.next_sibling();
            if text.data() != words {
                Rndr::set_text(&text, words);
            }
            return text;
        }
        let text = Rndr::create_text_node(words);
        Rndr::insert_node(&self.parent, &text, self.next.as_ref());
        text
    }

    fn child(&mut self, child: Child) -> ChildState {
        match child {
            Child::Element(element) => ChildState::Element(self.element(*element.0)),
            Child::Text(words) => ChildState::Text(self.text(&words), words),
            Child::View(view) => {
                let mut state = self.lend(|| view.build());
                // An element stays where it stands; any other view has not been put anywhere.
                state.mount(&self.parent, self.next.as_ref());
                ChildState::View(state)
            }
        }
    }
}

/// Makes an element that stands in the page what it is to be.
pub(super) fn adopt(node: types::Element, parts: Parts) -> ElementState {
    if parts.stands {
        return ElementState::of(node, parts.tag, parts.key, parts.attributes, Vec::new()).unread();
    }
    adopt_attributes(&node, &parts);
    let mut cursor = Cursor { parent: node.clone(), next: node.first_child() };
    let children = parts.children.into_iter().map(|child| cursor.child(child)).collect();
    cursor.clear_until(None);
    ElementState::of(node, parts.tag, parts.key, parts.attributes, children)
}

/// An element of the same tag and classes.
fn is_like(node: &types::Node, parts: &Parts) -> bool {
    let class = parts.attributes.iter().find(|(name, _)| *name == CLASS).map(|(_, value)| value.as_ref());
    // The name of a node that is no element begins with `#`.
    node.node_name().eq_ignore_ascii_case(parts.tag) && node.unchecked_ref::<types::Element>().get_attribute(CLASS).as_deref() == class
}

fn adopt_attributes(node: &types::Element, parts: &Parts) {
    for (name, value) in parts.attributes.iter().filter(|(name, _)| *name != CLASS) {
        if node.get_attribute(name).as_deref() != Some(value) {
            patch::set_attribute(node, name, value);
        }
    }
    let names = node.get_attribute_names();
    if names.length() as usize > parts.attributes.len() {
        for name in names.iter().filter_map(|name| name.as_string()).filter(|name| !is_kept(name, parts)) {
            patch::remove_attribute(node, &name);
        }
    }
}

/// What is given, and what somebody has opened.
fn is_kept(name: &str, parts: &Parts) -> bool {
    name == "open" || parts.attributes.iter().any(|(given, _)| *given == name)
}
