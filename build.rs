//! Puts a compiled reader into the command: the template and programs in the folder that `LECTERN_READER` names.
//! Without the variable the command compiles all the same, and says how to get a reader when it needs one.

use std::env;
use std::error::Error;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-env-changed=LECTERN_READER");
    let mut files = Vec::new();
    if let Some(folder) = env::var_os("LECTERN_READER").filter(|folder| !folder.is_empty()) {
        let folder = fs::canonicalize(&folder).map_err(|error| format!("LECTERN_READER={}: {error}", folder.display()))?;
        println!("cargo:rerun-if-changed={}", folder.display());
        collect(&folder, "", &mut files)?;
        files.sort();
    }
    let mut code = String::from("static FILES: &[(&str, &[u8])] = &[\n");
    for (name, path) in files {
        writeln!(code, "    ({name:?}, include_bytes!({:?})),", path.display().to_string())?;
    }
    code.push_str("];\n");
    let out = env::var_os("OUT_DIR").ok_or("cargo sets OUT_DIR")?;
    fs::write(Path::new(&out).join("reader.rs"), code)?;
    Ok(())
}

/// The template and the programs at the top of the folder, and the snippets that a program may name.
fn collect(folder: &Path, inside: &str, files: &mut Vec<(String, PathBuf)>) -> Result<(), Box<dyn Error>> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let Some(name) = path.file_name().and_then(|name| name.to_str()) else { continue };
        let full = format!("{inside}{name}");
        let template = full == "index.html" || full == ".lectern-template.html";
        if path.is_dir() && full.starts_with("snippets") {
            collect(&path, &format!("{full}/"), files)?;
        } else if template || [".js", ".wasm", ".css"].iter().any(|end| name.ends_with(end)) {
            files.push((full, path));
        }
    }
    Ok(())
}
