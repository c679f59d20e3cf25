//! The corpus as a whole, and the report on it.

use super::furniture::Furniture;
use super::target::Targets;
use super::{article, furniture, site};
use crate::article::date::Date;
use crate::corpus::Site;
use crate::publish::build::collection::{Addresses, addressed, reserved};
use crate::publish::failure::Failure;
use crate::publish::folder::{self, Filed, Folder};
use crate::publish::parts::{Part, each_part};
use crate::publish::problem::{Problem, Severity};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// A corpus under examination. Its articles are not held: they are read once to know what there is, and once to be examined.
pub struct Subject<'a> {
    /// Where it is.
    pub folder: &'a Folder,
    /// Its site's settings.
    pub site: Site,
    /// What each article and page says of its versions, by id.
    pub versions: BTreeMap<String, Versions>,
    /// Which addresses lead somewhere.
    pub targets: Targets,
    /// The latest day that is not in the future.
    pub today: &'a Date,
    /// Pictures that are shown.
    shown: BTreeSet<String>,
    furniture: Furniture,
}

/// The versions of an article.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Versions {
    /// The file of the article, relative to the corpus.
    pub file: String,
    /// The ids of its versions.
    pub versions: Vec<String>,
}

/// What there is to say of a corpus.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Report {
    /// How many articles were looked at.
    pub articles: usize,
    /// The problems, by file.
    pub problems: Vec<Problem>,
    /// What `site.json` does not have and import found, as a draft of it.
    pub draft: Option<serde_json::Value>,
}

/// Examines a corpus on a day.
pub fn check(folder: &Folder, today: &Date) -> Report {
    let mut problems = Vec::new();
    let site = folder.site(&mut problems);
    let shown = site.logo.iter().chain(&site.preview).cloned().collect();
    let (targets, versions, furniture) = (Targets::of(folder), BTreeMap::new(), Furniture::default());
    let mut subject = Subject { folder, site, versions, targets, today, shown, furniture };
    let files = subject.meet(&mut problems);
    let pages = addressed(folder.pages(&mut problems), &mut problems, reserved);
    for page in &pages {
        subject.targets.add_page(&page.article);
        subject.note(page);
    }
    site::check(&subject, &mut problems);
    subject.examine(&files, &mut problems);
    pages.iter().for_each(|filed| article::check(filed, &subject, &mut problems));
    unused_pictures(&subject, &mut problems);
    let draft = furniture::draft(&subject.site, &subject.furniture);
    if let Some(draft) = &draft {
        let text =
            format!("import found what these keys could say, and cut it from the articles; look it over and take what is right: {draft}");
        problems.push(Problem::new(Severity::Note, "site.json", text));
    }
    problems.sort_by(|a, b| a.file.cmp(&b.file));
    Report { articles: files.len(), problems, draft }
}

impl Subject<'_> {
    /// Reads all articles for what others may say of them; gives the files that have an address.
    fn meet(&mut self, problems: &mut Vec<Problem>) -> BTreeSet<String> {
        let (mut addresses, mut refused, mut files) = (Addresses::default(), Vec::new(), BTreeSet::new());
        let folder = self.folder;
        let read = folder.each("articles", problems, &mut |filed| {
            match addresses.take(&filed.file, &filed.article.id, |_| None) {
                Ok(()) => {
                    self.targets.add_article(&filed.article);
                    self.furniture.add(&filed.article);
                    self.note(&filed);
                    files.insert(filed.file);
                }
                Err(problem) => refused.push(problem),
            }
            Ok(())
        });
        problems.extend(refused);
        stopped(read, problems);
        files
    }

    fn note(&mut self, filed: &Filed) {
        let article = &filed.article;
        let versions = article.versions.iter().map(|version| version.id.clone()).collect();
        // An article goes before a page of the same id.
        self.versions.entry(article.id.clone()).or_insert_with(|| Versions { file: filed.file.clone(), versions });
        each_part(&article.body, &mut |part| {
            if let Part::Figure(figure) = part {
                self.shown.extend(figure.images.iter().map(|image| image.src.clone()));
            }
        });
    }

    /// Reads the articles of these files again, and examines each.
    fn examine(&self, files: &BTreeSet<String>, problems: &mut Vec<Problem>) {
        // What cannot be read was named the first time.
        let read = self.folder.each("articles", &mut Vec::new(), &mut |filed| {
            if files.contains(&filed.file) {
                article::check(&filed, self, problems);
                article::check_dated(&filed, problems);
            }
            Ok(())
        });
        stopped(read, problems);
    }
}

fn stopped(read: Result<(), Failure>, problems: &mut Vec<Problem>) {
    problems.extend(read.err().map(|failure| Problem::new(Severity::Error, "articles", failure.to_string())));
}

/// Pictures that no article and no page shows.
fn unused_pictures(subject: &Subject, problems: &mut Vec<Problem>) {
    let unused = subject.targets.pictures.difference(&subject.shown);
    problems.extend(unused.map(|picture| Problem::new(Severity::Note, picture, "no article shows this picture; it is not published")));
}

impl Report {
    /// True where there is nothing to mend.
    pub fn is_clean(&self) -> bool {
        self.problems.iter().all(|problem| problem.severity == Severity::Note)
    }

    fn count(&self, severity: Severity) -> usize {
        self.problems.iter().filter(|problem| problem.severity == severity).count()
    }

    /// The closing line.
    pub fn closing(&self) -> String {
        let counted = |count: usize, one: &str| if count == 1 { format!("1 {one}") } else { format!("{count} {one}s") };
        let articles = counted(self.articles, "article");
        let found: Vec<String> = [(Severity::Error, "error"), (Severity::Warning, "warning"), (Severity::Note, "note")]
            .into_iter()
            .map(|(severity, word)| (self.count(severity), word))
            .filter(|(count, _)| *count > 0)
            .map(|(count, word)| counted(count, word))
            .collect();
        if found.is_empty() { format!("{articles}: nothing to mend") } else { format!("{articles}: {}", found.join(", ")) }
    }

    /// The report as JSON.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn to_json(&self) -> Result<Vec<u8>, Failure> {
        let problems: Vec<_> = self.problems.iter().map(json).collect();
        let report = serde_json::json!({
            "articles": self.articles,
            "errors": self.count(Severity::Error),
            "warnings": self.count(Severity::Warning),
            "notes": self.count(Severity::Note),
            "problems": problems,
            "draft": self.draft,
        });
        Ok(folder::to_json(&report)?)
    }
}

fn json(problem: &Problem) -> serde_json::Value {
    let severity = match problem.severity {
        Severity::Note => "note",
        Severity::Warning => "warning",
        Severity::Error => "error",
    };
    serde_json::json!({"severity": severity, "file": problem.file, "place": problem.place, "text": problem.text})
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        self.problems.iter().try_for_each(|problem| writeln!(f, "{problem}"))
    }
}
