//! The figures of README: what a reading room weighs, and how long it keeps a reader waiting.
//!
//! `.setup/bench` runs it and says by the environment what is measured: `LECTERN_TEST_SITE` is the built sample,
//! `LECTERN_COMMAND` the command with the reader inside it, `LECTERN_CHROMIUM` and `LECTERN_CHROMEDRIVER` the browser,
//! `LECTERN_UNSTRIPPED` the program as the compiler leaves it, `LECTERN_LIGHTHOUSE` the script that starts Lighthouse.
//! A figure beyond its limit makes the exit code 1.
//! Words after `--` choose what is measured: `cargo bench --bench figures -- typing`.
//!
//! - [`sizes`]: bytes on the line.
//! - [`lighthouse`]: what Lighthouse says of the list and of an article, on its telephone.
//! - [`typing`]: the work of a keystroke over a thousand articles, beside a peer in plain JavaScript.
//! - [`arrival`]: from navigation until a typed letter has narrowed the list, on a slow line and processor.
//! - [`building`]: ten thousand articles built, and built again after a change.
//! - [`parts`]: which part of the program costs what.
//! - [`corpus`]: made articles. [`drive`]: the browser, and whom it asks. [`table`]: what is printed.

mod arrival;
mod building;
mod corpus;
#[path = "../drive/mod.rs"]
mod drive;
mod lighthouse;
mod parts;
mod sizes;
mod table;
mod typing;

use drive::Result;
use std::path::PathBuf;
use std::process::ExitCode;
use table::Table;

fn main() -> ExitCode {
    let Some(site) = std::env::var_os("LECTERN_TEST_SITE").map(PathBuf::from) else {
        println!("skipped: LECTERN_TEST_SITE names no built site. `make bench` sets everything");
        return ExitCode::SUCCESS;
    };
    let mut table = Table::default();
    match measure(&site, &mut table) {
        Ok(()) => print!("{table}"),
        Err(error) => {
            print!("{table}");
            eprintln!("the rest could not be measured: {error}");
            return ExitCode::FAILURE;
        }
    }
    if table.all_kept() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn measure(site: &std::path::Path, table: &mut Table) -> Result<()> {
    let asked: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with('-')).collect();
    let wanted = |name: &str| asked.is_empty() || asked.iter().any(|word| word == name);
    if wanted("sizes") {
        sizes::measure(site, table)?;
    }
    if wanted("lighthouse") {
        lighthouse::measure(site, table)?;
    }
    if wanted("arrival") {
        arrival::measure(site, table)?;
    }
    if wanted("typing") {
        typing::measure(table)?;
    }
    if wanted("building") {
        building::measure(table)?;
    }
    if wanted("parts") {
        parts::measure(table)?;
    }
    Ok(())
}
