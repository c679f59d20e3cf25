//! The corpus as a whole, and the report on it.

use super::furniture::Furniture;
use super::target::Targets;
use super::{article, furniture, site};
use crate::article::date::Date;
use crate::corpus::Site;
use crate::publish::build::collection::{Addresses, addressed, reserved};
use crate::publish::catch_panic::catch_panic;
use crate::publish::drafts::{Drafts, Target, is_draft};
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
    /// Which of them lead to drafts.
    pub drafts: Drafts,
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
    /// How many articles were looked at, drafts not counted.
    pub articles: usize,
    /// How many articles and pages are drafts.
    pub drafts: usize,
    /// Of a built site: how many files it has.
    pub files: Option<usize>,
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
    let mut subject = Subject { folder, site, versions, targets, drafts: Drafts::default(), today, shown, furniture };
    let files = subject.meet(&mut problems);
    let (drafts, pages): (Vec<Filed>, Vec<Filed>) = folder.pages(&mut problems).into_iter().partition(|filed| is_draft(&filed.article));
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
    let draft = furniture::draft(&subject.site, &subject.furniture);
    if let Some(draft) = &draft {
        let text =
            format!("import found what these keys could say, and cut it from the articles; look it over and take what is right: {draft}");
        problems.push(Problem::new(Severity::Note, "site.json", text));
    }
    problems.sort_by(|a, b| a.file.cmp(&b.file));
    let drafts = subject.drafts.len();
    let articles = files.len() - subject.drafts.articles();
    Report { articles, drafts, problems, draft, files: None }
}

/// What a crash of one article does to the others.
const OTHERS: &str = "the others are checked";

impl Subject<'_> {
    /// Reads all articles for what others may say of them; gives the files that have an address.
    fn meet(&mut self, problems: &mut Vec<Problem>) -> BTreeSet<String> {
        let (mut addresses, mut refused, mut files) = (Addresses::default(), Vec::new(), BTreeSet::new());
        // A draft takes no address from what is published.
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

    /// Examines an article, which has a date, or a page: all that is done of one. What crashes is an error of its file.
    fn examined(&self, filed: &Filed, dated: bool) -> Vec<Problem> {
        let examined = catch_panic(|| self.examine_one(filed, dated));
        examined.unwrap_or_else(|caught| vec![caught.problem(&filed.file, OTHERS)])
    }

    fn examine_one(&self, filed: &Filed, dated: bool) -> Vec<Problem> {
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

    /// Reads the articles of these files again, and examines each.
    fn examine(&self, files: &BTreeSet<String>, problems: &mut Vec<Problem>) {
        // What cannot be read was named the first time.
        let read = self.folder.each("articles", &mut Vec::new(), &mut |filed| {
            if files.contains(&filed.file) {
                problems.extend(self.examined(&filed, true));
            }
            Ok(())
        });
        stopped(read, problems);
    }
}

/// The problems of a draft stop nothing: it is not published.
fn softened(mut problems: Vec<Problem>, draft: bool) -> Vec<Problem> {
    problems.iter_mut().filter(|_| draft).for_each(|problem| problem.severity = problem.severity.min(Severity::Warning));
    problems
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
    /// True where nothing failed, and no reader will stumble for certain: warnings alone stop nothing.
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
                0 => format!("{files}: nothing that is not meant for readers"),
                1 => format!("{files}: 1 holds what is not meant for readers. Build the site again, and publish it anew"),
                _ => format!("{files}: {holding} hold what is not meant for readers. Build the site again, and publish it anew"),
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
