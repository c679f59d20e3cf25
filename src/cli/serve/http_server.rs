//! Connections and threads: one thread for all connections, one of a pool for each request.

use super::request::ServedRequest;
use super::response_writer::{ResponseBody, ResponseWriter};
use crate::cli::parallel_map_ordered::STACK_BYTES;
use http_body_util::{BodyExt, Either, Full, Limited};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response, StatusCode};
use hyper_util::rt::TokioIo;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::thread::{self, JoinHandle};
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::runtime::{Builder, Handle};
use tokio::sync::oneshot;
use tokio::sync::oneshot::error::RecvError;

/// The maximum number of requests that are answered or wait at the same time; further ones queue.
const MAX_CONCURRENT_REQUESTS: usize = 512;

/// The pause after a connection could not be accepted, as when the process has too many open files.
const ACCEPT_RETRY_DELAY: Duration = Duration::from_millis(50);

/// The maximum length of a request's body, in bytes.
const MAX_BODY_BYTES: usize = 8 << 20;

/// Answers one request on a thread of its own.
pub(in crate::cli) type Handler = Arc<dyn Fn(&ServedRequest, ResponseWriter) + Send + Sync>;

/// A running server. Dropping it closes its port and all connections.
pub(in crate::cli) struct HttpServer {
    address: SocketAddr,
    /// Stops the thread when it is dropped.
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl HttpServer {
    /// Listens on 127.0.0.1 at a port, 0 for any free one. With `keep_alive` a connection is kept for further requests.
    ///
    /// # Errors
    /// When the port is in use.
    pub(in crate::cli) fn start(port: u16, keep_alive: bool, handler: Handler) -> io::Result<HttpServer> {
        let listener = std::net::TcpListener::bind(("127.0.0.1", port))?;
        listener.set_nonblocking(true)?;
        let address = listener.local_addr()?;
        let runtime = Builder::new_current_thread()
            .enable_all()
            .max_blocking_threads(MAX_CONCURRENT_REQUESTS)
            .thread_stack_size(STACK_BYTES)
            .build()?;
        // The caller may be a task of another runtime, which must not block on this one.
        let listener = {
            let _context = runtime.enter();
            TcpListener::from_std(listener)?
        };
        let (stop, stopped) = oneshot::channel();
        let thread = thread::spawn(move || {
            runtime.block_on(async {
                tokio::spawn(accept_connections(listener, keep_alive, handler));
                stopped.await.ok();
            });
            // Closes all connections. Requests that still wait are not waited for.
            runtime.shutdown_background();
        });
        Ok(HttpServer { address, stop: Some(stop), thread: Some(thread) })
    }

    /// The address that it listens on.
    pub(in crate::cli) fn address(&self) -> SocketAddr {
        self.address
    }

    /// Answers requests until the program ends.
    pub(in crate::cli) fn wait(mut self) {
        self.thread.take().map(JoinHandle::join);
    }
}

impl Drop for HttpServer {
    fn drop(&mut self) {
        self.stop.take();
        self.thread.take().map(JoinHandle::join);
    }
}

async fn accept_connections(listener: TcpListener, keep_alive: bool, handler: Handler) {
    loop {
        match listener.accept().await {
            Ok((stream, _)) => drop(tokio::spawn(serve_connection(stream, keep_alive, handler.clone()))),
            Err(_) => tokio::time::sleep(ACCEPT_RETRY_DELAY).await,
        }
    }
}

async fn serve_connection(stream: TcpStream, keep_alive: bool, handler: Handler) {
    // A piece of a body is sent when it is written, not when the client has acknowledged the one before.
    stream.set_nodelay(true).ok();
    let service = service_fn(|request| respond(request, handler.clone()));
    // A client that disconnects is no failure of the server.
    http1::Builder::new().keep_alive(keep_alive).serve_connection(TokioIo::new(stream), service).await.ok();
}

/// Answers a request. An error, after the handler has dropped its writer, makes hyper close the connection.
async fn respond(request: Request<Incoming>, handler: Handler) -> Result<Response<ResponseBody>, RecvError> {
    let (head, body) = request.into_parts();
    let Ok(body) = Limited::new(body, MAX_BODY_BYTES).collect().await else { return Ok(body_too_large()) };
    let request = ServedRequest::from_http(&head, body.to_bytes());
    let (writer, response) = ResponseWriter::new(Handle::current());
    tokio::task::spawn_blocking(move || handler(&request, writer));
    response.await
}

/// The response to a request whose body is too large, or broke off.
fn body_too_large() -> Response<ResponseBody> {
    let mut response = Response::new(Either::Left(Full::default()));
    *response.status_mut() = StatusCode::PAYLOAD_TOO_LARGE;
    response
}
