//! Creates the folder of a new reading room.

use crate::cli::command_error::CommandError;
use crate::cli::folder;
use std::fs;
use std::path::{Path, PathBuf};

/// The files of a new reading room: paths and contents.
const TEMPLATE_FILES: [(&str, &str); 6] = [
    ("corpus/site.json", include_str!("site.json")),
    ("corpus/articles/what-to-do-next.json", include_str!("what-to-do-next.json")),
    ("corpus/pages/about.json", include_str!("about.json")),
    (".github/workflows/site.yml", include_str!("site.yml")),
    (".gitignore", include_str!("gitignore")),
    ("README.md", include_str!("README.md")),
];

/// The step that a README adds if the workflow does not know Lectern's repository.
const SET_REPOSITORY_STEP: &str =
    "Set `LECTERN_REPOSITORY` in `.github/workflows/site.yml` to the GitHub repository of Lectern, as OWNER/NAME.\n   ";

/// The options of a new reading room.
#[derive(Debug, Clone, Default)]
pub(crate) struct Options {
    /// The folder: new, or empty. Its last part is the name of the site.
    pub folder: PathBuf,
    /// `OWNER/NAME` of the GitHub repository that the workflow takes Lectern from; absent means that of this command.
    pub repository: Option<String>,
    /// The day of the article, RFC 3339.
    pub day: String,
}

/// A new reading room.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct CreatedSite {
    /// The name of the site.
    pub name: String,
    /// True if the workflow knows Lectern's repository.
    pub has_repository: bool,
}

/// Writes the files of a new reading room.
///
/// # Errors
/// When the folder is not empty, gives no name, or cannot be written; when the repository name is invalid. Nothing has changed
/// then, unless writing failed.
pub(crate) fn create(options: &Options) -> Result<CreatedSite, CommandError> {
    let name = site_name(&options.folder)?;
    let repository = resolve_repository(options.repository.as_deref())?;
    let place = options.folder.display();
    if !is_empty_or_missing(&options.folder) {
        return Err(CommandError::Usage(format!(
            "{place}: already exists and is not an empty folder; nothing was changed. Choose a new or empty folder"
        )));
    }
    let values = Values { name: &name, repository: repository.as_deref(), day: &options.day };
    for (file, template) in TEMPLATE_FILES {
        let text = values.fill_placeholders(file, template)?;
        folder::write(&options.folder.join(file), text.as_bytes())?;
    }
    Ok(CreatedSite { has_repository: repository.is_some(), name })
}

/// The name of a site: the last part of the path of its folder.
fn site_name(path: &Path) -> Result<String, CommandError> {
    // `.` and `..` denote a folder without giving its name.
    let whole = if path.file_name().is_some() { Ok(path.to_owned()) } else { fs::canonicalize(path) };
    let name = whole.ok().and_then(|path| path.file_name().and_then(|name| name.to_str().map(to_single_line)));
    name.filter(|name| !name.is_empty()).ok_or_else(|| {
        let place = path.display();
        CommandError::Usage(format!("{place}: the site is named after the last part of this path, which is empty. Choose another folder"))
    })
}

/// A name on one line: control characters become spaces, and surrounding white space is removed.
fn to_single_line(name: &str) -> String {
    let spaced: String = name.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    spaced.trim().to_owned()
}

/// The repository given as an argument, else the one that released this command, else none.
fn resolve_repository(named: Option<&str>) -> Result<Option<String>, CommandError> {
    match named {
        Some(text) if is_repository_name(text) => Ok(Some(text.to_owned())),
        Some(text) => Err(CommandError::Usage(format!("{text:?} is not a GitHub repository; use the form OWNER/NAME"))),
        None => Ok(option_env!("LECTERN_REPOSITORY").filter(|text| is_repository_name(text)).map(str::to_owned)),
    }
}

fn is_repository_name(text: &str) -> bool {
    let part = |part: &str| {
        let plain = part.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(&b));
        plain && part.bytes().any(|b| b != b'.')
    };
    text.split_once('/').is_some_and(|(owner, name)| part(owner) && part(name))
}

/// True for a folder that is empty or does not exist.
fn is_empty_or_missing(folder: &Path) -> bool {
    match fs::read_dir(folder) {
        Ok(mut entries) => entries.next().is_none(),
        Err(_) => fs::symlink_metadata(folder).is_err(),
    }
}

/// The values of the placeholders.
struct Values<'a> {
    name: &'a str,
    repository: Option<&'a str>,
    day: &'a str,
}

impl Values<'_> {
    fn fill_placeholders(&self, file: &str, template: &str) -> Result<String, CommandError> {
        // In JSON the placeholder stands in quotation marks, which belong to it.
        let (place, name) =
            if file.ends_with(".json") { ("\"%NAME%\"", serde_json::to_string(self.name)?) } else { ("%NAME%", self.name.to_owned()) };
        let source = if self.repository.is_some() { "" } else { SET_REPOSITORY_STEP };
        let text = template.replace("%DAY%", self.day).replace("%REPOSITORY%", self.repository.unwrap_or_default());
        // The name comes last: a placeholder inside it is not replaced.
        Ok(text.replace("%SOURCE%", source).replace(place, &name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sites_are_named_after_their_folder() {
        assert_eq!(site_name(Path::new("a/Old Harbour/")), Ok("Old Harbour".to_owned()));
        assert_eq!(site_name(Path::new("丝路 \"读\"")), Ok("丝路 \"读\"".to_owned()));
        assert_eq!(site_name(Path::new("a\nb\u{7}")), Ok("a b".to_owned()));
        assert!(site_name(Path::new(".")).is_ok_and(|name| !name.is_empty()), "the folder that one stands in has a name");
        for path in ["", "/", " ", "nowhere-at-all/.."] {
            assert!(matches!(site_name(Path::new(path)), Err(CommandError::Usage(_))), "{path:?}");
        }
    }

    #[test]
    fn repositories_have_an_owner_and_a_name() {
        assert!(is_repository_name("owner/lectern") && is_repository_name("o-1/L_2.x"));
        for text in ["", "lectern", "/lectern", "owner/", "a/b/c", "a b/c", "owner/..", "https://github.com/a/b", "a/\"b"] {
            assert!(!is_repository_name(text), "{text:?}");
        }
        assert!(matches!(resolve_repository(Some("lectern")), Err(CommandError::Usage(_))));
    }

    #[test]
    fn placeholders_in_names_are_not_filled() {
        let values = Values { name: "%DAY% \"\\ 读", repository: None, day: "2024-07-01" };
        assert_eq!(values.fill_placeholders("site.json", "{\"name\": \"%NAME%\"}"), Ok("{\"name\": \"%DAY% \\\"\\\\ 读\"}".to_owned()));
        assert_eq!(values.fill_placeholders("README.md", "# %NAME%, %DAY%"), Ok("# %DAY% \"\\ 读, 2024-07-01".to_owned()));
    }
}
