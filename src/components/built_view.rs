//! One type for all views.
//!
//! In the program a view is built the moment its type is erased, and kept as its mountable state. [`AnyView`] would also carry the
//! code that patches it into another view of the same type, once for each erased type: about a tenth of the program. So an erased
//! view is never patched: its dynamic parts read signals, and a closure that returns another view replaces the whole. Natively it
//! is an [`AnyView`].
//!
//! Only this module uses `leptos::tachys`, whose types appear in the method signatures of `RenderHtml`.

use leptos::children::ToChildren;
use std::sync::Arc;

#[cfg(not(target_arch = "wasm32"))]
pub(crate) use native::*;
#[cfg(target_arch = "wasm32")]
pub use wasm::*;

/// A view that changes as a whole: all of these have one type, and share the code of one effect.
pub(crate) type DynamicView = Box<dyn FnMut() -> BuiltView + Send>;

/// Redraws a view whenever the signals that it read change.
pub(crate) fn dynamic<V: IntoBuilt>(mut view: impl FnMut() -> V + Send + 'static) -> DynamicView {
    Box::new(move || view().into_built())
}

/// Children that may be rendered more than once, as those of [`super::ui::Show`].
#[derive(Clone)]
pub(crate) struct BuiltChildrenFn(Arc<dyn Fn() -> BuiltView + Send + Sync>);

impl BuiltChildrenFn {
    /// Renders the children.
    pub(crate) fn render(&self) -> BuiltView {
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

/// Children that are rendered once.
pub(crate) struct BuiltChildren(Box<dyn FnOnce() -> BuiltView + Send>);

impl BuiltChildren {
    /// Renders the children.
    pub(crate) fn render(self) -> BuiltView {
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
    pub(crate) type BuiltView = AnyView;

    /// Erases the type of a view.
    pub(crate) trait IntoBuilt {
        /// Erases the type of this view.
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

    /// A view of any kind, already built.
    pub struct BuiltView(SendWrapper<BuiltState>);

    /// The state of a built view. Dropping it ends its effects.
    pub struct BuiltState(Box<dyn Mountable>);

    /// Builds a view and erases its type.
    pub trait IntoBuilt {
        /// Builds this view and erases its type.
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

        /// Replaces the previous view.
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

    // The program never renders a page to HTML or hydrates one.
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
