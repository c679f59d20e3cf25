//! The day, the slug, the language and the state in the path of a source: `_drafts/2024-07-01-title.de.md`, `2024-07-01-title/index.md`.

use crate::article::autonym::autonym;
use crate::cli::import::dates::parse_date;
use crate::cli::import::detect_language::parse_language;

/// The path of a source, taken apart.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::cli::import) struct FileName<'a> {
    /// Its folder.
    pub(in crate::cli::import) folder: &'a str,
    /// Its name without extension, date and language; for `index.md` that of its folder.
    pub(in crate::cli::import) slug: &'a str,
    /// The day in its name, as `2024-07-01`.
    pub(in crate::cli::import) day: Option<String>,
    /// The language in its name, BCP 47.
    pub(in crate::cli::import) lang: Option<String>,
}

impl<'a> FileName<'a> {
    /// Takes a path, relative to the import folder, apart.
    pub(in crate::cli::import) fn parse(path: &'a str) -> FileName<'a> {
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let (name, lang) = split_language(FileName::stem(path));
        let is_bundle = name == "index" && !folder.is_empty();
        let (folder, name) = if is_bundle { folder.rsplit_once('/').unwrap_or(("", folder)) } else { (folder, name) };
        let (day, slug) = split_day(name).map_or((None, name), |(day, slug)| (Some(day), slug));
        FileName { folder, slug, day, lang }
    }

    /// The name of a file, without folder and extension.
    pub(super) fn stem(path: &str) -> &str {
        let file = path.rsplit('/').next().unwrap_or(path);
        file.rsplit_once('.').map_or(file, |(stem, _)| stem)
    }

    /// Whether it is in a folder of drafts.
    pub(super) fn is_draft(&self) -> bool {
        self.folder.split('/').any(|part| part == "_drafts")
    }
}

/// Splits the language off a name: `post.de`, `post.zh-cn`.
fn split_language(stem: &str) -> (&str, Option<String>) {
    let split = stem.rsplit_once('.').and_then(|(name, code)| Some((name, language_code(code)?)));
    split.map_or((stem, None), |(name, lang)| (name, Some(lang)))
}

/// A code as folders and file names have it, of a language with a name.
pub(in crate::cli::import) fn language_code(code: &str) -> Option<String> {
    let primary = code.split(['-', '_']).next().filter(|primary| matches!(primary.len(), 2 | 3))?;
    let is_known =
        autonym(&primary.to_ascii_lowercase()).is_some() && code.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'));
    parse_language(code).filter(|_| is_known)
}

/// Splits the day off a name: `2024-07-01-name`, `2024_07_01_name`.
fn split_day(name: &str) -> Option<(String, &str)> {
    let (day, rest) = name.split_at_checked(10)?;
    let slug = rest.strip_prefix(['-', '_'])?;
    parse_date(day, "en").filter(|date| date.len() == 10).map(|date| (date, slug))
}

/// Whether a source is the list of a section, which Hugo and Zola write as `_index.md`.
pub(super) fn is_section_page(path: &str) -> bool {
    let file = path.rsplit('/').next().unwrap_or(path);
    file.split('.').next() == Some("_index")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_paths_apart() {
        let parse = |path: &'static str| {
            let name = FileName::parse(path);
            (name.folder, name.slug, name.day.unwrap_or_default(), name.lang.unwrap_or_default())
        };
        let parts = |folder, slug, day: &str, lang: &str| (folder, slug, day.to_owned(), lang.to_owned());
        assert_eq!(parse("a/2024_07_01-b.md"), parts("a", "b", "2024-07-01", ""));
        assert_eq!(parse("a/2024-07-01-b/index.zh-cn.md"), parts("a", "b", "2024-07-01", "zh-CN"));
        assert_eq!(parse("index.md"), parts("", "index", "", ""));
        assert_eq!(parse("node.js.md"), parts("", "node.js", "", ""));
        assert!(FileName::parse("source/_drafts/a.md").is_draft() && is_section_page("a/_index.de.md") && !is_section_page("a/index.md"));
    }
}
