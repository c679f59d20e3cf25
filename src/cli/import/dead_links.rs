//! Diagnostics of links between sources that lead nowhere.

use crate::cli::diagnostic::{Diagnostic, Severity};

/// Maximum number of dead links that a diagnostic names; the rest are counted.
const MAX_NAMED_LINKS: usize = 5;

/// Extensions of files that notes link to and import does not take.
const ATTACHMENT_EXTENSIONS: [&str; 15] =
    [".pdf", ".docx", ".doc", ".xlsx", ".xls", ".pptx", ".odt", ".csv", ".zip", ".mp3", ".m4a", ".wav", ".mp4", ".mov", ".webm"];

/// Messages for the dead links of a file.
pub(super) fn diagnostics(dead: Vec<String>, file: &str) -> Vec<Diagnostic> {
    let (attachments, dead): (Vec<String>, Vec<String>) = dead.into_iter().partition(|link| is_attachment(link));
    attachments_diagnostic(&attachments, file).into_iter().chain(dead_links_diagnostic(&dead, file)).collect()
}

/// Whether a dead link leads to a file that is no text.
fn is_attachment(link: &str) -> bool {
    let path = link.trim_end_matches("]]").split(['#', '?']).next().unwrap_or(link);
    ATTACHMENT_EXTENSIONS.iter().any(|extension| path.to_ascii_lowercase().ends_with(extension))
}

fn attachments_diagnostic(attachments: &[String], file: &str) -> Option<Diagnostic> {
    let named = attachments.iter().take(MAX_NAMED_LINKS).cloned().collect::<Vec<_>>().join(", ");
    let more = attachments.len().saturating_sub(MAX_NAMED_LINKS);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    let text = format!(
        "links to files that are neither text nor pictures are shown as plain text: {named}{more}. Put them on the web and link to that"
    );
    (!attachments.is_empty()).then(|| Diagnostic::new(Severity::Warning, file, text))
}

fn dead_links_diagnostic(dead: &[String], file: &str) -> Option<Diagnostic> {
    let named = dead.iter().take(MAX_NAMED_LINKS).cloned().collect::<Vec<_>>().join(", ");
    let text = match dead.len() {
        0 => return None,
        1 => format!("the link to {named} matches no imported source and is shown as plain text; import that file too, or fix the link"),
        n => {
            let more = if n > MAX_NAMED_LINKS { format!(" and {} more", n - MAX_NAMED_LINKS) } else { String::new() };
            format!(
                "{n} links match no imported source and are shown as plain text: {named}{more}. Import those files too, or fix the links"
            )
        }
    };
    Some(Diagnostic::new(Severity::Warning, file, text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attachments_and_many_links_have_messages_of_their_own() {
        let dead = ["[[chart.PDF#page=2]]", "a.md", "b.md"].map(str::to_owned).to_vec();
        let texts: Vec<String> = diagnostics(dead, "x.md").into_iter().map(|diagnostic| diagnostic.text).collect();
        assert!(texts[0].contains("neither text nor pictures") && texts[0].contains("chart.PDF"));
        assert!(texts[1].starts_with("2 links") && texts[1].contains("a.md, b.md"));
        let many = (0..9).map(|n| format!("{n}.md")).collect();
        assert!(diagnostics(many, "x.md")[0].text.contains("and 4 more") && diagnostics(Vec::new(), "x.md").is_empty());
    }
}
