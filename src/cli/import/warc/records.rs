//! The records of an archive, compressed record by record or not at all.

use super::{VERSION_PREFIX, is_gzip};
use crate::cli::import::archive::bounded::MAX_ARCHIVE_BYTES;
use flate2::bufread::MultiGzDecoder;
use std::io::{self, BufRead, BufReader, Read};

/// A record.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct WarcRecord {
    /// Its type, such as `response`.
    pub(super) kind: String,
    pub(super) uri: Option<String>,
    /// The time of the capture, RFC 3339.
    pub(super) date: Option<String>,
    /// For a revisit, the address of the record with the same content.
    pub(super) refers_to_uri: Option<String>,
    pub(super) content_type: String,
    pub(super) content: Vec<u8>,
}

/// Reads the records of an archive up to a limit.
pub(super) struct RecordReader<'a> {
    input: Box<dyn BufRead + 'a>,
    /// Number of bytes that may still be read.
    remaining: u64,
    /// Number of records that were read.
    pub(super) count: usize,
}

/// Maximum size of a header in bytes.
const MAX_HEADER_BYTES: u64 = 64 * 1024;

/// Maximum number of fields in a header.
const MAX_HEADER_FIELDS: usize = 64;

impl<'a> RecordReader<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> RecordReader<'a> {
        let input: Box<dyn BufRead + 'a> =
            if is_gzip(bytes) { Box::new(BufReader::new(MultiGzDecoder::new(bytes))) } else { Box::new(bytes) };
        RecordReader { input, remaining: MAX_ARCHIVE_BYTES, count: 0 }
    }

    /// The next record; `None` at the end.
    ///
    /// # Errors
    /// When the archive is damaged, cut off or too large: no record can be read after that.
    pub(super) fn read_record(&mut self) -> Result<Option<WarcRecord>, String> {
        let Some(header) = self.read_header().map_err(|error| self.damaged(&error))? else { return Ok(None) };
        let (mut record, length) = parse_header(&header).ok_or_else(|| self.damaged(&"its header is not one of WARC"))?;
        self.remaining = self.remaining.saturating_sub(header.len() as u64);
        if length > self.remaining {
            return Err(format!(
                "import reads up to {} MB of an archive; the records from number {} on were left out. Split the archive",
                MAX_ARCHIVE_BYTES >> 20,
                self.count + 1
            ));
        }
        self.remaining -= length;
        self.input.by_ref().take(length).read_to_end(&mut record.content).map_err(|error| self.damaged(&error))?;
        if (record.content.len() as u64) < length {
            return Err(self.damaged(&"it is cut off"));
        }
        self.count += 1;
        Ok(Some(record))
    }

    fn damaged(&self, reason: &dyn std::fmt::Display) -> String {
        format!("record {} is damaged: {reason}; the records before it were read. Get the archive again", self.count + 1)
    }

    /// The header of the next record with the blank line behind it, without blank lines before it.
    fn read_header(&mut self) -> io::Result<Option<Vec<u8>>> {
        let mut header = Vec::new();
        let mut input = self.input.by_ref().take(MAX_HEADER_BYTES);
        loop {
            let start = header.len();
            if input.read_until(b'\n', &mut header)? == 0 {
                return if header.is_empty() { Ok(None) } else { Err(io::ErrorKind::UnexpectedEof.into()) };
            }
            let is_blank = header.get(start..).is_some_and(|line| line.iter().all(u8::is_ascii_whitespace));
            match (is_blank, start) {
                (true, 0) => header.clear(),
                (true, _) => return Ok(Some(header)),
                (false, _) => {}
            }
        }
    }
}

/// The fields of a header, and the length of the content.
fn parse_header(header: &[u8]) -> Option<(WarcRecord, u64)> {
    let end = header.iter().position(|byte| *byte == b'\n')?;
    let (version, fields) = header.split_at_checked(end + 1)?;
    let mut parsed = [httparse::EMPTY_HEADER; MAX_HEADER_FIELDS];
    version.starts_with(VERSION_PREFIX).then_some(())?;
    let httparse::Status::Complete((_, parsed)) = httparse::parse_headers(fields, &mut parsed).ok()? else { return None };
    let value = |name: &str| {
        let field = parsed.iter().find(|field| field.name.eq_ignore_ascii_case(name))?;
        Some(String::from_utf8_lossy(field.value).trim().to_owned())
    };
    // Version 1.0 shows addresses in angle brackets, and some programs write them so.
    let address = |name: &str| value(name).map(|uri| uri.trim_start_matches('<').trim_end_matches('>').to_owned());
    let record = WarcRecord {
        kind: value("WARC-Type")?.to_ascii_lowercase(),
        uri: address("WARC-Target-URI"),
        date: value("WARC-Date"),
        refers_to_uri: address("WARC-Refers-To-Target-URI"),
        content_type: value("Content-Type").unwrap_or_default(),
        content: Vec::new(),
    };
    Some((record, value("Content-Length")?.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::Compression;
    use flate2::write::GzEncoder;
    use std::io::Write;

    const TWO: [&str; 2] = [
        "WARC/1.0\r\nWARC-Type: resource\r\nWARC-Target-URI: <https://example.org/a>\r\nWARC-Date: 2024-07-01T10:00:00Z\r\nContent-Type: text/html\r\nContent-Length: 3\r\n\r\nabc\r\n\r\n",
        "WARC/1.1\r\nWARC-Type: warcinfo\r\nContent-Length: 0\r\n\r\n\r\n\r\n",
    ];

    fn kinds(bytes: &[u8]) -> (Vec<String>, Option<String>) {
        let mut reader = RecordReader::new(bytes);
        let mut kinds = Vec::new();
        loop {
            match reader.read_record() {
                Ok(Some(record)) => kinds.push(record.kind),
                Ok(None) => return (kinds, None),
                Err(reason) => return (kinds, Some(reason)),
            }
        }
    }

    #[test]
    fn reads_records_compressed_one_by_one() {
        let zipped = TWO.map(|record| {
            let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
            encoder.write_all(record.as_bytes()).unwrap();
            encoder.finish().unwrap()
        });
        for bytes in [zipped.concat(), TWO.concat().into_bytes()] {
            assert_eq!(kinds(&bytes), (vec!["resource".to_owned(), "warcinfo".into()], None));
        }
        let first = RecordReader::new(TWO[0].as_bytes()).read_record().unwrap().unwrap();
        assert_eq!((first.uri.as_deref(), first.content.as_slice()), (Some("https://example.org/a"), &b"abc"[..]));
    }

    #[test]
    fn says_where_an_archive_ends_too_early() {
        let text = TWO.concat();
        let cut = &text.as_bytes()[..text.len() - 12];
        let long = text.replace("Content-Length: 0", "Content-Length: 99999999999");
        for (bytes, says) in [(cut, "record 2 is damaged"), (b"\r\nnonsense\r\n\r\n", "record 1"), (long.as_bytes(), "up to 192 MB")] {
            assert!(kinds(bytes).1.unwrap().contains(says), "{says}");
        }
    }
}
