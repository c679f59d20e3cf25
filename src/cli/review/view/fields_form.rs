//! The fields of an article, edited in place.

use super::article_review::ArticleReview;
use super::form_fields::{hidden_fields, line_count, textarea_content};
use crate::cli::review::edit::{ArticleField, EditError, FieldValues};
use crate::components::built_view::{BuiltView, IntoBuilt};
use leptos::prelude::*;
use std::sync::Arc;

/// Title, deck, authors, date, language, section, tags and source; an error stands beside its field.
#[component]
pub(super) fn FieldsForm(
    /// The article.
    shown: Arc<ArticleReview>,
) -> impl IntoView {
    let messages = shown.messages;
    let (values, error) = match &shown.unsaved {
        Some((values, error)) => (values.clone(), Some(error)),
        None => (FieldValues::of(&shown.open.article), None),
    };
    let fields: Vec<BuiltView> = ArticleField::ALL.into_iter().map(|field| field_view(&shown, field, values.get(field), error)).collect();
    view! {
        <details id="fields" class="fields" open=error.is_some()>
            <summary class="fields-summary">{messages.fields}</summary>
            <form method="post" action=shown.address() class="field-grid">
                {hidden_fields(&shown)}
                {fields}
                <p class="field-end">
                    <button name="action" value="fields" class="button primary">{messages.save_fields}</button>
                </p>
            </form>
        </details>
    }
}

fn field_view(shown: &ArticleReview, field: ArticleField, value: &str, error: Option<&EditError>) -> BuiltView {
    let (messages, id) = (shown.messages, ["field-", field.name()].concat());
    let error = error.filter(|error| error.field() == Some(field)).map(|error| messages.error(error));
    let (hint_id, error_id) = ([&id, "-hint"].concat(), [&id, "-error"].concat());
    let described = match (error, messages.hint(field)) {
        (Some(_), Some(_)) => Some([&error_id, " ", &hint_id].concat()),
        (Some(_), None) => Some(error_id.clone()),
        (None, Some(_)) => Some(hint_id.clone()),
        (None, None) => None,
    };
    let invalid = error.map(|_| "true");
    view! {
        <div class="field" data-field=field.name()>
            <label for=id.clone()>{messages.field(field)}</label>
            {control(field, id, value, described, invalid)}
            {error.map(|words| view! { <p id=error_id class="field-error">{words}</p> })}
            {messages.hint(field).map(|words| view! { <p id=hint_id class="field-hint">{words}</p> })}
        </div>
    }
    .into_built()
}

/// A field of several lines for what may be long, of one line for the rest.
fn control(field: ArticleField, id: String, value: &str, described: Option<String>, invalid: Option<&'static str>) -> BuiltView {
    let name = field.name();
    match field {
        ArticleField::Title | ArticleField::Deck | ArticleField::Authors => {
            let (rows, content) = (line_count(value), textarea_content(value));
            view! { <textarea id=id name=name rows=rows aria-describedby=described aria-invalid=invalid>{content}</textarea> }.into_built()
        }
        ArticleField::Published | ArticleField::Lang | ArticleField::Section | ArticleField::Tags | ArticleField::Source => {
            let value = value.to_owned();
            view! { <input id=id name=name value=value aria-describedby=described aria-invalid=invalid/> }.into_built()
        }
    }
}
