//! Sources of a vault or a site that are no articles: lists of a section, drawings, pages that only a template fills.

use super::file_name;
use super::front_matter::FrontMatter;
use serde_json::Value;

/// Layouts of pages that a generator fills with lists.
const LIST_LAYOUTS: [&str; 10] = ["list", "archive", "archives", "tags", "tag", "categories", "category", "search", "taxonomy", "terms"];

/// Types of such pages.
const LIST_TYPES: [&str; 4] = ["tags", "categories", "archives", "search"];

/// A page with a longer text is an article whatever its layout, in bytes.
const MAX_LIST_TEXT: usize = 500;

/// Why a source is no article; `None` if it may be one.
pub(super) fn reason_to_skip(file: &str, front: &FrontMatter) -> Option<&'static str> {
    let is_any = |key: &str, known: &[&str]| {
        let word = front.fields.get(key).and_then(Value::as_str).map(str::to_ascii_lowercase);
        word.is_some_and(|word| known.contains(&word.as_str()))
    };
    let is_list = front.rest.trim().len() <= MAX_LIST_TEXT && (is_any("layout", &LIST_LAYOUTS) || is_any("type", &LIST_TYPES));
    let is_paginated = ["pagination", "paginate_by"].iter().any(|key| front.fields.contains_key(*key));
    let is_drawing = front.fields.contains_key("excalidraw-plugin") || file.to_ascii_lowercase().ends_with(".excalidraw.md");
    let is_page = file.to_ascii_lowercase().ends_with(".html") || file.to_ascii_lowercase().ends_with(".htm");
    if is_page && ["{%", "{{"].iter().any(|tag| front.rest.contains(tag)) {
        Some("it is a template of a site")
    } else if file_name::is_section_page(file) || is_list || is_paginated {
        Some("it is a list of other pages, which Lectern makes itself")
    } else if is_drawing {
        Some("it is an Excalidraw drawing; export it as SVG or PNG and embed that")
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::super::front_matter::split_front_matter;
    use super::*;

    #[test]
    fn skips_lists_and_drawings() {
        let skips = |file: &str, text: &str| reason_to_skip(file, &split_front_matter(text)).is_some();
        assert!(skips("posts/_index.md", "x") && skips("tags/index.md", "---\ntype: tags\n---\nx"));
        assert!(skips("a.excalidraw.md", "x") && skips("a.md", "---\nexcalidraw-plugin: parsed\n---\nx"));
        assert!(skips("index.html", "---\n---\n{{ page.title }}") && !skips("index.html", "---\n---\n<p>x"));
        assert!(!skips("posts/index.md", "---\nlayout: post\n---\nx"));
    }
}
