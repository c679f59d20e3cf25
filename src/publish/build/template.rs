//! The template of a page: the HTML that Trunk made, with slots, its styles joined and its files named by their content.

use super::reader::{BODY, Reader};
use super::{shorter, smaller};
use crate::publish::folder;
use std::collections::BTreeMap;
use std::string::FromUtf8Error;

/// What starts the program in the worker, and the glue of that program: published as one file, by the name of the second.
const WORKER: [&str; 2] = ["worker.js", "searcher.js"];

/// The slot for what is said of a page.
const HEAD: &str = "<!--lectern:head-->";

/// A template that pages are put into.
#[derive(Debug, Clone)]
pub struct Template {
    pieces: Vec<Piece>,
    /// The template as text, its slots empty: another build can start from it.
    pub text: String,
    /// Programs and styles as they are published: paths inside the site, and bytes.
    pub files: BTreeMap<String, Vec<u8>>,
    /// Files of the reader that were joined or renamed.
    pub gone: Vec<String>,
}

/// A page, as it is put into a template.
#[derive(Debug, Clone, Default)]
pub struct Page {
    /// Attributes of the root element, with a space before each.
    pub root: String,
    /// What stands in its head.
    pub head: String,
    /// What stands in its body.
    pub body: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece {
    Text(String),
    /// The address of a file.
    File(String),
    /// The attributes of the root element.
    Root,
    Head,
    Body,
}

impl Template {
    /// Joins the styles that a reader's template links, in their order, and names styles and programs by their content.
    pub fn new(reader: Reader) -> Template {
        let Reader { mut template, mut files } = reader;
        let before: Vec<String> = files.keys().cloned().collect();
        strip(&mut template);
        join_worker(&mut files);
        for (_, bytes) in files.iter_mut().filter(|(name, _)| name.ends_with(".js")) {
            let text = String::from_utf8(std::mem::take(bytes));
            *bytes = text.map_or_else(FromUtf8Error::into_bytes, |js| smaller::module(&js).into_bytes());
        }
        shorten(&mut template, &mut files);
        join_styles(&mut template, &mut files);
        name_programs(&mut template, &mut files);
        last_what_waits(&mut template);
        let pieces = pieces(&template, &files);
        let gone = before.into_iter().filter(|name| !files.contains_key(name)).collect();
        Template { pieces, text: template, files, gone }
    }

    /// Whether the page loads a file by an element of its own, a style or a script that it waits for.
    pub fn links(&self, name: &str) -> bool {
        name.ends_with(".css") || self.text.contains(&format!("<script src=\"/{name}\""))
    }

    /// The template with its text and its files changed.
    pub fn changed(mut self, change: impl FnOnce(&mut String, &mut BTreeMap<String, Vec<u8>>)) -> Template {
        change(&mut self.text, &mut self.files);
        self.pieces = pieces(&self.text, &self.files);
        self
    }

    /// Puts a page into the template, for a site under a base path.
    pub fn fill(&self, base: &str, page: &Page) -> String {
        let mut out = String::with_capacity(self.text.len() + page.head.len() + page.body.len() + 256);
        for piece in &self.pieces {
            match piece {
                Piece::Text(text) => out.push_str(text),
                Piece::File(name) => {
                    out.push_str(base);
                    out.push_str(name);
                }
                Piece::Root => out.push_str(&page.root),
                Piece::Head => out.push_str(&page.head),
                Piece::Body => out.push_str(&page.body),
            }
        }
        out
    }
}

/// A name with the first 16 digits of the hash of what it names: `start.js` is `start-0123456789abcdef.js`.
pub fn hashed(name: &str, bytes: &[u8]) -> String {
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
    format!("{stem}-{}.{extension}", &folder::sha256(bytes)[..16])
}

/// True where a name carries a hash already.
fn is_hashed(name: &str) -> bool {
    name.split(['-', '.', '_']).any(|part| part.len() == 16 && part.bytes().all(|b| b.is_ascii_hexdigit()))
}

/// Takes out what is for those who read the template: its comments but the slots, its own title, the white space around them.
fn strip(template: &mut String) {
    for (open, close) in [("<!--", "-->"), ("<title>", "</title>")] {
        let mut at = 0;
        while let Some(start) = template[at..].find(open).map(|found| at + found) {
            let end = template[start..].find(close).map_or(template.len(), |found| start + found + close.len());
            if template[start..end].starts_with("<!--lectern:") {
                at = end;
                continue;
            }
            let end = end + template[end..].len() - template[end..].trim_start().len();
            template.replace_range(start..end, "");
            at = start;
        }
    }
    let lines: Vec<&str> = template.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    *template = format!("{}\n", lines.join("\n"));
}

/// Puts the scripts that the page waits for behind everything else of the head: what stands after them would be asked for
/// only when they have come, one round trip later.
fn last_what_waits(template: &mut String) {
    let mut at = 0;
    let mut waited_for = String::new();
    while let Some(start) = template[at..].find("<script src=").map(|found| at + found) {
        let Some(end) = template[start..].find("</script>").map(|found| start + found + "</script>".len()) else { break };
        waited_for.push_str(&template[start..end]);
        let end = end + template[end..].len() - template[end..].trim_start().len();
        template.replace_range(start..end, "");
        at = start;
    }
    if let Some(head) = template.find("</head>") {
        template.insert_str(head, &waited_for);
    }
}

fn join_styles(template: &mut String, files: &mut BTreeMap<String, Vec<u8>>) {
    let mut joined = Vec::new();
    let mut first = None;
    let mut at = 0;
    while let Some(start) = template[at..].find("<link").map(|found| at + found) {
        let end = template[start..].find('>').map_or(template.len(), |found| start + found + 1);
        let tag = &template[start..end];
        let name = attribute(tag, "href").map(file_name).filter(|name| name.ends_with(".css"));
        let sheet = name.filter(|_| attribute(tag, "rel") == Some("stylesheet")).and_then(|name| files.remove(name));
        let Some(sheet) = sheet else {
            at = end;
            continue;
        };
        joined.extend_from_slice(&sheet);
        if !sheet.ends_with(b"\n") {
            joined.push(b'\n');
        }
        // The line goes with its tag: what is left of it would be white space.
        let end = end + template[end..].len() - template[end..].trim_start().len();
        template.replace_range(start..end, "");
        first.get_or_insert(start);
        at = start;
    }
    if let Some(place) = first {
        let joined = String::from_utf8(joined).map_or_else(|error| error.into_bytes(), |css| smaller::style(&css).into_bytes());
        let name = hashed("style.css", &joined);
        template.insert_str(place, &format!("<link rel=\"stylesheet\" href=\"/{name}\">\n"));
        files.insert(name, joined);
    }
}

/// Puts what starts the worker behind the glue that it imports: one request less before the first answer. Its first
/// statement is that import; the names that it brings are those of the glue's own functions.
fn join_worker(files: &mut BTreeMap<String, Vec<u8>>) {
    if !WORKER.iter().all(|name| files.contains_key(*name)) {
        return;
    }
    let [starter, mut glue] = WORKER.map(|name| files.remove(name).unwrap_or_default());
    let starter = String::from_utf8_lossy(&starter);
    let begin = starter.find("import {").unwrap_or(0);
    let end = starter[begin..].find(';').map_or(begin, |end| begin + end + 1);
    glue.push(b'\n');
    glue.extend_from_slice(starter[end..].as_bytes());
    files.insert(WORKER[1].to_owned(), glue);
}

/// Gives programs and their glue short names for each other, and takes the hash of what they were from their own.
fn shorten(template: &mut String, files: &mut BTreeMap<String, Vec<u8>>) {
    let glues: Vec<String> = files.keys().filter_map(|name| name.strip_suffix(".js").map(str::to_owned)).collect();
    for stem in glues {
        let (glue, program) = (format!("{stem}.js"), format!("{stem}_bg.wasm"));
        let both = files.get(&glue).and_then(|js| std::str::from_utf8(js).ok()).zip(files.get(&program));
        let Some((js, wasm)) = both.and_then(|(js, wasm)| shorter::names(js, wasm)) else { continue };
        let plain = stem.split('-').next().unwrap_or(&stem);
        *template = template.replace(&program, &format!("{plain}_bg.wasm")).replace(&glue, &format!("{plain}.js"));
        for old in [&glue, &program] {
            files.remove(old);
        }
        files.extend([(format!("{plain}.js"), js.into_bytes()), (format!("{plain}_bg.wasm"), wasm)]);
    }
}

/// Programs that Trunk only copied get a name with their hash, wherever the template names them.
fn name_programs(template: &mut String, files: &mut BTreeMap<String, Vec<u8>>) {
    // A style that no page links belongs to an older template.
    files.retain(|name, _| !name.ends_with(".css") || template.contains(name.as_str()));
    let plain: Vec<String> = files.keys().filter(|name| !name.contains('/') && is_program(name) && !is_hashed(name)).cloned().collect();
    for name in plain {
        let quoted = [format!("/{name}\""), format!("\"{name}\"")];
        if !quoted.iter().any(|quoted| template.contains(quoted.as_str())) {
            continue;
        }
        if let Some(bytes) = files.remove(&name) {
            let new = hashed(&name, &bytes);
            *template = template.replace(&quoted[0], &format!("/{new}\"")).replace(&quoted[1], &format!("\"{new}\""));
            files.insert(new, bytes);
        }
    }
}

fn is_program(name: &str) -> bool {
    [".js", ".wasm"].iter().any(|end| name.ends_with(end))
}

/// Cuts the template at its slots, at the attributes of its root and at every address of a file that it names.
fn pieces(template: &str, files: &BTreeMap<String, Vec<u8>>) -> Vec<Piece> {
    let (before, after) = match template.find("<html") {
        Some(root) => {
            let end = template[root..].find('>').map_or(template.len(), |found| root + found);
            (&template[..root + "<html".len()], &template[end..])
        }
        None => ("", template),
    };
    let mut pieces = vec![Piece::Text(before.to_owned()), Piece::Root];
    let mut rest = after;
    while let Some((at, length, piece)) = next_piece(rest, files) {
        pieces.push(Piece::Text(rest[..at].to_owned()));
        pieces.push(piece);
        rest = &rest[at + length..];
    }
    pieces.push(Piece::Text(rest.to_owned()));
    pieces
}

/// The next place in a text that a page fills: where it begins, how long it is, what comes there.
fn next_piece(text: &str, files: &BTreeMap<String, Vec<u8>>) -> Option<(usize, usize, Piece)> {
    let slot = |slot: &str, piece: Piece| text.find(slot).map(|at| (at, slot.len(), piece));
    let mut found: Vec<(usize, usize, Piece)> = [slot(HEAD, Piece::Head), slot(BODY, Piece::Body)].into_iter().flatten().collect();
    let mut at = 0;
    while let Some(open) = text[at..].find("=\"").map(|found| at + found + 2) {
        let close = text[open..].find('"').map_or(text.len(), |found| open + found);
        if let Some(file) = files.keys().find(|file| names(&text[open..close], file)) {
            found.push((open, close - open, Piece::File(file.clone())));
            break;
        }
        at = close;
    }
    found.into_iter().min_by_key(|(at, _, _)| *at)
}

/// True where an address, whatever stands before it, is that of a file.
fn names(address: &str, file: &str) -> bool {
    address.strip_suffix(file).is_some_and(|before| before.is_empty() || before.ends_with('/'))
}

fn file_name(address: &str) -> &str {
    address.rsplit('/').next().unwrap_or(address)
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let start = tag.find(&format!(" {name}=\""))? + name.len() + 3;
    tag[start..].split('"').next()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reader() -> Reader {
        let template = "<!doctype html>\n<html lang=\"en\">\n<head>\n  <!-- For those who read this. -->\n  <title>Template</title>\n<!--lectern:head-->\n<script src=\"/theme.js\"></script>\n\
            <link rel=\"stylesheet\" href=\"/tokens-0123456789abcdef.css\">\n<link rel=\"stylesheet\" href=\"/list-0123456789abcdee.css\">\n\
            <link rel=\"modulepreload\" href=\"/reader-1123456789abcdee.js\"></head>\n<body><!--lectern:body-->\n\
            <script type=\"module\" src=\"/start.js\" data-js=\"/reader-1123456789abcdee.js\"></script></body></html>\n";
        let files = [
            ("theme.js", "t"),
            ("start.js", "s"),
            ("reader-1123456789abcdee.js", "r"),
            ("tokens-0123456789abcdef.css", "@layer a, b;"),
            ("list-0123456789abcdee.css", "li{}"),
        ];
        let files = files.into_iter().map(|(name, text)| (name.to_owned(), text.as_bytes().to_vec())).collect();
        Reader { template: template.to_owned(), files }
    }

    #[test]
    fn styles_are_joined_in_order_and_files_named_by_what_is_in_them() {
        let template = Template::new(reader());
        let style = template.files.iter().find(|(name, _)| name.ends_with(".css")).unwrap();
        assert_eq!(style.1, b"@layer a,b;li{}");
        assert_eq!(style.0, &hashed("style.css", style.1));
        assert_eq!(template.files.len(), 4, "{:?}", template.files.keys());
        assert_eq!(template.gone.len(), 4);
    }

    #[test]
    fn what_starts_the_worker_stands_behind_its_glue_in_one_file() {
        let mut reader = reader();
        let files = [
            ("worker.js", "// Why.\nimport { ask } from './searcher.js';\nonmessage = ask;\n"),
            ("searcher.js", "function ask() {}\nexport { ask };\n"),
            ("searcher_bg.wasm", "w"),
        ];
        reader.files.extend(files.map(|(name, text)| (name.to_owned(), text.as_bytes().to_vec())));
        reader.template = reader
            .template
            .replace("src=\"/start.js\"", "src=\"/start.js\" data-worker=\"/searcher.js\" data-searcher=\"/searcher_bg.wasm\"");
        let template = Template::new(reader);
        let file = |start: &str| template.files.iter().find(|(name, _)| name.starts_with(start)).unwrap();
        let (name, script) = file("searcher-");
        assert_eq!(String::from_utf8_lossy(script), "function ask(){}\nexport{ask};onmessage=ask;");
        let html = template.fill("/room/", &Page::default());
        assert!(html.contains(&format!("data-worker=\"/room/{name}\" data-searcher=\"/room/{}\"", file("searcher_bg-").0)), "{html}");
    }

    #[test]
    fn a_page_names_its_files_below_the_base() {
        let page = Page { root: " lang=\"zh\"".into(), head: "HEAD".into(), body: "BODY".into() };
        let html = Template::new(reader()).fill("/room/", &page);
        assert!(html.starts_with("<!doctype html>\n<html lang=\"zh\">\n<head>\nHEAD\n"), "{html}");
        assert!(html.contains("href=\"/room/style-") && html.contains("src=\"/room/start-") && html.contains("<body>BODY"));
        assert_eq!(html.matches("\"/room/reader-1123456789abcdee.js\"").count(), 2, "the hint and the program name the same file");
    }

    #[test]
    fn nothing_stands_behind_a_script_that_the_page_waits_for() {
        let html = Template::new(reader()).fill("/", &Page::default());
        let waits = html.find("<script src=\"/theme-").unwrap();
        assert!(html[waits..].find("</script></head>").is_some_and(|end| end < 60), "{html}");
        assert!(html.find("modulepreload").unwrap() < waits && html.find("stylesheet").unwrap() < waits);
    }

    #[test]
    fn a_template_that_was_finished_once_is_finished_the_same_way_again() {
        let once = Template::new(reader());
        let again = Template::new(Reader { template: once.text.clone(), files: once.files.clone() });
        assert_eq!((again.fill("/", &Page::default()), &again.files), (once.fill("/", &Page::default()), &once.files));
    }
}
