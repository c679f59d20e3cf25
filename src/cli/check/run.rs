//! Checks the corpus as a whole, and reports on it.

use super::boilerplate::Boilerplate;
use super::import_faults::ImportFacts;
use super::target::Targets;
use super::{article, boilerplate, site};
use crate::article::date::Date;
use crate::article::visit;
use crate::cli::build::collection::{Addresses, reserved_id_reason, retain_addressable};
use crate::cli::catch_panic::catch_panic;
use crate::cli::command_error::CommandError;
use crate::cli::diagnostic::{Diagnostic, Severity};
use crate::cli::drafts::{Drafts, Target, is_draft};
use crate::cli::folder::{self, ArticleFile, Folder};
use crate::corpus::Site;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// A corpus under check. Its articles are not kept: they are read once to collect the valid targets, and once to be checked.
pub(crate) struct Subject<'a> {
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
    used_pictures: BTreeSet<String>,
    boilerplate: Boilerplate,
    import_facts: ImportFacts,
}

/// The versions of an article.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Versions {
    /// The file of the article, relative to the corpus.
    pub file: String,
    /// The ids of its versions.
    pub versions: Vec<String>,
}

/// The result of checking a corpus.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Report {
    /// The number of articles checked, without drafts.
    pub articles: usize,
    /// The number of drafts among articles and pages.
    pub drafts: usize,
    /// The number of files, for a built site.
    pub files: Option<usize>,
    /// The problems, by file.
    pub diagnostics: Vec<Diagnostic>,
    /// The settings that `site.json` lacks and import found, as a draft of it.
    pub draft: Option<serde_json::Value>,
}

/// Checks a corpus, as of a date.
pub(crate) fn check_corpus(folder: &Folder, today: &Date) -> Report {
    let mut diagnostics = Vec::new();
    let site = folder.read_site(&mut diagnostics);
    let used_pictures = site.logo.iter().chain(&site.preview).cloned().collect();
    let (targets, versions, boilerplate) = (Targets::from_folder(folder), BTreeMap::new(), Boilerplate::default());
    let mut subject = Subject {
        folder,
        site,
        versions,
        targets,
        drafts: Drafts::default(),
        today,
        used_pictures,
        boilerplate,
        import_facts: ImportFacts::default(),
    };
    let files = subject.collect_facts(&mut diagnostics);
    subject.import_facts.finish();
    let (drafts, pages): (Vec<ArticleFile>, Vec<ArticleFile>) =
        folder.read_pages(&mut diagnostics).into_iter().partition(|article_file| is_draft(&article_file.article));
    drafts.iter().for_each(|page| subject.drafts.insert(Target::Page(page.article.id.clone())));
    let mut pages = retain_addressable(pages, &mut diagnostics, reserved_id_reason);
    pages.extend(retain_addressable(drafts, &mut diagnostics, reserved_id_reason));
    for page in &pages {
        subject.targets.add_page(&page.article);
        subject.record_versions_and_pictures(page);
    }
    site::check_settings(&subject, &mut diagnostics);
    subject.check_articles(&files, &mut diagnostics);
    pages.iter().for_each(|article_file| diagnostics.extend(subject.check_file(article_file, false)));
    report_unused_pictures(&subject, &mut diagnostics);
    let draft = boilerplate::draft_settings(&subject.site, &subject.boilerplate);
    if let Some(draft) = &draft {
        let text =
            format!("import removed text from the articles that suggests these settings; review them and copy what is correct: {draft}");
        diagnostics.push(Diagnostic::new(Severity::Note, "site.json", text));
    }
    diagnostics.sort_by(|a, b| a.file.cmp(&b.file));
    let drafts = subject.drafts.len();
    let articles = files.len() - subject.drafts.article_count();
    Report { articles, drafts, diagnostics, draft, files: None }
}

/// The effect of a crash in one article on the others.
const OTHER_FILES_NOTE: &str = "the other files are checked";

impl Subject<'_> {
    /// Reads all articles for the facts that others depend on; returns the files that have an address.
    fn collect_facts(&mut self, diagnostics: &mut Vec<Diagnostic>) -> BTreeSet<String> {
        let (mut addresses, mut refused, mut files) = (Addresses::default(), Vec::new(), BTreeSet::new());
        // A draft claims no address from published articles.
        let mut of_drafts = Addresses::default();
        let folder = self.folder;
        let read = folder.for_each_article("articles", diagnostics, &mut |article_file| {
            let draft = is_draft(&article_file.article);
            let taken = if draft { &mut of_drafts } else { &mut addresses };
            if let Err(diagnostic) = taken.claim(&article_file.file, &article_file.article.id, |_| None) {
                refused.extend(limit_to_warnings(vec![diagnostic], draft));
                return Ok(());
            }
            let met = catch_panic(|| {
                self.targets.add_article(&article_file.article);
                if draft {
                    self.drafts.insert(Target::Article(article_file.article.id.clone()));
                } else {
                    self.boilerplate.add(&article_file.article);
                    self.import_facts.add(&article_file);
                }
                self.record_versions_and_pictures(&article_file);
            });
            match met {
                Ok(()) => drop(files.insert(article_file.file)),
                Err(caught) => refused.push(caught.diagnostic(&article_file.file, OTHER_FILES_NOTE)),
            }
            Ok(())
        });
        diagnostics.extend(refused);
        report_read_error(read, diagnostics);
        files
    }

    fn record_versions_and_pictures(&mut self, article_file: &ArticleFile) {
        let article = &article_file.article;
        let versions = article.versions.iter().map(|version| version.id.clone()).collect();
        // An article takes precedence over a page of the same id.
        self.versions.entry(article.id.clone()).or_insert_with(|| Versions { file: article_file.file.clone(), versions });
        self.used_pictures.extend(visit::picture_paths(&article.body));
    }

    /// Checks an article, which has a date, or a page. A panic becomes an error of its file.
    fn check_file(&self, article_file: &ArticleFile, dated: bool) -> Vec<Diagnostic> {
        let result = catch_panic(|| self.check_file_unguarded(article_file, dated));
        result.unwrap_or_else(|caught| vec![caught.diagnostic(&article_file.file, OTHER_FILES_NOTE)])
    }

    fn check_file_unguarded(&self, article_file: &ArticleFile, dated: bool) -> Vec<Diagnostic> {
        let (mut diagnostics, draft) = (Vec::new(), is_draft(&article_file.article));
        if draft {
            diagnostics.push(article::draft_diagnostic(article_file));
        }
        article::check_article(article_file, self, &mut diagnostics);
        if dated {
            article::check_has_date(article_file, &mut diagnostics);
            self.import_facts.check(article_file, &mut diagnostics);
        }
        limit_to_warnings(diagnostics, draft)
    }

    /// Reads the articles of these files again, and checks each.
    fn check_articles(&self, files: &BTreeSet<String>, diagnostics: &mut Vec<Diagnostic>) {
        // Unreadable files were reported the first time.
        let read = self.folder.for_each_article("articles", &mut Vec::new(), &mut |article_file| {
            if files.contains(&article_file.file) {
                diagnostics.extend(self.check_file(&article_file, true));
            }
            Ok(())
        });
        report_read_error(read, diagnostics);
    }
}

/// Reduces the problems of a draft to warnings: it is not published.
fn limit_to_warnings(mut diagnostics: Vec<Diagnostic>, draft: bool) -> Vec<Diagnostic> {
    diagnostics.iter_mut().filter(|_| draft).for_each(|diagnostic| diagnostic.severity = diagnostic.severity.min(Severity::Warning));
    diagnostics
}

fn report_read_error(read: Result<(), CommandError>, diagnostics: &mut Vec<Diagnostic>) {
    diagnostics.extend(read.err().map(|failure| Diagnostic::new(Severity::Error, "articles", failure.to_string())));
}

/// Reports pictures that no article and no page shows.
fn report_unused_pictures(subject: &Subject, diagnostics: &mut Vec<Diagnostic>) {
    let unused = subject.targets.pictures.difference(&subject.used_pictures);
    diagnostics.extend(unused.map(|picture| Diagnostic::new(Severity::Note, picture, "not used by any article; not published")));
}

impl Report {
    /// True if there are no errors: warnings alone do not fail the check.
    pub(crate) fn is_clean(&self) -> bool {
        self.diagnostics.iter().all(|diagnostic| diagnostic.severity != Severity::Error)
    }

    fn count(&self, severity: Severity) -> usize {
        self.diagnostics.iter().filter(|diagnostic| diagnostic.severity == severity).count()
    }

    /// The closing line.
    pub(crate) fn summary_line(&self) -> String {
        let counted = |count: usize, one: &str| if count == 1 { format!("1 {one}") } else { format!("{count} {one}s") };
        if let Some(files) = self.files {
            let holding = self.diagnostics.iter().map(|diagnostic| &diagnostic.file).collect::<BTreeSet<_>>().len();
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
    pub(crate) fn to_json(&self) -> Result<Vec<u8>, CommandError> {
        let diagnostics: Vec<_> = self.diagnostics.iter().map(diagnostic_to_json).collect();
        let report = serde_json::json!({
            "articles": self.articles,
            "drafts": self.drafts,
            "files": self.files,
            "errors": self.count(Severity::Error),
            "warnings": self.count(Severity::Warning),
            "notes": self.count(Severity::Note),
            "problems": diagnostics,
            "draft": self.draft,
        });
        Ok(folder::to_json(&report)?)
    }
}

fn diagnostic_to_json(diagnostic: &Diagnostic) -> serde_json::Value {
    let severity = match diagnostic.severity {
        Severity::Note => "note",
        Severity::Warning => "warning",
        Severity::Error => "error",
    };
    serde_json::json!({"severity": severity, "file": diagnostic.file, "place": diagnostic.place, "text": diagnostic.text})
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        self.diagnostics.iter().try_for_each(|diagnostic| writeln!(f, "{diagnostic}"))
    }
}
