//! The list of all files of a site version, with the transfer size of each, see [`crate::corpus::files`].

use crate::cli::build::app::template::hashed_name;
use crate::cli::build::collection::{ArticleText, Collection};
use crate::cli::build::output::Output;
use crate::cli::command_error::CommandError;
use crate::cli::weight::gzip_size;
use crate::corpus::files::{MARK_DIGITS, SizedPath};
use crate::corpus::manifest::FORMAT;
use crate::corpus::{File, Files, Manifest, Route, UrlBuilder};
use std::collections::{BTreeMap, BTreeSet};

/// Writes the list, after all files of `corpus/` except the manifest, and enters it in the manifest.
///
/// # Errors
/// When a file cannot be read or written.
pub(crate) fn write(collection: &Collection, manifest: &mut Manifest, output: &Output) -> Result<(), CommandError> {
    let sizes = output.file_sizes();
    let articles = pack_sizes(manifest, &sizes);
    let known: BTreeSet<&str> = articles.iter().map(|(path, _)| path.as_str()).collect();
    let mut files = Files { format: FORMAT, ..Files::default() };
    for (path, size) in corpus_files(&sizes).filter(|(path, _)| !known.contains(path)) {
        // Index files are already deflated.
        match path.ends_with(".bin") {
            true => files.search.push((path.to_owned(), size)),
            false => files.list.push((path.to_owned(), gzip_size(&output.read(&format!("corpus/{path}"))?))),
        }
    }
    files.articles = articles;
    files.pictures = picture_sizes(collection, &sizes, output)?;
    let places: BTreeMap<&str, u32> = files.pictures.iter().zip(0..).map(|((path, _), at)| (path.as_str(), at)).collect();
    let shown = |text: &ArticleText| text.pictures.iter().filter_map(|path| places.get(path.as_str()).copied()).collect();
    files.shown = collection.texts.iter().map(shown).collect();
    files.marks = collection.texts.iter().map(|text| text.hash.get(..MARK_DIGITS).unwrap_or_default()).collect();
    let top = UrlBuilder::for_site("/");
    let path = |id: &String| top.href(&Route::SitePage(id.clone())).trim_start_matches('/').to_owned();
    files.pages = collection.pages.iter().map(|page| path(&page.id)).collect();
    let bytes = serde_json::to_vec(&files)?;
    let path = hashed_name("files.json", &bytes);
    output.write(&format!("corpus/{path}"), &bytes)?;
    manifest.files = Some(File { path, ..File::default() });
    Ok(())
}

/// The files written to `corpus/`, by their paths inside it.
fn corpus_files(sizes: &BTreeMap<String, u64>) -> impl Iterator<Item = (&str, u32)> {
    let inside = sizes.iter().filter_map(|(path, size)| Some((path.strip_prefix("corpus/")?, saturate(*size))));
    inside.filter(|(path, _)| *path != "manifest.json")
}

fn saturate(size: u64) -> u32 {
    u32::try_from(size).unwrap_or(u32::MAX)
}

/// The article packs, each with its share of their total transfer size.
fn pack_sizes(manifest: &Manifest, sizes: &BTreeMap<String, u64>) -> Vec<SizedPath> {
    let paths = (0..manifest.articles.len()).filter_map(|number| Some(manifest.article_file(number)?.path));
    let size = |path: &str| sizes.get(&format!("corpus/{path}")).copied().unwrap_or(0);
    let pack_sizes: Vec<(String, u64)> = paths.map(|path| (path.clone(), size(&path))).collect();
    let whole = pack_sizes.iter().map(|(_, size)| size).sum::<u64>().max(1);
    pack_sizes.into_iter().map(|(path, size)| (path, saturate(manifest.articles.gzip * size / whole))).collect()
}

/// The pictures; drawings are text, which hosts compress.
fn picture_sizes(collection: &Collection, sizes: &BTreeMap<String, u64>, output: &Output) -> Result<Vec<SizedPath>, CommandError> {
    let weigh = |path: &String| {
        let size = match path.to_ascii_lowercase().ends_with(".svg") {
            true => gzip_size(&output.read(path)?),
            false => saturate(sizes.get(path).copied().unwrap_or(0)),
        };
        Ok((path.clone(), size))
    };
    collection.pictures.iter().map(weigh).collect()
}
