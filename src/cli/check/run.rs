//! Checks the corpus as a whole, and reports on it.

use super::boilerplate::Boilerplate;
use super::target::Targets;
use super::{article, boilerplate, site};
use crate::article::date::Date;
use crate::article::visit::{NodeRef, visit};
use crate::cli::build::collection::{Addresses, addressed, reserved};
use crate::cli::catch_panic::catch_panic;
use crate::cli::command_error::CommandError;
use crate::cli::diagnostic::{Diagnostic, Severity};
use crate::cli::drafts::{Drafts, Target, is_draft};
use crate::cli::folder::{self, ArticleFile, Folder};
use crate::corpus::Site;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// A corpus under check. Its articles are not kept: they are read once to collect the valid targets, and once to be checked.
pub struct Subject<'a> {
    /// The folder of the corpus.
    pub folder: &'a Folder,
    /// Its site's settings.
    pub site: Site,
    /// The versions that each article and page names, by id.
    pub versions: BTreeMap<String, Versions>,
    /// The valid link targets.
    pub targets: Targets,
    /// The targets that are drafts.
    pub drafts: Drafts,
    /// The latest date that is not in the future.
    pub today: &'a Date,
    /// Pictures in use.
    shown: BTreeSet<String>,
    furniture: Boilerplate,
}

/// The versions of an article.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Versions {
    /// The file of the article, relative to the corpus.
    pub file: String,
    /// The ids of its versions.
    pub versions: Vec<String>,
}

/// The result of checking a corpus.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Report {
    /// The number of articles checked, without drafts.
    pub articles: usize,
    /// The number of drafts among articles and pages.
    pub drafts: usize,
    /// The number of files, for a built site.
    pub files: Option<usize>,
    /// The problems, by file.
    pub problems: Vec<Diagnostic>,
    /// The settings that `site.json` lacks and import found, as a draft of it.
    pub draft: Option<serde_json::Value>,
}

/// Checks a corpus, as of a date.
pub fn check(folder: &Folder, today: &Date) -> Report {
    let mut problems = Vec::new();
    let site = folder.site(&mut problems);
    let shown = site.logo.iter().chain(&site.preview).cloned().collect();
    let (targets, versions, furniture) = (Targets::of(folder), BTreeMap::new(), Boilerplate::default());
    let mut subject = Subject { folder, site, versions, targets, drafts: Drafts::default(), today, shown, furniture };
    let files = subject.meet(&mut problems);
    let (drafts, pages): (Vec<ArticleFile>, Vec<ArticleFile>) =
        folder.pages(&mut problems).into_iter().partition(|filed| is_draft(&filed.article));
    drafts.iter().for_each(|page| subject.drafts.add(Target::Page(page.article.id.clone())));
    let mut pages = addressed(pages, &mut problems, reserved);
    pages.extend(addressed(drafts, &mut problems, reserved));
    for page in &pages {
        subject.targets.add_page(&page.article);
        subject.note(page);
    }
    site::check(&subject, &mut problems);
    subject.examine(&files, &mut problems);
    pages.iter().for_each(|filed| problems.extend(subject.examined(filed, false)));
    unused_pictures(&subject, &mut problems);
    let draft = boilerplate::draft(&subject.site, &subject.furniture);
    if let Some(draft) = &draft {
        let text =
            format!("import removed text from the articles that suggests these settings; review them and copy what is correct: {draft}");
        problems.push(Diagnostic::new(Severity::Note, "site.json", text));
    }
    problems.sort_by(|a, b| a.file.cmp(&b.file));
    let drafts = subject.drafts.len();
    let articles = files.len() - subject.drafts.articles();
    Report { articles, drafts, problems, draft, files: None }
}

/// The effect of a crash in one article on the others.
const OTHERS: &str = "the other files are checked";

impl Subject<'_> {
    /// Reads all articles for the facts that others depend on; returns the files that have an address.
    fn meet(&mut self, problems: &mut Vec<Diagnostic>) -> BTreeSet<String> {
        let (mut addresses, mut refused, mut files) = (Addresses::default(), Vec::new(), BTreeSet::new());
        // A draft claims no address from published articles.
        let mut of_drafts = Addresses::default();
        let folder = self.folder;
        let read = folder.each("articles", problems, &mut |filed| {
            let draft = is_draft(&filed.article);
            let taken = if draft { &mut of_drafts } else { &mut addresses };
            if let Err(problem) = taken.take(&filed.file, &filed.article.id, |_| None) {
                refused.extend(softened(vec![problem], draft));
                return Ok(());
            }
            let met = catch_panic(|| {
                self.targets.add_article(&filed.article);
                if draft {
                    self.drafts.add(Target::Article(filed.article.id.clone()));
                } else {
                    self.furniture.add(&filed.article);
                }
                self.note(&filed);
            });
            match met {
                Ok(()) => drop(files.insert(filed.file)),
                Err(caught) => refused.push(caught.problem(&filed.file, OTHERS)),
            }
            Ok(())
        });
        problems.extend(refused);
        stopped(read, problems);
        files
    }

    fn note(&mut self, filed: &ArticleFile) {
        let article = &filed.article;
        let versions = article.versions.iter().map(|version| version.id.clone()).collect();
        // An article takes precedence over a page of the same id.
        self.versions.entry(article.id.clone()).or_insert_with(|| Versions { file: filed.file.clone(), versions });
        visit(&article.body, &mut |part| {
            if let NodeRef::Figure(figure) = part {
                self.shown.extend(figure.images.iter().map(|image| image.src.clone()));
            }
        });
    }

    /// Checks an article, which has a date, or a page. A panic becomes an error of its file.
    fn examined(&self, filed: &ArticleFile, dated: bool) -> Vec<Diagnostic> {
        let examined = catch_panic(|| self.examine_one(filed, dated));
        examined.unwrap_or_else(|caught| vec![caught.problem(&filed.file, OTHERS)])
    }

    fn examine_one(&self, filed: &ArticleFile, dated: bool) -> Vec<Diagnostic> {
        let (mut problems, draft) = (Vec::new(), is_draft(&filed.article));
        if draft {
            problems.push(article::drafted(filed));
        }
        article::check(filed, self, &mut problems);
        if dated {
            article::check_dated(filed, &mut problems);
        }
        softened(problems, draft)
    }

    /// Reads the articles of these files again, and checks each.
    fn examine(&self, files: &BTreeSet<String>, problems: &mut Vec<Diagnostic>) {
        // Unreadable files were reported the first time.
        let read = self.folder.each("articles", &mut Vec::new(), &mut |filed| {
            if files.contains(&filed.file) {
                problems.extend(self.examined(&filed, true));
            }
            Ok(())
        });
        stopped(read, problems);
    }
}

/// Reduces the problems of a draft to warnings: it is not published.
fn softened(mut problems: Vec<Diagnostic>, draft: bool) -> Vec<Diagnostic> {
    problems.iter_mut().filter(|_| draft).for_each(|problem| problem.severity = problem.severity.min(Severity::Warning));
    problems
}

fn stopped(read: Result<(), CommandError>, problems: &mut Vec<Diagnostic>) {
    problems.extend(read.err().map(|failure| Diagnostic::new(Severity::Error, "articles", failure.to_string())));
}

/// Reports pictures that no article and no page shows.
fn unused_pictures(subject: &Subject, problems: &mut Vec<Diagnostic>) {
    let unused = subject.targets.pictures.difference(&subject.shown);
    problems.extend(unused.map(|picture| Diagnostic::new(Severity::Note, picture, "not used by any article; not published")));
}

impl Report {
    /// True if there are no errors: warnings alone do not fail the check.
    pub fn is_clean(&self) -> bool {
        self.problems.iter().all(|problem| problem.severity != Severity::Error)
    }

    fn count(&self, severity: Severity) -> usize {
        self.problems.iter().filter(|problem| problem.severity == severity).count()
    }

    /// The closing line.
    pub fn closing(&self) -> String {
        let counted = |count: usize, one: &str| if count == 1 { format!("1 {one}") } else { format!("{count} {one}s") };
        if let Some(files) = self.files {
            let holding = self.problems.iter().map(|problem| &problem.file).collect::<BTreeSet<_>>().len();
            let files = counted(files, "file");
            return match holding {
                0 => format!("{files}: no private data found"),
                1 => format!("{files}: 1 contains private data. Rebuild the site and publish it again"),
                _ => format!("{files}: {holding} contain private data. Rebuild the site and publish it again"),
            };
        }
        let articles = counted(self.articles, "article");
        let articles = if self.drafts == 0 { articles } else { format!("{articles} and {}", counted(self.drafts, "draft")) };
        let found: Vec<String> = [(Severity::Error, "error"), (Severity::Warning, "warning"), (Severity::Note, "note")]
            .into_iter()
            .map(|(severity, word)| (self.count(severity), word))
            .filter(|(count, _)| *count > 0)
            .map(|(count, word)| counted(count, word))
            .collect();
        if found.is_empty() { format!("{articles}: no problems") } else { format!("{articles}: {}", found.join(", ")) }
    }

    /// The report as JSON.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn to_json(&self) -> Result<Vec<u8>, CommandError> {
        let problems: Vec<_> = self.problems.iter().map(json).collect();
        let report = serde_json::json!({
            "articles": self.articles,
            "drafts": self.drafts,
            "files": self.files,
            "errors": self.count(Severity::Error),
            "warnings": self.count(Severity::Warning),
            "notes": self.count(Severity::Note),
            "problems": problems,
            "draft": self.draft,
        });
        Ok(folder::to_json(&report)?)
    }
}

fn json(problem: &Diagnostic) -> serde_json::Value {
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
