//! Elements in the browser: built once, then patched in place.

use super::adopt;
use super::element::{Child, Element, Parts, Words};
use leptos::prelude::*;
use leptos::tachys::renderer::{Rndr, types};
use leptos::wasm_bindgen::JsValue;

const SVG: &str = "http://www.w3.org/2000/svg";

/// An element that stands in the page, with what it was made of.
pub struct ElementState {
    node: types::Element,
    tag: &'static str,
    key: Option<String>,
    attributes: Attributes,
    children: Vec<ChildState>,
    /// Stands where it belongs already, so that it is not mounted once more.
    standing: bool,
    /// Came with a page, and was not looked into yet.
    unread: bool,
}

type Attributes = Vec<(&'static str, Words)>;

pub(super) enum ChildState {
    Element(ElementState),
    Text(types::Text, Words),
    View(<AnyView as Render>::State),
}

impl Render for Element {
    type State = ElementState;

    fn build(self) -> ElementState {
        match adopt::lent() {
            Some(cursor) => cursor.element_of_view(*self.0),
            None => create(*self.0),
        }
    }

    fn rebuild(self, state: &mut ElementState) {
        if self.0.tag != state.tag || self.0.key != state.key {
            let mut fresh = self.build();
            state.insert_before_this(&mut fresh);
            state.unmount();
            *state = fresh;
            return;
        }
        let parts = *self.0;
        if state.unread {
            *state = adopt::adopt(state.node.clone(), parts);
            return;
        }
        patch_attributes(&state.node, &state.attributes, &parts.attributes);
        state.attributes = parts.attributes;
        patch_children(&state.node, &mut state.children, parts.children);
    }
}

/// A new element, which stands nowhere yet.
pub(super) fn create(parts: Parts) -> ElementState {
    let node = Rndr::create_element(parts.tag, parts.svg.then_some(SVG));
    for (name, value) in &parts.attributes {
        Rndr::set_attribute(&node, name, value);
    }
    let mut children: Vec<ChildState> = parts.children.into_iter().map(build).collect();
    children.iter_mut().for_each(|child| child.mounted().mount(&node, None));
    ElementState::of(node, parts.tag, parts.key, parts.attributes, children)
}

impl ElementState {
    /// An element and what it was made of.
    pub(super) fn of(
        node: types::Element,
        tag: &'static str,
        key: Option<String>,
        attributes: Attributes,
        children: Vec<ChildState>,
    ) -> ElementState {
        ElementState { node, tag, key, attributes, children, standing: false, unread: false }
    }

    /// Says that it was not looked into.
    pub(super) fn unread(mut self) -> ElementState {
        self.unread = true;
        self
    }

    /// The element in the page.
    pub(super) fn node(&self) -> &types::Element {
        &self.node
    }

    /// Says that it stands where it belongs.
    pub(super) fn standing(mut self) -> ElementState {
        self.standing = true;
        self
    }
}

fn patch_attributes(node: &types::Element, old: &[(&'static str, Words)], new: &[(&'static str, Words)]) {
    for (name, _) in old.iter().filter(|(name, _)| !new.iter().any(|(n, _)| n == name)) {
        remove_attribute(node, name);
    }
    for (name, value) in new.iter().filter(|pair| !old.contains(pair)) {
        set_attribute(node, name, value);
    }
}

pub(super) fn set_attribute(node: &types::Element, name: &str, value: &str) {
    Rndr::set_attribute(node, name, value);
    set_state(node, name, true);
}

pub(super) fn remove_attribute(node: &types::Element, name: &str) {
    Rndr::remove_attribute(node, name);
    set_state(node, name, false);
}

/// What a person has ticked or chosen no longer follows the attribute: the property has to be set too.
fn set_state(node: &types::Element, name: &str, on: bool) {
    if matches!(name, "checked" | "selected") {
        Rndr::set_property(node, name, &JsValue::from_bool(on));
    }
}

fn patch_children(parent: &types::Element, old: &mut Vec<ChildState>, new: Vec<Child>) {
    let count = new.len();
    for (at, child) in new.into_iter().enumerate() {
        match old.get_mut(at) {
            Some(state) => patch_child(state, child),
            None => {
                let mut state = build(child);
                state.mounted().mount(parent, None);
                old.push(state);
            }
        }
    }
    old.drain(count..).for_each(|mut state| state.mounted().unmount());
}

fn patch_child(state: &mut ChildState, child: Child) {
    match (state, child) {
        (ChildState::Element(state), Child::Element(element)) => element.rebuild(state),
        (ChildState::View(state), Child::View(view)) => view.rebuild(state),
        (ChildState::Text(node, words), Child::Text(new)) => {
            if *words != new {
                Rndr::set_text(node, &new);
                *words = new;
            }
        }
        (state, child) => {
            let mut fresh = build(child);
            state.mounted().insert_before_this(fresh.mounted());
            state.mounted().unmount();
            *state = fresh;
        }
    }
}

fn build(child: Child) -> ChildState {
    match child {
        Child::Element(element) => ChildState::Element(element.build()),
        Child::Text(words) => ChildState::Text(Rndr::create_text_node(&words), words),
        Child::View(view) => ChildState::View(view.build()),
    }
}

impl ChildState {
    fn mounted(&mut self) -> &mut dyn Mountable {
        match self {
            ChildState::Element(state) => state,
            ChildState::Text(node, _) => node,
            ChildState::View(state) => state,
        }
    }
}

impl Mountable for ElementState {
    fn unmount(&mut self) {
        Rndr::remove(&self.node);
    }

    fn mount(&mut self, parent: &types::Element, marker: Option<&types::Node>) {
        if !std::mem::take(&mut self.standing) {
            Rndr::insert_node(parent, &self.node, marker);
        }
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        self.node.insert_before_this(child)
    }

    fn elements(&self) -> Vec<types::Element> {
        vec![self.node.clone()]
    }
}
