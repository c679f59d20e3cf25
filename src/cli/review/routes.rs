//! The addresses of the review, and the answers.

use super::assets::{self, REVIEW_STYLES, SCRIPT};
use super::edit::{ArticleField, EditError, FieldValues};
use super::form::{FormData, Request};
use super::guards::{Access, Guard};
use super::inert_page::{self, inert_page};
use super::messages::{ENGLISH, ReviewMessages};
use super::queue::Order;
use super::responses::{HTML, PICTURE_POLICY, page, redirect, with_header, with_status};
use super::view::document::document;
use super::view::{ActionNotice, ArticleReview, ArticleReviewPage, ListPage, ShownList, SourceState, UndoTarget};
use super::workspace::{ChangeError, OpenArticle, Workspace};
use crate::cli::catch_panic::catch_panic;
use crate::cli::import::original::OriginalText;
use crate::cli::locale::Icu;
use crate::cli::serve::response::{empty_response, text_response};
use crate::cli::serve::{ServedRequest, ServedResponse, SiteFiles};
use crate::corpus::{Site, UrlBuilder};
use crate::stores::RenderContext;
use hyper::Method;
use leptos::prelude::*;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use url::form_urlencoded;

/// The review of a corpus as a site.
pub(super) struct ReviewSite {
    workspace: Workspace,
    guard: Guard,
    messages: &'static ReviewMessages,
    site: Site,
    pictures: SiteFiles,
    /// The outcomes of actions, shown on the page that comes next: by the id of its article, empty for the list.
    outcomes: Mutex<HashMap<String, ActionOutcome>>,
}

/// The outcome of an action, and the article before, if that was another.
#[derive(Debug, Clone, Default)]
struct ActionOutcome {
    notice: ActionNotice,
    undo: Option<UndoTarget>,
}

impl ReviewSite {
    /// The review of a corpus.
    pub(super) fn new(workspace: Workspace, guard: Guard) -> ReviewSite {
        let site = workspace.folder().read_site(&mut Vec::new());
        let pictures = SiteFiles::new(workspace.folder().root(), "/");
        ReviewSite { workspace, guard, messages: &ENGLISH, site, pictures, outcomes: Mutex::default() }
    }

    /// The address that is opened first.
    pub(super) fn entry_address(&self) -> String {
        self.guard.entry_address()
    }

    /// The number of articles that need a look.
    pub(super) fn count_left(&self) -> usize {
        self.workspace.queue().count_left()
    }

    /// Answers a request. A panic is an answer with status 500, and the next request is answered again.
    pub(super) fn respond(&self, request: &ServedRequest) -> ServedResponse {
        match self.guard.access(request) {
            Access::Denied => empty_response(403, "Cache-Control", "no-store"),
            Access::Entry => with_header(redirect("/"), "Set-Cookie", &self.guard.cookie()),
            Access::Granted => match catch_panic(|| self.route(request)) {
                Ok(response) => response,
                Err(caught) => {
                    let text = caught.diagnostic(request.path(), "the review goes on").to_string();
                    with_status(text_response(&text, "text/plain; charset=utf-8"), 500)
                }
            },
        }
    }

    fn route(&self, request: &ServedRequest) -> ServedResponse {
        let path = request.path().trim_end_matches('/');
        let id = |prefix: &str| path.strip_prefix(prefix).filter(|id| !id.is_empty());
        match (&request.method, path) {
            (&Method::POST, _) => id("/article/").map_or_else(|| self.not_found(), |id| self.post(id, request)),
            (_, "") => self.list(request.query()),
            (_, "/site.css") => text_response(&assets::site_styles(&self.site), "text/css; charset=utf-8"),
            (_, "/review.css") => text_response(REVIEW_STYLES, "text/css; charset=utf-8"),
            (_, "/review.js") => text_response(SCRIPT, "text/javascript; charset=utf-8"),
            (_, "/favicon.ico") => empty_response(204, "Cache-Control", "no-store"),
            _ if path.starts_with("/images/") => with_header(self.pictures.respond(request), "Content-Security-Policy", PICTURE_POLICY),
            _ => match (id("/article/"), id("/source/")) {
                (Some(id), _) => self.article(id),
                (_, Some(id)) => self.source(id),
                (None, None) => self.not_found(),
            },
        }
    }

    fn list(&self, query: &str) -> ServedResponse {
        self.workspace.refresh();
        let choice = |name: &str| form_urlencoded::parse(query.as_bytes()).find(|(known, _)| known == name).map(|(_, value)| value);
        let is_all = choice("show").is_some_and(|value| value == "all");
        let named = choice("sort").and_then(|value| Order::ALL.into_iter().find(|(_, name)| *name == value));
        let order = named.map(|(order, _)| order).unwrap_or_default();
        let outcome = self.take_outcome("").unwrap_or_default();
        let undo = outcome.undo.map(|target| (target, self.guard.token().to_owned()));
        let queue = self.workspace.queue();
        let entries = queue.sorted(is_all, order).into_iter().cloned().collect();
        let counts = [queue.count_left(), queue.sorted(true, order).len()];
        drop(queue);
        let notice = Some(outcome.notice);
        self.list_page(ShownList { site: self.site.name.clone(), entries, is_all, order, counts, notice, undo }, 200)
    }

    fn list_page(&self, list: ShownList, status: u16) -> ServedResponse {
        let messages = self.messages;
        let notice = list.notice.as_ref().map(|notice| notice.text.clone());
        let title = self.site.name.clone();
        page(document(&self.context(), messages, notice.as_deref(), &title, || view! { <ListPage list messages/> }), status)
    }

    fn not_found(&self) -> ServedResponse {
        let queue = self.workspace.queue();
        let entries = queue.sorted(false, Order::default()).into_iter().cloned().collect();
        let counts = [queue.count_left(), queue.sorted(true, Order::default()).len()];
        drop(queue);
        let notice = Some(error_notice(self.messages.not_found.to_owned()));
        self.list_page(ShownList { site: self.site.name.clone(), entries, counts, notice, ..ShownList::default() }, 404)
    }

    fn article(&self, id: &str) -> ServedResponse {
        match self.workspace.open(id) {
            Ok(open) => {
                let outcome = self.take_outcome(id);
                let undo = outcome.as_ref().and_then(|outcome| outcome.undo.clone());
                self.article_review_page(open, outcome.map(|outcome| outcome.notice), undo, None, 200)
            }
            Err(error) => self.cannot_open(&error),
        }
    }

    fn cannot_open(&self, error: &ChangeError) -> ServedResponse {
        match error {
            ChangeError::NotFound => self.not_found(),
            other => {
                let notice = Some(error_notice(self.error_message(other)));
                self.list_page(ShownList { site: self.site.name.clone(), notice, ..ShownList::default() }, 500)
            }
        }
    }

    fn article_review_page(
        &self,
        open: OpenArticle,
        notice: Option<ActionNotice>,
        undo: Option<UndoTarget>,
        unsaved: Option<(FieldValues, EditError)>,
        status: u16,
    ) -> ServedResponse {
        let own_step = open.last_step.as_ref().map(|step| UndoTarget { id: open.id.clone(), done: step.done.clone() });
        let shown = Arc::new(ArticleReview {
            messages: self.messages,
            token: self.guard.token().to_owned(),
            source: self.source_state(&open),
            undo: undo.or(own_step),
            notice,
            unsaved,
            open,
        });
        let words = shown.notice.as_ref().map(|notice| notice.text.clone());
        let title = shown.open.article.title.clone();
        page(document(&self.context(), self.messages, words.as_deref(), &title, || view! { <ArticleReviewPage shown/> }), status)
    }

    fn source_state(&self, open: &OpenArticle) -> SourceState {
        let Some(capture) = &open.article.capture else { return SourceState::None };
        match self.workspace.find_original(capture) {
            None => SourceState::Gone,
            Some(found) => match found.text {
                OriginalText::Page(_) => SourceState::Page { is_changed: found.is_changed },
                OriginalText::Plain(text) => SourceState::Plain { text, is_changed: found.is_changed },
            },
        }
    }

    /// The source of an article as an inert page.
    fn source(&self, id: &str) -> ServedResponse {
        let found = self.workspace.open(id).ok().and_then(|open| {
            let original = self.workspace.find_original(open.article.capture.as_ref()?)?;
            Some((original.text, open.article))
        });
        match found {
            Some((OriginalText::Page(html), article)) => {
                let response = text_response(&inert_page(&html, &article), HTML);
                let response = with_header(response, "X-DNS-Prefetch-Control", "off");
                with_header(with_header(response, "Referrer-Policy", "no-referrer"), "Content-Security-Policy", inert_page::POLICY)
            }
            Some((OriginalText::Plain(_), _)) | None => empty_response(404, "Cache-Control", "no-store"),
        }
    }

    fn post(&self, id: &str, request: &ServedRequest) -> ServedResponse {
        let form = FormData::parse(&request.body);
        let open = match self.workspace.open(id) {
            Ok(open) => open,
            Err(error) => return self.cannot_open(&error),
        };
        match form.request(&open, self.messages) {
            Some(Request::Undo) => self.undo(open, &form),
            Some(Request::Next) => self.go_to_next(id, None),
            Some(Request::Everywhere) => self.remove_everywhere(open, &form),
            Some(Request::Correct(change)) => match self.workspace.change(id, form.get("revision"), &change) {
                Ok(step) if form.get("action") == "approve" => self.go_to_next(id, Some(step.done)),
                Ok(step) => self.go_to_block(id, step.done, step.block),
                Err(error) => self.fail(open, &form, &error),
            },
            None => self.fail(open, &form, &ChangeError::Edit(EditError::NoSuchBlock)),
        }
    }

    fn remove_everywhere(&self, open: OpenArticle, form: &FormData) -> ServedResponse {
        let done = |pages: usize, host: &str| self.messages.count_on_host(&self.messages.done_everywhere, pages, host);
        match self.workspace.remove_everywhere(&open.id, done) {
            Ok(step) => self.go_to_block(&open.id, step.done, step.block),
            Err(error) => self.fail(open, form, &error),
        }
    }

    fn undo(&self, open: OpenArticle, form: &FormData) -> ServedResponse {
        match self.workspace.undo(&open.id) {
            Ok(undone) if undone.skipped > 0 => {
                let done = self.messages.count(&self.messages.undone_partly, undone.skipped);
                self.go_to_block(&open.id, done, undone.step.block)
            }
            Ok(undone) => self.go_to_block(&open.id, self.messages.undone.fill([&undone.step.done]), undone.step.block),
            Err(error) => self.fail(open, form, &error),
        }
    }

    /// On to the next article that needs a look, or to the list if none does. What was done to the last one can be undone there.
    fn go_to_next(&self, id: &str, done: Option<String>) -> ServedResponse {
        let next = self.workspace.queue().next_after(id).map(|entry| entry.id.clone());
        let undo = done.clone().map(|done| UndoTarget { id: id.to_owned(), done });
        let notice = ActionNotice { text: done.unwrap_or_default(), ..ActionNotice::default() };
        self.keep_outcome(next.as_deref().unwrap_or_default(), ActionOutcome { notice, undo });
        redirect(&next.map_or_else(|| "/".to_owned(), |next| format!("/article/{next}")))
    }

    /// Back to the article, at the block that changed.
    fn go_to_block(&self, id: &str, text: String, block: Option<usize>) -> ServedResponse {
        self.keep_outcome(id, ActionOutcome { notice: ActionNotice { text, ..ActionNotice::default() }, undo: None });
        let fragment = block.map(|block| format!("#block-{block}")).unwrap_or_default();
        redirect(&format!("/article/{id}{fragment}"))
    }

    /// Shows the article as it is now, why nothing was done, and what was typed.
    fn fail(&self, open: OpenArticle, form: &FormData, error: &ChangeError) -> ServedResponse {
        let unsaved = match error {
            ChangeError::Edit(error) if error.field().is_some() => Some((form.field_values(), error.clone())),
            _ => None,
        };
        let is_typed = matches!(form.get("action"), "text" | "fields") && unsaved.is_none();
        let typed = if is_typed { typed_texts(form) } else { Vec::new() };
        let status = if matches!(error, ChangeError::Conflict | ChangeError::UndoConflict) { 409 } else { 422 };
        self.article_review_page(open, Some(ActionNotice { typed, ..error_notice(self.error_message(error)) }), None, unsaved, status)
    }

    fn error_message(&self, error: &ChangeError) -> String {
        match error {
            ChangeError::NotFound => self.messages.not_found.to_owned(),
            ChangeError::Conflict => self.messages.conflict.to_owned(),
            ChangeError::UndoConflict => self.messages.undo_conflict.to_owned(),
            ChangeError::NothingToUndo => self.messages.nothing_to_undo.to_owned(),
            ChangeError::Edit(error) => self.messages.error(error).to_owned(),
            ChangeError::Failed(text) => self.messages.failed.fill([text]),
        }
    }

    fn context(&self) -> RenderContext {
        RenderContext::new(&self.site.name, self.messages.lang, UrlBuilder::for_site("/"), Arc::new(Icu))
    }

    fn keep_outcome(&self, id: &str, outcome: ActionOutcome) {
        self.outcomes.lock().unwrap_or_else(PoisonError::into_inner).insert(id.to_owned(), outcome);
    }

    fn take_outcome(&self, id: &str) -> Option<ActionOutcome> {
        self.outcomes.lock().unwrap_or_else(PoisonError::into_inner).remove(id)
    }
}

/// The words that were typed into a form that could not be saved.
fn typed_texts(form: &FormData) -> Vec<String> {
    let fields = ArticleField::ALL.into_iter().map(|field| form.get(field.name()).to_owned());
    form.texts().into_iter().chain(fields).filter(|text| !text.trim().is_empty()).collect()
}

fn error_notice(text: String) -> ActionNotice {
    ActionNotice { text, is_error: true, ..ActionNotice::default() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Article, Block, Capture};
    use crate::cli::folder::{self, Folder};
    use crate::cli::serve::request::{ConditionalHeaders, OriginHeaders};
    use tempfile::TempDir;

    const PORT: u16 = 8081;
    const HOSTILE: &str = "</textarea></title></option></p><script>alert(1)</script>";

    fn site() -> (TempDir, ReviewSite) {
        let place = tempfile::tempdir().unwrap();
        let folder = Folder::new(place.path());
        for (id, confidence) in [("a", 0.1), ("b", 0.2)] {
            let capture = Capture { from: HOSTILE.into(), cut: vec![HOSTILE.into()], ..Capture::default() };
            let body = vec![Block::paragraph(HOSTILE), Block::paragraph("Words.")];
            let review = Some(HOSTILE.to_owned());
            let article =
                Article { title: HOSTILE.into(), confidence: Some(confidence), review, capture: Some(capture), body, ..Article::default() };
            folder::write(&folder.path(&format!("articles/{id}.json")), &folder::to_json(&article).unwrap()).unwrap();
        }
        let site = ReviewSite::new(Workspace::new(folder, Vec::new()), Guard::new(PORT).unwrap());
        (place, site)
    }

    fn send(site: &ReviewSite, method: Method, target: &str, body: &str) -> (u16, String, String) {
        let cookie = site.guard.cookie().split(';').next().map(str::to_owned);
        let origin_headers = OriginHeaders { host: Some(format!("127.0.0.1:{PORT}")), cookie, ..OriginHeaders::default() };
        let body = format!("token={}&{body}", site.guard.token()).into();
        let request =
            ServedRequest { method, target: target.into(), conditional_headers: ConditionalHeaders::default(), origin_headers, body };
        let response = site.respond(&request);
        let location = response.headers.iter().find(|(name, _)| *name == "Location").map(|(_, value)| value.clone());
        (response.status, location.unwrap_or_default(), String::from_utf8(response.body).unwrap())
    }

    fn get(site: &ReviewSite, target: &str) -> String {
        send(site, Method::GET, target, "").2
    }

    fn post(site: &ReviewSite, id: &str, fields: &str) -> (u16, String, String) {
        let revision = site.workspace.open(id).map(|open| open.revision).unwrap_or_default();
        send(site, Method::POST, &format!("/article/{id}"), &format!("revision={revision}&{fields}"))
    }

    #[test]
    fn no_text_of_an_article_becomes_markup() {
        let (_place, site) = site();
        post(&site, "a", "action=remove&block=0");
        let conflict = send(&site, Method::POST, "/article/a", &format!("revision=old&action=text&block=0&text={HOSTILE}")).2;
        for page in [get(&site, "/"), get(&site, "/article/a"), get(&site, "/article/b"), conflict] {
            assert!(page.contains("alert(1)") && !page.contains("<script>"), "{page}");
        }
    }

    #[test]
    fn approval_leads_on_and_its_undo_leads_back() {
        let (_place, site) = site();
        assert_eq!(post(&site, "a", "action=approve").1, "/article/b");
        let next = get(&site, "/article/b");
        assert!(next.contains("looks right") && next.contains("action=\"/article/a\""), "the last approval can be undone here");
        assert!(!get(&site, "/article/b").contains("action=\"/article/a\""), "it is said once");
        assert_eq!(post(&site, "b", "action=approve").1, "/");
        assert!(get(&site, "/").contains("action=\"/article/b\""));
        assert_eq!(post(&site, "b", "action=undo").1, "/article/b");
        assert_eq!(site.count_left(), 1);
    }

    #[test]
    fn addresses_that_lead_nowhere_say_so() {
        let (_place, site) = site();
        for target in ["/article/none", "/article/../a", "/nowhere", "/source/none"] {
            assert_eq!(send(&site, Method::GET, target, "").0, 404, "{target}");
        }
        assert_eq!(post(&site, "a", "action=dance&block=0").0, 422);
        assert_eq!(send(&site, Method::GET, "/images/../site.json", "").0, 404);
    }
}
