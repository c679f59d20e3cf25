//! The corpus as a whole, and the report on it.

use super::target::Targets;
use super::{article, furniture, site};
use crate::article::date::Date;
use crate::corpus::Site;
use crate::publish::build::collection::{addressed, reserved};
use crate::publish::failure::Failure;
use crate::publish::folder::{self, Filed, Folder};
use crate::publish::parts::{Part, each_part};
use crate::publish::problem::{Problem, Severity};
use std::collections::BTreeSet;
use std::fmt;

/// A corpus under examination.
pub struct Subject<'a> {
    /// Where it is.
    pub folder: &'a Folder,
    /// Its site's settings.
    pub site: Site,
    /// Its articles.
    pub articles: Vec<Filed>,
    /// Its site's pages.
    pub pages: Vec<Filed>,
    /// Which addresses lead somewhere.
    pub targets: Targets,
    /// The latest day that is not in the future.
    pub today: &'a Date,
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
    let settings = folder.site(&mut problems);
    let articles = addressed(folder.articles(&mut problems), &mut problems, |_| None);
    let pages = addressed(folder.pages(&mut problems), &mut problems, reserved);
    let targets = Targets::of(&articles, &pages, folder);
    let subject = Subject { folder, site: settings, articles, pages, targets, today };
    site::check(&subject, &mut problems);
    for filed in &subject.articles {
        article::check(filed, &subject, &mut problems);
        article::check_dated(filed, &mut problems);
    }
    subject.pages.iter().for_each(|filed| article::check(filed, &subject, &mut problems));
    unused_pictures(&subject, &mut problems);
    let draft = furniture::draft(&subject.site, &subject.articles);
    if let Some(draft) = &draft {
        let text =
            format!("import found what these keys could say, and cut it from the articles; look it over and take what is right: {draft}");
        problems.push(Problem::new(Severity::Note, "site.json", text));
    }
    problems.sort_by(|a, b| a.file.cmp(&b.file));
    Report { articles: subject.articles.len(), problems, draft }
}

/// Pictures that no article and no page shows.
fn unused_pictures(subject: &Subject, problems: &mut Vec<Problem>) {
    let mut shown: BTreeSet<&str> = subject.site.logo.iter().map(String::as_str).collect();
    for filed in subject.articles.iter().chain(&subject.pages) {
        each_part(&filed.article.body, &mut |part| {
            if let Part::Figure(figure) = part {
                shown.extend(figure.images.iter().map(|image| image.src.as_str()));
            }
        });
    }
    let unused = subject.targets.pictures.iter().filter(|picture| !shown.contains(picture.as_str()));
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
