//! One Leptos view type for every element of a page.
//!
//! `view!` gives each element a type of its own, and the compiler writes code for each; with the few hundred elements
//! of this interface that would be most of the program. An [`Element`] is a plain value: a tag, attributes, children.
//! It mounts and patches in place anywhere in a Leptos tree, and a Leptos view may be its child.

use super::markup;
use leptos::prelude::*;
use leptos::tachys::html::attribute::any_attribute::AnyAttribute;
use leptos::tachys::hydration::Cursor;
use leptos::tachys::no_attrs;
use leptos::tachys::view::{Position, PositionState};
use std::borrow::Cow;

/// Words known at compile time, or made at run time.
pub type Words = Cow<'static, str>;

/// An element: a tag, attributes and children. In a box: the calls that build it then hand on one pointer, and the
/// program in the page is so much smaller.
pub struct Element(pub(super) Box<Parts>);

/// What an element is made of.
pub(super) struct Parts {
    pub(super) tag: &'static str,
    pub(super) svg: bool,
    pub(super) key: Option<String>,
    pub(super) stands: bool,
    pub(super) attributes: Vec<(&'static str, Words)>,
    pub(super) children: Vec<Child>,
}

/// What an element holds.
pub enum Child {
    /// Another element.
    Element(Element),
    /// Plain words, never parsed.
    Text(Words),
    /// Any other view of Leptos: a closure that runs again when what it read has changed.
    View(AnyView),
}

/// An element of HTML without attributes and children.
pub fn el(tag: &'static str) -> Element {
    Element(Box::new(Parts { tag, svg: false, key: None, stands: false, attributes: Vec::new(), children: Vec::new() }))
}

/// An element of SVG.
pub fn svg(tag: &'static str) -> Element {
    let mut element = el(tag);
    element.0.svg = true;
    element
}

impl Element {
    /// Sets an attribute. A name is given once.
    pub fn attr(self, name: &'static str, value: impl Into<Words>) -> Element {
        self.with_attribute(name, value.into())
    }

    #[inline(never)]
    fn with_attribute(mut self, name: &'static str, value: Words) -> Element {
        self.0.attributes.push((name, value));
        self
    }

    /// Sets an attribute where there is a value for it.
    pub fn maybe(self, name: &'static str, value: Option<impl Into<Words>>) -> Element {
        match value {
            Some(value) => self.attr(name, value),
            None => self,
        }
    }

    /// Sets an attribute without a value where the condition holds.
    pub fn flag(self, name: &'static str, holds: bool) -> Element {
        if holds { self.attr(name, "") } else { self }
    }

    /// Sets its classes.
    pub fn class(self, names: &'static str) -> Element {
        self.attr("class", names)
    }

    /// Adds classes to those it has.
    pub fn also(mut self, names: &str) -> Element {
        match self.0.attributes.iter_mut().find(|(name, _)| *name == "class") {
            Some((_, value)) => *value = Cow::Owned([value, " ", names].concat()),
            None => self.0.attributes.push(("class", Cow::Owned(names.to_owned()))),
        }
        self
    }

    /// Adds a child. An empty text adds nothing, and a text after a text goes on with it, as in a page that is parsed.
    pub fn child(self, child: impl Into<Child>) -> Element {
        self.with_child(child.into())
    }

    #[inline(never)]
    fn with_child(mut self, child: Child) -> Element {
        match (child, self.0.children.last_mut()) {
            (Child::Text(words), _) if words.is_empty() => {}
            (Child::Text(words), Some(Child::Text(before))) => before.to_mut().push_str(&words),
            (child, _) => self.0.children.push(child),
        }
        self
    }

    /// Adds a child where there is one.
    pub fn option(self, child: Option<impl Into<Child>>) -> Element {
        match child {
            Some(child) => self.child(child),
            None => self,
        }
    }

    /// Adds children in order.
    pub fn children(self, children: impl IntoIterator<Item = impl Into<Child>>) -> Element {
        children.into_iter().fold(self, Element::child)
    }

    /// Adds a Leptos view as a child.
    pub fn view(self, view: impl IntoView + 'static) -> Element {
        self.child(Child::View(view.into_any()))
    }

    /// Names what it shows: an element of another key is not patched but replaced, so that nothing of its state is left.
    pub fn key(mut self, key: impl Into<String>) -> Element {
        self.0.key = Some(key.into());
        self
    }

    /// Leaves what it holds as it stands in the page that came, until the element is drawn in full.
    pub fn as_it_stands(mut self) -> Element {
        self.0.stands = true;
        self
    }
}

impl From<Element> for Child {
    fn from(element: Element) -> Child {
        Child::Element(element)
    }
}

impl From<&'static str> for Child {
    fn from(words: &'static str) -> Child {
        Child::Text(Cow::Borrowed(words))
    }
}

impl From<String> for Child {
    fn from(words: String) -> Child {
        Child::Text(Cow::Owned(words))
    }
}

impl From<Words> for Child {
    fn from(words: Words) -> Child {
        Child::Text(words)
    }
}

impl From<AnyView> for Child {
    fn from(view: AnyView) -> Child {
        Child::View(view)
    }
}

no_attrs!(Element);

impl RenderHtml for Element {
    type AsyncOutput = Self;
    type Owned = Self;
    const MIN_LENGTH: usize = 0;

    fn dry_resolve(&mut self) {}

    async fn resolve(self) -> Self {
        self
    }

    fn to_html_with_buf(self, buf: &mut String, position: &mut Position, _: bool, _: bool, _: Vec<AnyAttribute>) {
        markup::write(self, buf);
        *position = Position::NextChild;
    }

    /// Leptos's own way to take a page over is not used, see [`super::adopt`]: the element is made anew.
    fn hydrate<const FROM_SERVER: bool>(self, _: &Cursor, _: &PositionState) -> Self::State {
        self.build()
    }

    fn into_owned(self) -> Self {
        self
    }
}
