//! Sends a response from the thread of its request: whole or in pieces, or closes the connection instead.

use super::response::ServedResponse;
use http_body_util::channel::{Channel, Sender};
use http_body_util::{Either, Full};
use hyper::body::Bytes;
use hyper::header::{CONTENT_LENGTH, HeaderName, HeaderValue};
use hyper::{Response, StatusCode};
use std::io::{self, ErrorKind, Write};
use tokio::runtime::Handle;
use tokio::sync::oneshot;

/// A body that is sent whole, or as its pieces are written.
pub(super) type ResponseBody = Either<Full<Bytes>, Channel<Bytes>>;

/// Sends the response to one request. Dropping it closes the connection without a response.
pub struct ResponseWriter {
    response: oneshot::Sender<Response<ResponseBody>>,
    runtime: Handle,
}

impl ResponseWriter {
    /// The writer of one response, and its receiver. `runtime` is the runtime of the receiver.
    pub(super) fn new(runtime: Handle) -> (ResponseWriter, oneshot::Receiver<Response<ResponseBody>>) {
        let (response, receiver) = oneshot::channel();
        (ResponseWriter { response, runtime }, receiver)
    }

    /// Sends a response.
    ///
    /// # Errors
    /// When the client has disconnected.
    pub fn send(self, response: ServedResponse) -> io::Result<()> {
        let head = http_head(&response);
        self.respond(head.map(|()| Either::Left(Full::new(response.body.into()))))
    }

    /// Sends the head of a response. The caller writes [`ServedResponse::sent_body`]; each write is sent without waiting for the
    /// next. If it writes less, the connection is closed once the writer is dropped: the client receives an incomplete response.
    ///
    /// # Errors
    /// When the client has disconnected.
    pub fn start(self, response: &ServedResponse) -> io::Result<BodyWriter> {
        let (sender, body) = Channel::new(1);
        let runtime = self.runtime.clone();
        self.respond(http_head(response).map(|()| Either::Right(body)))?;
        Ok(BodyWriter { sender, runtime })
    }

    /// Closes the connection without a response.
    pub fn disconnect(self) {}

    fn respond(self, response: Response<ResponseBody>) -> io::Result<()> {
        self.response.send(response).map_err(|_| io::Error::from(ErrorKind::BrokenPipe))
    }
}

/// Writes the body of a response.
pub struct BodyWriter {
    sender: Sender<Bytes>,
    runtime: Handle,
}

impl Write for BodyWriter {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let sent = self.runtime.block_on(self.sender.send_data(Bytes::copy_from_slice(bytes)));
        sent.map(|()| bytes.len()).map_err(|_| ErrorKind::BrokenPipe.into())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The status and the headers of a response. A header that HTTP does not allow is left out.
fn http_head(response: &ServedResponse) -> Response<()> {
    let mut head = Response::new(());
    *head.status_mut() = StatusCode::from_u16(response.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    for (name, value) in &response.headers {
        if let (Ok(name), Ok(value)) = (HeaderName::from_bytes(name.as_bytes()), HeaderValue::from_str(value)) {
            head.headers_mut().append(name, value);
        }
    }
    head.headers_mut().insert(CONTENT_LENGTH, response.body.len().into());
    head
}
