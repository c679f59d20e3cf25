//! The template of a page: the HTML that Trunk made, with slots, inline styles and files named by their content.

use crate::cli::build::app::app_files::{AppFiles, BODY_SLOT, StandaloneScripts};
use crate::cli::build::app::critical_css::{self, Sources};
use crate::cli::build::app::import_renamer;
use crate::cli::deflate;
use crate::cli::folder;
use rayon::prelude::*;
use std::collections::BTreeMap;

/// The worker's start script and the glue of its program: published as one file under the name of the second.
const WORKER_FILES: [&str; 2] = ["worker.js", "search_worker.js"];

/// The attribute that names the programs, and the one before it that says how all of them are compressed: src/app/start.js.
const PROGRAM_ATTRIBUTE: &str = " data-wasm=\"";
const COMPRESSION_ATTRIBUTE: &str = " data-compression=\"deflate\"";

/// The slot for the metadata of a page.
const HEAD_SLOT: &str = "<!--lectern:head-->";

/// A template to fill with pages.
#[derive(Debug, Clone)]
pub(crate) struct Template {
    /// The shapes for article pages and for all others.
    shapes: [Shape; 2],
    /// The template as text, with empty slots: another build can start from it.
    pub text: String,
    /// Programs and styles as they are published: paths inside the site, and contents.
    pub files: BTreeMap<String, Vec<u8>>,
    /// Files of the app that were joined or renamed.
    pub removed: Vec<String>,
    /// The scripts that no page links.
    pub scripts: StandaloneScripts,
}

/// A template for one kind of page.
#[derive(Debug, Clone)]
struct Shape {
    text: String,
    pieces: Vec<TemplatePiece>,
}

/// The content of a page, to fill into a template.
#[derive(Debug, Clone, Default)]
pub(crate) struct PageContent {
    /// True for an article's page, of which a site has many: see [`critical_css`].
    pub is_article: bool,
    /// Attributes of the root element, with a space before each.
    pub root: String,
    /// The HTML of its head.
    pub head: String,
    /// The HTML of its body.
    pub body: String,
}

/// How a site stores its WebAssembly programs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ProgramEncoding {
    /// As they are, for a reader that is being developed.
    Plain,
    /// As zlib data: smaller than what a host's gzip makes of them, and as small on a host that compresses nothing.
    Deflate,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum TemplatePiece {
    Text(String),
    /// The address of a file.
    File(String),
    /// The attributes of the root element.
    Root,
    Head,
    Body,
}

impl Template {
    /// Inlines the styles and scripts for the first paint, and names programs by their content.
    pub(crate) fn new(app_files: AppFiles, encoding: ProgramEncoding) -> Template {
        let AppFiles { mut template, mut files } = app_files;
        let before: Vec<String> = files.keys().cloned().collect();
        let scripts = StandaloneScripts::take(&mut files);
        strip(&mut template);
        join_worker(&mut files);
        shorten_imports(&mut template, &mut files);
        if encoding == ProgramEncoding::Deflate {
            compress_programs(&mut template, &mut files);
        }
        critical_css::defer_preload_hints(&mut template);
        critical_css::inline_critical(&mut template, &mut files);
        hash_program_names(&mut template, &mut files);
        let removed = before.into_iter().filter(|name| !files.contains_key(name)).collect();
        Template { shapes: shapes(&template, &files, ""), text: template, files, removed, scripts }
    }

    /// The same template with one more style in its pages, which its text does not contain.
    pub(crate) fn with_style(self, style: &str) -> Template {
        Template { shapes: shapes(&self.text, &self.files, style), ..self }
    }

    /// The inline styles and scripts that the policies allow, for article pages and for all others.
    pub(crate) fn sources(&self) -> [Sources; 2] {
        [0, 1].map(|shape| Sources::from_html(&self.shapes[shape].text))
    }

    /// The texts of both shapes, the inputs of pages.
    pub(crate) fn texts(&self) -> [&[u8]; 2] {
        [0, 1].map(|shape| self.shapes[shape].text.as_bytes())
    }

    /// Whether the page loads a file by an element of its own: a style or a blocking script.
    pub(crate) fn has_link_to(&self, name: &str) -> bool {
        name.ends_with(".css") || self.text.contains(&format!("<script src=\"/{name}\""))
    }

    /// Changes the text and files of the template.
    pub(crate) fn modify(mut self, change: impl FnOnce(&mut String, &mut BTreeMap<String, Vec<u8>>)) -> Template {
        change(&mut self.text, &mut self.files);
        self.with_style("")
    }

    /// Fills a page into the template, for a site under a base path.
    pub(crate) fn fill(&self, base: &str, page: &PageContent) -> String {
        let mut out = String::with_capacity(self.shapes[1].text.len() + page.head.len() + page.body.len() + 256);
        for piece in &self.shapes[usize::from(!page.is_article)].pieces {
            match piece {
                TemplatePiece::Text(text) => out.push_str(text),
                TemplatePiece::File(name) => {
                    out.push_str(base);
                    out.push_str(name);
                }
                TemplatePiece::Root => out.push_str(&page.root),
                TemplatePiece::Head => out.push_str(&page.head),
                TemplatePiece::Body => out.push_str(&page.body),
            }
        }
        out
    }
}

/// The template for article pages, and for all others.
fn shapes(text: &str, files: &BTreeMap<String, Vec<u8>>, style: &str) -> [Shape; 2] {
    [text.to_owned(), critical_css::inline_all_styles(text, files)].map(|mut text| {
        critical_css::append_style(&mut text, style);
        Shape { pieces: parse_pieces(&text, files), text }
    })
}

/// Inserts the first 16 digits of a content hash into a name: `start.js` becomes `start-0123456789abcdef.js`.
#[expect(clippy::string_slice, reason = "a hash is hexadecimal digits")]
pub(crate) fn hashed_name(name: &str, bytes: &[u8]) -> String {
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
    format!("{stem}-{}.{extension}", &folder::sha256(bytes)[..16])
}

/// True if a name already contains a hash.
fn is_hashed(name: &str) -> bool {
    name.split(['-', '.', '_']).any(|part| part.len() == 16 && part.bytes().all(|b| b.is_ascii_hexdigit()))
}

/// Removes the parts for human readers of the template: comments except the slots, its own title, the white space around them.
#[expect(clippy::string_slice, reason = "every place is where a character begins or ends that was found in this text")]
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

/// Appends the worker's start script to the glue that it imports, which saves one request before the first answer. Its first
/// statement is that import; the imported names are those of the glue's own functions.
#[expect(clippy::string_slice, reason = "every place is where a character begins or ends that was found in this text")]
fn join_worker(files: &mut BTreeMap<String, Vec<u8>>) {
    if !WORKER_FILES.iter().all(|name| files.contains_key(*name)) {
        return;
    }
    let [start_script, mut glue] = WORKER_FILES.map(|name| files.remove(name).unwrap_or_default());
    let start_script = String::from_utf8_lossy(&start_script);
    // A minifier leaves out the space.
    let begin = ["import {", "import{"].iter().filter_map(|import| start_script.find(import)).min().unwrap_or(0);
    let end = start_script[begin..].find(';').map_or(begin, |end| begin + end + 1);
    glue.push(b'\n');
    glue.extend_from_slice(start_script[end..].as_bytes());
    files.insert(WORKER_FILES[1].to_owned(), glue);
}

/// Shortens the import names between programs and their glue, and removes the outdated hash from the file names.
fn shorten_imports(template: &mut String, files: &mut BTreeMap<String, Vec<u8>>) {
    let stems: Vec<String> = files.keys().filter_map(|name| name.strip_suffix(".js").map(str::to_owned)).collect();
    for stem in stems {
        let (glue, program) = (format!("{stem}.js"), format!("{stem}_bg.wasm"));
        let glue_and_program = files.get(&glue).and_then(|js| std::str::from_utf8(js).ok()).zip(files.get(&program));
        let Some((js, wasm)) = glue_and_program.and_then(|(js, wasm)| import_renamer::rename_imports(js, wasm)) else { continue };
        let plain = stem.split('-').next().unwrap_or(&stem);
        *template = template.replace(&program, &format!("{plain}_bg.wasm")).replace(&glue, &format!("{plain}.js"));
        for old in [&glue, &program] {
            files.remove(old);
        }
        files.extend([(format!("{plain}.js"), js.into_bytes()), (format!("{plain}_bg.wasm"), wasm)]);
    }
}

/// Compresses the programs, and says so in the template. A template that says so already is finished.
fn compress_programs(template: &mut String, files: &mut BTreeMap<String, Vec<u8>>) {
    if template.contains(COMPRESSION_ATTRIBUTE) || !template.contains(PROGRAM_ATTRIBUTE) {
        return;
    }
    let compress = |(name, bytes): (&String, &Vec<u8>)| deflate::zlib(bytes).map(|bytes| (name.clone(), bytes));
    let programs: Vec<_> = files.iter().filter(|(name, _)| name.ends_with(".wasm")).collect();
    // What cannot be compressed is published as it is.
    let Ok(compressed) = programs.into_par_iter().map(compress).collect::<Result<Vec<_>, _>>() else { return };
    files.extend(compressed);
    *template = template.replace(PROGRAM_ATTRIBUTE, &format!("{COMPRESSION_ATTRIBUTE}{PROGRAM_ATTRIBUTE}"));
}

/// Adds a hash to the names of programs that Trunk only copied, wherever the template names them.
fn hash_program_names(template: &mut String, files: &mut BTreeMap<String, Vec<u8>>) {
    // A style that no page links belongs to an older template.
    files.retain(|name, _| !name.ends_with(".css") || template.contains(name.as_str()));
    let unhashed: Vec<String> = files.keys().filter(|name| !name.contains('/') && is_program(name) && !is_hashed(name)).cloned().collect();
    for name in unhashed {
        let quoted = [format!("/{name}\""), format!("\"{name}\"")];
        if !quoted.iter().any(|quoted| template.contains(quoted.as_str())) {
            continue;
        }
        if let Some(bytes) = files.remove(&name) {
            let new = hashed_name(&name, &bytes);
            *template = template.replace(&quoted[0], &format!("/{new}\"")).replace(&quoted[1], &format!("\"{new}\""));
            files.insert(new, bytes);
        }
    }
}

fn is_program(name: &str) -> bool {
    [".js", ".wasm"].iter().any(|end| name.ends_with(end))
}

/// Splits the template at its slots, at the attributes of its root and at every address of a file that it names.
#[expect(clippy::string_slice, reason = "every place is where a character begins or ends that was found in this text")]
fn parse_pieces(template: &str, files: &BTreeMap<String, Vec<u8>>) -> Vec<TemplatePiece> {
    let (before, after) = match template.find("<html") {
        Some(root) => {
            let end = template[root..].find('>').map_or(template.len(), |found| root + found);
            (&template[..root + "<html".len()], &template[end..])
        }
        None => ("", template),
    };
    let mut pieces = vec![TemplatePiece::Text(before.to_owned()), TemplatePiece::Root];
    let mut rest = after;
    while let Some((at, length, piece)) = next_piece(rest, files) {
        pieces.push(TemplatePiece::Text(rest[..at].to_owned()));
        pieces.push(piece);
        rest = &rest[at + length..];
    }
    pieces.push(TemplatePiece::Text(rest.to_owned()));
    pieces
}

/// The next place in a text that a page fills: its start, its length, and its content.
#[expect(clippy::string_slice, reason = "every place is where a character begins or ends that was found in this text")]
fn next_piece(text: &str, files: &BTreeMap<String, Vec<u8>>) -> Option<(usize, usize, TemplatePiece)> {
    let slot = |slot: &str, piece: TemplatePiece| text.find(slot).map(|at| (at, slot.len(), piece));
    let mut found: Vec<(usize, usize, TemplatePiece)> =
        [slot(HEAD_SLOT, TemplatePiece::Head), slot(BODY_SLOT, TemplatePiece::Body)].into_iter().flatten().collect();
    let mut at = 0;
    while let Some(open) = text[at..].find("=\"").map(|found| at + found + 2) {
        let close = text[open..].find('"').map_or(text.len(), |found| open + found);
        if let Some(file) = files.keys().find(|file| is_address_of(&text[open..close], file)) {
            found.push((open, close - open, TemplatePiece::File(file.clone())));
            break;
        }
        at = close;
    }
    found.into_iter().min_by_key(|(at, _, _)| *at)
}

/// True if an address, with any prefix, is that of a file.
fn is_address_of(address: &str, file: &str) -> bool {
    address.strip_suffix(file).is_some_and(|before| before.is_empty() || before.ends_with('/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn app_files() -> AppFiles {
        let template = "<!doctype html>\n<html lang=\"en\">\n<head>\n  <!-- For those who read this. -->\n  <title>Template</title>\n<!--lectern:head-->\n<script src=\"/theme.js\"></script>\n\
            <link rel=\"stylesheet\" href=\"/tokens-0123456789abcdef.css\">\n<link rel=\"stylesheet\" href=\"/list-0123456789abcdee.css\" data-deferred=\"\"/>\n\
            <link rel=\"modulepreload\" href=\"/app-1123456789abcdee.js\"></head>\n<body><!--lectern:body-->\n\
            <script type=\"module\" src=\"/start.js\" data-js=\"/app-1123456789abcdee.js\"></script></body></html>\n";
        let files = [
            ("theme.js", "t"),
            ("start.js", "s"),
            ("app-1123456789abcdee.js", "r"),
            ("tokens-0123456789abcdef.css", "@layer a, b;"),
            ("list-0123456789abcdee.css", "li{}"),
        ];
        let files = files.into_iter().map(|(name, text)| (name.to_owned(), text.as_bytes().to_vec())).collect();
        AppFiles { template: template.to_owned(), files }
    }

    #[test]
    fn critical_resources_are_inlined_and_files_are_hashed() {
        let template = Template::new(app_files(), ProgramEncoding::Plain);
        let deferred = template.files.iter().find(|(name, _)| name.ends_with(".css")).unwrap();
        assert_eq!((deferred.0, deferred.1.as_slice()), (&hashed_name("deferred.css", deferred.1), b"li{}".as_slice()));
        assert_eq!(template.files.len(), 3, "{:?}", template.files.keys());
        assert_eq!(template.removed.len(), 4);
        let page = |is_article| template.fill("/room/", &PageContent { is_article, ..PageContent::default() });
        let (article, other) = (page(true), page(false));
        assert!(article.contains("<style>@layer a, b;</style><script>t</script></head>"), "{article}");
        assert!(article.contains(&format!("<link rel=\"stylesheet\" href=\"/room/{}\">\n</body>", deferred.0)), "{article}");
        assert!(other.contains("<style>@layer a, b;li{}</style><script>t</script></head>") && !other.contains(".css"), "{other}");
        let accented = template.clone().with_style("b{}");
        assert!(accented.fill("/", &PageContent::default()).contains("li{}b{}</style>"));
        assert_eq!(accented.text, template.text, "another build has an accent of its own");
        assert_ne!(accented.sources(), template.sources());
    }

    fn app_files_with_program() -> AppFiles {
        let mut app_files = app_files();
        app_files.files.insert("app-1123456789abcdee_bg.wasm".to_owned(), b"program ".repeat(99));
        app_files.template =
            app_files.template.replace("src=\"/start.js\"", "src=\"/start.js\" data-wasm=\"/app-1123456789abcdee_bg.wasm\"");
        app_files
    }

    #[test]
    fn programs_are_compressed_and_the_page_says_so() {
        let [plain, compressed] =
            [ProgramEncoding::Plain, ProgramEncoding::Deflate].map(|encoding| Template::new(app_files_with_program(), encoding));
        let program = |template: &Template| template.files.iter().find(|(name, _)| name.ends_with(".wasm")).unwrap().1.clone();
        let mut back = Vec::new();
        std::io::Read::read_to_end(&mut flate2::read::ZlibDecoder::new(&program(&compressed)[..]), &mut back).unwrap();
        assert_eq!(back, program(&plain));
        let page = |template: &Template| template.fill("/", &PageContent::default());
        assert!(page(&compressed).contains(" data-compression=\"deflate\" data-wasm=\"/app-"), "{}", page(&compressed));
        assert!(!page(&plain).contains("data-compression"));
    }

    #[test]
    fn worker_script_and_glue_are_joined() {
        let mut app_files = app_files();
        let files = [
            ("worker.js", "// Why.\nimport { ask } from './search_worker.js';\nonmessage = ask;\n"),
            ("search_worker.js", "function ask() {}\nexport { ask };\n"),
            ("search_worker_bg.wasm", "w"),
        ];
        app_files.files.extend(files.map(|(name, text)| (name.to_owned(), text.as_bytes().to_vec())));
        app_files.template = app_files.template.replace(
            "src=\"/start.js\"",
            "src=\"/start.js\" data-worker=\"/search_worker.js\" data-worker-wasm=\"/search_worker_bg.wasm\"",
        );
        let template = Template::new(app_files, ProgramEncoding::Plain);
        let file = |start: &str| template.files.iter().find(|(name, _)| name.starts_with(start)).unwrap();
        let (name, script) = file("search_worker-");
        assert_eq!(String::from_utf8_lossy(script), "function ask() {}\nexport { ask };\n\n\nonmessage = ask;\n");
        let html = template.fill("/room/", &PageContent::default());
        assert!(
            html.contains(&format!("data-worker=\"/room/{name}\" data-worker-wasm=\"/room/{}\"", file("search_worker_bg-").0)),
            "{html}"
        );
    }

    #[test]
    fn file_addresses_start_with_the_base_path() {
        let page = PageContent { root: " lang=\"zh\"".into(), head: "HEAD".into(), body: "BODY".into(), ..PageContent::default() };
        let html = Template::new(app_files(), ProgramEncoding::Plain).fill("/room/", &page);
        assert!(html.starts_with("<!doctype html>\n<html lang=\"zh\">\n<head>\nHEAD\n"), "{html}");
        assert!(html.contains("src=\"/room/start-") && html.contains("<body>BODY"));
        assert_eq!(html.matches("\"/room/app-1123456789abcdee.js\"").count(), 2, "the hint and the program name the same file");
    }

    #[test]
    fn finished_templates_are_unchanged() {
        let once = Template::new(app_files_with_program(), ProgramEncoding::Deflate);
        let again = Template::new(AppFiles { template: once.text.clone(), files: once.files.clone() }, ProgramEncoding::Deflate);
        for is_article in [true, false] {
            let page = PageContent { is_article, ..PageContent::default() };
            assert_eq!((again.fill("/", &page), &again.files), (once.fill("/", &page), &once.files));
        }
    }
}
