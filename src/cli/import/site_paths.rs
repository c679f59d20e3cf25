//! The paths at which static site generators put their sources: links between posts name them, as `/2024/07/01/title/` or `/posts/title`.

use super::markdown::file_name::FileName;
use percent_encoding::percent_decode_str;
use std::collections::HashMap;
use std::path::Path;

/// Folders of a generator's project that are in no address.
const SOURCE_FOLDERS: [&str; 8] = ["content", "source", "src", "site", "docs", "pages", "_posts", "_drafts"];

/// Parts of a path behind which a list stands, not an article.
const LIST_PARTS: [&str; 12] =
    ["tag", "tags", "category", "categories", "author", "authors", "page", "series", "topic", "topics", "archive", "archives"];

/// The sources of an import by the paths of their site.
#[derive(Debug, Default)]
pub(super) struct SitePaths {
    by_path: HashMap<String, Vec<usize>>,
    by_slug: HashMap<String, Vec<usize>>,
}

impl SitePaths {
    /// Adds a source by its number: the import folder and its name, the id of its article, and the paths that it declares.
    pub(super) fn add(&mut self, at: usize, (root, name): (Option<&Path>, &str), id: &str, declared: &[String]) {
        let paths = likely_paths(name);
        // The import folder may be a part of the site, as `docs` is.
        let folder = root.and_then(Path::file_name).map(|folder| folder.to_string_lossy().to_lowercase());
        let in_folder: Vec<String> = folder.iter().flat_map(|folder| paths.iter().map(move |path| format!("{folder}/{path}"))).collect();
        for path in paths.into_iter().chain(in_folder).chain(declared.iter().map(|path| fold_path(path))) {
            add_once(self.by_path.entry(path).or_default(), at);
        }
        for slug in [FileName::parse(name).slug, id] {
            add_once(self.by_slug.entry(slug.to_lowercase()).or_default(), at);
        }
    }

    /// The sources that may stand at a path: those whose path it is, else the only one whose slug ends it.
    pub(super) fn find(&self, path: &str) -> &[usize] {
        let path = fold_path(path);
        if let Some(found) = self.by_path.get(&path) {
            return found;
        }
        let (folder, slug) = path.rsplit_once('/').unwrap_or(("", &path));
        let is_list = folder.split('/').any(|part| LIST_PARTS.contains(&part));
        let is_day = !folder.is_empty() && folder.split('/').all(|part| part.bytes().all(|b| b.is_ascii_digit()));
        // A slug of one word may be the name of anything else.
        let is_distinct = slug.contains('-') || is_day;
        let found = self.by_slug.get(slug).filter(|found| found.len() == 1 && is_distinct && !is_list);
        found.map(Vec::as_slice).unwrap_or_default()
    }
}

fn add_once(all: &mut Vec<usize>, at: usize) {
    if all.last() != Some(&at) {
        all.push(at);
    }
}

/// A path without what servers add and leave out.
fn fold_path(path: &str) -> String {
    let path = path.split(['?', '#']).next().unwrap_or(path);
    let path = percent_decode_str(path).decode_utf8_lossy().to_lowercase();
    let path = path.trim_matches('/');
    let path = path.strip_suffix("index.html").or_else(|| path.strip_suffix(".html")).or_else(|| path.strip_suffix(".htm")).unwrap_or(path);
    path.trim_matches('/').to_owned()
}

/// The paths that generators give a source by default.
fn likely_paths(name: &str) -> Vec<String> {
    let name = FileName::parse(name);
    let parts: Vec<&str> = name.folder.split('/').filter(|part| !part.is_empty()).collect();
    let first = parts.iter().position(|part| !SOURCE_FOLDERS.contains(part)).unwrap_or(parts.len());
    let shown: Vec<&str> = parts.into_iter().skip(first).filter(|part| !part.starts_with('_')).collect();
    let slug = name.slug.to_lowercase();
    let joined = |folder: &[&str]| folder.iter().copied().chain([slug.as_str()]).collect::<Vec<_>>().join("/").to_lowercase();
    let mut paths = vec![joined(&shown)];
    paths.extend(name.lang.iter().map(|lang| format!("{}/{}", lang.to_lowercase(), joined(&shown))));
    if let Some(day) = &name.day {
        let day: Vec<&str> = day.split('-').collect();
        let dated = [day.as_slice(), day.get(..2).unwrap_or_default(), day.get(..1).unwrap_or_default()];
        paths.extend(dated.iter().map(|day| joined(day)));
        paths.extend(dated.iter().map(|day| joined(&[shown.as_slice(), day].concat())));
    }
    paths
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_sources_by_the_paths_of_generators() {
        let mut paths = SitePaths::default();
        for (at, name) in ["_posts/2024-07-01-low-tide.md", "content/posts/pier/index.md", "content/posts/mole.de.md"].iter().enumerate() {
            paths.add(at, (Some(Path::new("v/docs")), name), "", &[]);
        }
        paths.add(3, (None, "a.md"), "the-old-quay", &["/old/quay.html".to_owned()]);
        for (path, at) in [
            ("/2024/07/01/low-tide.html", 0),
            ("/blog/low-tide/", 0),
            ("/posts/Pier/", 1),
            ("/de/posts/mole/?x=1", 2),
            ("/docs/posts/pier", 1),
            ("/old/quay", 3),
            ("/notes/the-old-quay", 3),
        ] {
            assert_eq!(paths.find(path), [at], "{path}");
        }
        for path in ["/tags/low-tide/", "/about/", "/x/pier", "/"] {
            assert_eq!(paths.find(path), [] as [usize; 0], "{path}");
        }
    }
}
