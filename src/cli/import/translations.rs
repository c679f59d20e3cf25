//! Language versions of one article: sources whose paths differ in a language alone, `post.md` and `post.de.md` or `en/post.md` and
//! `de/post.md`, or that declare the same translation key.

use super::markdown::file_name::{FileName, language_code};
use super::source::Source;
use crate::article::Version;
use std::collections::HashMap;
use std::path::PathBuf;

/// The groups of sources that are versions of one article.
#[derive(Debug, Default)]
pub(super) struct Translations {
    groups: HashMap<(PathBuf, String), Group>,
    /// The known versions of each group.
    versions: HashMap<String, Vec<KnownVersion>>,
}

/// A source whose path may be that of a version.
struct Member {
    name: String,
    folder_lang: Option<String>,
    /// Whether its folder or its name has a language.
    has_lang: bool,
}

/// The group of a source.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Group {
    name: String,
    /// The language that a folder names.
    folder_lang: Option<String>,
}

/// A version of an article.
#[derive(Debug)]
struct KnownVersion {
    lang: String,
    id: String,
    is_draft: bool,
}

impl Translations {
    /// Groups the sources of an import by their paths.
    pub(super) fn new(sources: &[Source]) -> Translations {
        let mut members: HashMap<(PathBuf, String), Vec<Member>> = HashMap::new();
        for source in sources {
            let (key, folder_lang) = language_key(&source.name);
            let has_lang = folder_lang.is_some() || FileName::parse(&source.name).lang.is_some();
            members.entry((source.root.clone(), key)).or_default().push(Member { name: source.name.clone(), folder_lang, has_lang });
        }
        let mut groups = HashMap::new();
        let is_group = |members: &Vec<Member>| members.len() > 1 && members.iter().any(|member| member.has_lang);
        for ((root, key), members) in members.into_iter().filter(|(_, members)| is_group(members)) {
            for Member { name, folder_lang, .. } in members {
                groups.insert((root.clone(), name), Group { name: format!("{}\n{key}", root.display()), folder_lang });
            }
        }
        Translations { groups, versions: HashMap::new() }
    }

    /// The name of the group of a source, by the key that it declares or its path.
    pub(super) fn group(&self, source: &Source, declared: Option<&str>) -> Option<String> {
        let by_path = || self.groups.get(&(source.root.clone(), source.name.clone())).map(|group| group.name.clone());
        declared.map(|key| format!("{}\n\n{key}", source.root.display())).or_else(by_path)
    }

    /// The language that the folder of a source names, if there are versions in others.
    pub(super) fn folder_lang(&self, source: &Source) -> Option<&str> {
        self.groups.get(&(source.root.clone(), source.name.clone()))?.folder_lang.as_deref()
    }

    /// Adds the article of a source to its group.
    pub(super) fn add(&mut self, group: &str, lang: &str, id: &str, is_draft: bool) {
        self.versions.entry(group.to_owned()).or_default().push(KnownVersion { lang: lang.to_owned(), id: id.to_owned(), is_draft });
    }

    /// The other versions of an article, one a language. A draft is no version of an article that is published.
    pub(super) fn versions(&self, group: &str, lang: &str, is_draft: bool) -> Vec<Version> {
        let mut found: Vec<Version> = Vec::new();
        for version in self.versions.get(group).into_iter().flatten().filter(|version| is_draft || !version.is_draft) {
            if version.lang != lang && !found.iter().any(|known| known.lang == version.lang) {
                found.push(Version { lang: version.lang.clone(), id: version.id.clone(), ..Version::default() });
            }
        }
        found.sort_by(|a, b| a.lang.cmp(&b.lang));
        found
    }
}

/// The common part of the paths of all versions, and the language of a folder in the path.
fn language_key(path: &str) -> (String, Option<String>) {
    let (folder, file) = path.rsplit_once('/').unwrap_or(("", path));
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let stem = stem.rsplit_once('.').filter(|(_, code)| language_code(code).is_some()).map_or(stem, |(stem, _)| stem);
    let mut lang = None;
    let parts: Vec<&str> = folder
        .split('/')
        .map(|part| {
            let code = if lang.is_none() { language_code(part) } else { None };
            let is_language = code.is_some();
            lang = lang.take().or(code);
            if is_language { "*" } else { part }
        })
        .collect();
    (format!("{}/{stem}", parts.join("/")), lang)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    fn source(name: &str) -> Source {
        Source { path: Path::new("v").join(name), name: name.into(), root: "v".into() }
    }

    #[test]
    fn sources_that_differ_in_a_language_are_versions() {
        let names = ["post.md", "post.de.md", "en/a/pier.md", "de/a/pier.md", "it/alone.md", "other.md"];
        let sources: Vec<Source> = names.iter().map(|name| source(name)).collect();
        let groups = Translations::new(&sources);
        let group = |name: &str| groups.group(&source(name), None);
        assert!(group("post.md").is_some() && group("post.md") == group("post.de.md"));
        assert!(group("en/a/pier.md").is_some() && group("en/a/pier.md") == group("de/a/pier.md"));
        assert_eq!((group("it/alone.md"), group("other.md")), (None, None));
        assert_eq!((groups.folder_lang(&source("de/a/pier.md")), groups.folder_lang(&source("it/alone.md"))), (Some("de"), None));
        assert_eq!(groups.group(&source("x.md"), Some("k")), groups.group(&source("y.md"), Some("k")));
    }

    #[test]
    fn versions_are_one_a_language_and_no_drafts() {
        let mut groups = Translations::default();
        for (lang, id, is_draft) in [("en", "a", false), ("de", "b", false), ("de", "c", false), ("fr", "d", true)] {
            groups.add("g", lang, id, is_draft);
        }
        let versions = groups.versions("g", "en", false);
        assert_eq!(versions.iter().map(|version| version.id.as_str()).collect::<Vec<_>>(), ["b"]);
        assert_eq!(groups.versions("g", "fr", true).len(), 2);
    }
}
