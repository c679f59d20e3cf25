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
//! - [`time_to_interactive`]: from navigation until a typed letter has narrowed the list, on a slow line and processor.
//! - [`building`]: ten thousand articles built, and built again after a change.
//! - [`code_size`]: bytes of the program's functions, by crate and module.
//! - [`synthetic_corpus`]: generated articles. [`drive`]: the browser, and whom it asks. [`table`]: what is printed.

mod building;
mod code_size;
#[path = "../drive/mod.rs"]
mod drive;
mod lighthouse;
mod sizes;
mod synthetic_corpus;
mod table;
mod time_to_interactive;
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
    if table.all_within_limits() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn measure(site: &std::path::Path, table: &mut Table) -> Result<()> {
    let selected: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with('-')).collect();
    let is_selected = |name: &str| selected.is_empty() || selected.iter().any(|word| word == name);
    if is_selected("sizes") {
        sizes::measure(site, table)?;
    }
    if is_selected("lighthouse") {
        lighthouse::measure(site, table)?;
    }
    if is_selected("time_to_interactive") {
        time_to_interactive::measure(site, table)?;
    }
    if is_selected("typing") {
        typing::measure(table)?;
    }
    if is_selected("building") {
        building::measure(table)?;
    }
    if is_selected("code_size") {
        code_size::measure(table)?;
    }
    Ok(())
}
