//! Open pages follow the site: its edition, which changes with each build, and a script that asks for it.

use std::sync::atomic::{AtomicUsize, Ordering};

/// The script.
pub const SCRIPT: &str = include_str!("reload.js");

/// Where the script is, whatever the base path.
pub const SCRIPT_PATH: &str = "/.lectern/reload.js";

/// Where the edition is.
pub const EDITION_PATH: &str = "/.lectern/edition";

/// The edition of a site that is built again and again.
#[derive(Debug)]
pub struct Edition {
    run: u64,
    number: AtomicUsize,
}

impl Edition {
    /// The first edition of a run of the server. `run` is a number that no other run has, such as the time of its start: a
    /// page that outlives the server is loaded again by the next one.
    pub fn first(run: u64) -> Edition {
        Edition { run, number: AtomicUsize::new(1) }
    }

    /// Begins the next edition.
    pub fn next(&self) {
        self.number.fetch_add(1, Ordering::Relaxed);
    }

    /// The edition as pages compare it: letters, digits and hyphens.
    pub fn text(&self) -> String {
        format!("{}-{}", self.run, self.number.load(Ordering::Relaxed))
    }
}

/// A page with the script before the end of its body, told in which edition it was sent.
pub fn into(mut page: Vec<u8>, edition: &str) -> Vec<u8> {
    let end = b"</body>";
    let place = page.windows(end.len()).rposition(|window| window == end).unwrap_or(page.len());
    let script = format!("<script src=\"{SCRIPT_PATH}\" data-edition=\"{edition}\"></script>");
    page.splice(place..place, script.into_bytes());
    page
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_told_its_edition_at_the_end_of_its_body() {
        let page = |text: &str| String::from_utf8(into(text.as_bytes().to_vec(), "7-1")).unwrap();
        let script = "<script src=\"/.lectern/reload.js\" data-edition=\"7-1\"></script>";
        assert_eq!(page("<pre>&lt;/body></pre></body></html>"), format!("<pre>&lt;/body></pre>{script}</body></html>"));
        assert_eq!(page("text"), format!("text{script}"));
    }

    #[test]
    fn each_build_and_each_run_is_an_edition_of_its_own() {
        let edition = Edition::first(7);
        assert_eq!(edition.text(), "7-1");
        edition.next();
        assert_eq!(edition.text(), "7-2");
        assert_ne!(Edition::first(8).text(), "7-1");
    }
}
