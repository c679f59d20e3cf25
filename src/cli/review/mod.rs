//! Review: a publisher corrects imported articles in a browser on this machine, with the source beside the article.
//!
//! - [`edit`]: what can be done to an article, as pure functions. [`history`]: undo, also after a restart.
//! - [`queue`]: which articles need a look. [`workspace`]: the corpus under review: opens, changes, undoes.
//!   [`everywhere`]: the same change on all pages of a host.
//! - [`guards`]: which requests are answered at all. [`routes`]: answers them. [`responses`]: their headers. [`form`]: what a form asks for.
//! - [`view`]: the pages. [`messages`]: their words, [`message_choice`] chooses among them. [`inert_page`]: a saved page that runs nothing. [`assets`]: styles and keys.
//!
//! Deliberately absent: what is published. A change is written to the article's file, as a person would edit it; the next import sees
//! that and leaves the article alone.

mod assets;
mod edit;
mod everywhere;
mod form;
mod guards;
mod history;
mod inert_page;
mod message_choice;
mod messages;
mod queue;
mod responses;
mod routes;
mod view;
mod workspace;

use super::command_error::CommandError;
use super::folder::Folder;
use super::serve::{Handler, HttpServer};
use guards::Guard;
use routes::ReviewSite;
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};
use workspace::Workspace;

/// Options of `lectern review`.
#[derive(Debug, Clone, Default)]
pub(super) struct Options {
    /// The corpus folder.
    pub(super) corpus: PathBuf,
    /// The port on 127.0.0.1, 0 for any free one.
    pub(super) port: u16,
    /// Folders in which sources are looked for first.
    pub(super) sources: Vec<PathBuf>,
}

/// A running review. Dropping it closes its port.
pub(super) struct RunningReview {
    server: HttpServer,
    site: Arc<ReviewSite>,
}

impl RunningReview {
    /// Opens a corpus and serves its review.
    ///
    /// # Errors
    /// When the port is in use, or the system gives no random token.
    pub(super) fn start(options: Options) -> Result<RunningReview, CommandError> {
        let workspace = Workspace::new(Folder::new(options.corpus), options.sources);
        // The guard knows the port, which is chosen when the server starts: requests before that moment get no answer.
        let site: Arc<OnceLock<Arc<ReviewSite>>> = Arc::default();
        let current = site.clone();
        let handler: Handler = Arc::new(move |request, writer| match current.get() {
            // A client that disconnects is no failure of the server.
            Some(site) => drop(writer.send(ReviewSite::respond(site, request))),
            None => writer.disconnect(),
        });
        let server = HttpServer::start(options.port, true, handler).map_err(|error| port_error(options.port, &error))?;
        let guard = Guard::new(server.address().port())?;
        let opened = site.get_or_init(|| Arc::new(ReviewSite::new(workspace, guard))).clone();
        Ok(RunningReview { server, site: opened })
    }

    /// The address to open, with the token.
    pub(super) fn address(&self) -> String {
        self.site.entry_address()
    }

    /// The number of articles that need a look.
    pub(super) fn count_left(&self) -> usize {
        self.site.count_left()
    }

    /// Answers requests until the program ends.
    pub(super) fn wait(self) {
        self.server.wait();
    }
}

fn port_error(port: u16, error: &std::io::Error) -> CommandError {
    CommandError::Failed(format!("cannot listen on port {port} of 127.0.0.1: {error}. Choose another port with --port"))
}
