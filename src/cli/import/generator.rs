//! The project folder of a static site generator: which of its files are no articles.

use std::path::Path;

/// A static site generator.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Generator {
    /// Its name, for messages.
    pub(super) name: &'static str,
    /// Files or folders at the root of a project, of which one is there.
    marks: &'static [&'static str],
    /// Files or folders that are there as well, one of them.
    others: &'static [&'static str],
    /// Folders of templates, data and results: at the root, those that begin with `_` at any depth.
    folders: &'static [&'static str],
}

/// The generators, those with more marks first.
static GENERATORS: [Generator; 6] = [
    Generator {
        name: "Hugo",
        marks: &["hugo.toml", "hugo.yaml", "hugo.yml", "hugo.json", "config.toml", "config.yaml", "config.yml", "config/_default"],
        others: &["archetypes", "layouts", "hugo.toml", "hugo.yaml", "hugo.yml", "hugo.json", "config/_default"],
        folders: &["archetypes", "assets", "data", "i18n", "layouts", "public", "resources", "static", "themes", "node_modules"],
    },
    Generator {
        name: "Zola",
        marks: &["zola.toml", "config.toml"],
        others: &["templates", "themes", "sass"],
        folders: &["templates", "themes", "sass", "public", "static", "node_modules"],
    },
    Generator {
        name: "Hexo",
        marks: &["_config.yml"],
        others: &["scaffolds", "source/_posts"],
        folders: &["scaffolds", "themes", "public", "_data", "node_modules"],
    },
    Generator {
        name: "Jekyll",
        marks: &["_config.yml", "_config.yaml", "_config.toml"],
        others: &["_posts", "_layouts", "_includes", "_drafts", "Gemfile"],
        folders: &["_layouts", "_includes", "_sass", "_data", "_plugins", "_site", "assets", "vendor", "node_modules"],
    },
    Generator {
        name: "Eleventy",
        marks: &[".eleventy.js", "eleventy.config.js", "eleventy.config.mjs", "eleventy.config.cjs", "eleventy.config.ts"],
        others: &["."],
        folders: &["_includes", "_layouts", "_data", "_site", "dist", "public", "node_modules"],
    },
    Generator {
        name: "Docusaurus",
        marks: &["docusaurus.config.js", "docusaurus.config.ts"],
        others: &["."],
        folders: &["build", "src", "static", "node_modules"],
    },
];

/// Files at the root of a project, in lower case and without extension, that speak of the project.
const PROJECT_FILES: [&str; 12] = [
    "readme",
    "license",
    "licence",
    "contributing",
    "changelog",
    "code_of_conduct",
    "security",
    "package",
    "package-lock",
    "tsconfig",
    "robots",
    "requirements",
];

impl Generator {
    /// The generator whose project a folder is.
    pub(super) fn of(root: &Path) -> Option<&'static Generator> {
        let has = |names: &[&str]| names.iter().any(|name| root.join(name).exists());
        GENERATORS.iter().find(|generator| has(generator.marks) && has(generator.others))
    }

    /// Whether a folder, by its name relative to the project, holds templates, data or results.
    pub(super) fn is_own_folder(&self, name: &str) -> bool {
        let last = name.rsplit('/').next().unwrap_or(name);
        let is_at_any_depth = last.starts_with('_') || last == "node_modules";
        self.folders.contains(&last) && (is_at_any_depth || last == name)
    }

    /// Whether a file, by its name relative to the project, speaks of the project or configures it.
    pub(super) fn is_own_file(&self, name: &str) -> bool {
        let stem = name.split('.').next().unwrap_or(name).to_ascii_lowercase();
        !name.contains('/') && (PROJECT_FILES.contains(&stem.as_str()) || self.marks.contains(&name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn knows_projects_by_their_files() {
        let name_of = |paths: &[&str]| {
            let place = tempfile::tempdir().unwrap();
            for path in paths {
                fs::create_dir_all(place.path().join(path).parent().unwrap()).unwrap();
                fs::write(place.path().join(path), "").unwrap();
            }
            Generator::of(place.path()).map(|generator| generator.name)
        };
        assert_eq!(name_of(&["hugo.toml", "content/a.md"]), Some("Hugo"));
        assert_eq!(name_of(&["config.toml", "layouts/a.html"]), Some("Hugo"));
        assert_eq!(name_of(&["config.toml", "templates/a.html"]), Some("Zola"));
        assert_eq!(name_of(&["_config.yml", "source/_posts/a.md"]), Some("Hexo"));
        assert_eq!(name_of(&["_config.yml", "_posts/a.md"]), Some("Jekyll"));
        assert_eq!(name_of(&[".eleventy.js"]), Some("Eleventy"));
        assert_eq!(name_of(&["config.toml", "a.md"]), None);
    }

    #[test]
    fn own_files_stand_at_the_root() {
        let hugo = &GENERATORS[0];
        assert!(hugo.is_own_file("README.md") && hugo.is_own_file("hugo.json") && hugo.is_own_folder("layouts"));
        assert!(!hugo.is_own_file("content/readme.md") && !hugo.is_own_file("post.md"));
        assert!(!hugo.is_own_folder("content/data") && hugo.is_own_folder("a/node_modules"));
    }
}
