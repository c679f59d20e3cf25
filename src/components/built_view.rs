//! Views of one type, whatever they are made of.
//!
//! In the program a view is built the moment it is erased, and kept as what can be mounted and taken out again. [`AnyView`] would
//! carry the code that patches it into another view of the same type as well, once for each type that is erased: about a
//! tenth of the program. So a view that was erased is never patched: what changes inside it reads signals, and a closure
//! that gives another one replaces the whole. Natively it is an [`AnyView`].
//!
//! This is the one module that names `leptos::tachys`, whose types the methods of `RenderHtml` have in their signatures.

use leptos::children::ToChildren;
use std::sync::Arc;

#[cfg(not(target_arch = "wasm32"))]
pub use native::*;
#[cfg(target_arch = "wasm32")]
pub use wasm::*;

/// A view that changes as a whole: all of these are of one type, and share the code of one effect.
pub type DynamicView = Box<dyn FnMut() -> BuiltView + Send>;

/// A view that is drawn anew whenever what it read has changed.
pub fn dynamic<V: IntoBuilt>(mut view: impl FnMut() -> V + Send + 'static) -> DynamicView {
    Box::new(move || view().into_built())
}

/// Children that may be drawn more than once, as of [`super::ui::Show`].
#[derive(Clone)]
pub struct BuiltChildrenFn(Arc<dyn Fn() -> BuiltView + Send + Sync>);

impl BuiltChildrenFn {
    /// Draws them.
    pub fn draw(&self) -> BuiltView {
        (self.0)()
    }
}

impl<F: Fn() -> V + Send + Sync + 'static, V: IntoBuilt> ToChildren<F> for BuiltChildrenFn {
    fn to_children(children: F) -> BuiltChildrenFn {
        BuiltChildrenFn::from(children)
    }
}

impl<F: Fn() -> V + Send + Sync + 'static, V: IntoBuilt> From<F> for BuiltChildrenFn {
    fn from(children: F) -> BuiltChildrenFn {
        BuiltChildrenFn(Arc::new(move || children().into_built()))
    }
}

/// Children that are drawn once.
pub struct BuiltChildren(Box<dyn FnOnce() -> BuiltView + Send>);

impl BuiltChildren {
    /// Draws them.
    pub fn draw(self) -> BuiltView {
        (self.0)()
    }
}

impl<F: FnOnce() -> V + Send + 'static, V: IntoBuilt> ToChildren<F> for BuiltChildren {
    fn to_children(children: F) -> BuiltChildren {
        BuiltChildren(Box::new(move || children().into_built()))
    }
}

#[cfg(not(target_arch = "wasm32"))]
mod native {
    use leptos::prelude::*;

    /// A view of any kind.
    pub type BuiltView = AnyView;

    /// Erases the type of a view.
    pub trait IntoBuilt {
        /// The same view, of the one type.
        fn into_built(self) -> BuiltView;
    }

    impl<T: IntoAny> IntoBuilt for T {
        fn into_built(self) -> BuiltView {
            self.into_any()
        }
    }
}

#[cfg(target_arch = "wasm32")]
mod wasm {
    use leptos::attr::Attribute;
    use leptos::attr::any_attribute::AnyAttribute;
    use leptos::prelude::*;
    use leptos::tachys::hydration::Cursor;
    use leptos::tachys::view::{Position, PositionState};
    use send_wrapper::SendWrapper;
    use web_sys::{Element, Node};

    /// A view of any kind, built already.
    pub struct BuiltView(SendWrapper<BuiltState>);

    /// What a view was built to. Dropping it ends its effects.
    pub struct BuiltState(Box<dyn Mountable>);

    /// Builds a view and erases its type.
    pub trait IntoBuilt {
        /// The same view, built, of the one type.
        fn into_built(self) -> BuiltView;
    }

    impl<T: Render> IntoBuilt for T
    where
        T::State: 'static,
    {
        fn into_built(self) -> BuiltView {
            BuiltView(SendWrapper::new(BuiltState(Box::new(self.build()))))
        }
    }

    impl Mountable for BuiltState {
        fn unmount(&mut self) {
            self.0.unmount();
        }

        fn mount(&mut self, parent: &Element, marker: Option<&Node>) {
            self.0.mount(parent, marker);
        }

        fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
            self.0.insert_before_this(child)
        }

        fn elements(&self) -> Vec<Element> {
            self.0.elements()
        }
    }

    impl Render for BuiltView {
        type State = BuiltState;

        fn build(self) -> BuiltState {
            self.0.take()
        }

        /// Stands in the place of the one that was there.
        fn rebuild(self, state: &mut BuiltState) {
            let mut built = self.build();
            state.insert_before_this(&mut built);
            state.unmount();
            *state = built;
        }
    }

    impl AddAnyAttr for BuiltView {
        type Output<SomeNewAttr: Attribute> = BuiltView;

        fn add_any_attr<NewAttr: Attribute>(self, _: NewAttr) -> BuiltView {
            self
        }
    }

    // A page is never rendered to HTML or hydrated by the program.
    impl RenderHtml for BuiltView {
        type AsyncOutput = BuiltView;
        type Owned = BuiltView;

        const MIN_LENGTH: usize = 0;

        fn dry_resolve(&mut self) {}

        async fn resolve(self) -> BuiltView {
            self
        }

        fn to_html_with_buf(self, _: &mut String, _: &mut Position, _: bool, _: bool, _: Vec<AnyAttribute>) {}

        fn hydrate<const FROM_SERVER: bool>(self, _: &Cursor, _: &PositionState) -> BuiltState {
            self.build()
        }

        fn into_owned(self) -> BuiltView {
            self
        }
    }
}
