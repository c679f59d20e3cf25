//! The listing data: cards, columns, ids and days in files named by their content, and the manifest that names them.

use crate::article::date::Date;
use crate::cli::build::app::template::hashed_name;
use crate::cli::build::collection::Collection;
use crate::cli::build::data::sizes;
use crate::cli::build::output::Output;
use crate::cli::command_error::CommandError;
use crate::cli::folder;
use crate::corpus::card::CardPack;
use crate::corpus::manifest::{FORMAT, HASH_DIGITS};
use crate::corpus::{Card, Column, ColumnFile, Days, Facet, File, Manifest, Packs};
use serde::Serialize;

/// Writes the files of the listing data; returns the manifest without articles and index, which are not known yet.
///
/// # Errors
/// When a file cannot be written.
pub(crate) fn write(collection: &Collection, columns: &[Column], output: &Output) -> Result<Manifest, CommandError> {
    let cards = &collection.cards;
    let ids: Vec<&str> = cards.iter().map(|card| card.id.as_str()).collect();
    Ok(Manifest {
        format: FORMAT,
        name: collection.site.name.clone(),
        lang: collection.site.language().to_owned(),
        lead: collection.lead().map(|card| card.id.clone()),
        count: cards.len() as u32,
        cards: card_packs(cards, output)?,
        columns: column_files(columns, output)?,
        ids: write_hashed("ids", &ids, output)?,
        days: write_hashed("days", &Days::from_dates(cards.iter().map(published_day)), output)?,
        ..Manifest::default()
    })
}

/// A digest that changes with cards, columns, ids or days: hexadecimal digits of a hash over the manifest that [`write`] returns.
///
/// # Errors
/// When the manifest cannot be written as JSON.
#[expect(clippy::string_slice, reason = "a hash is hexadecimal digits")]
pub(crate) fn digest(manifest: &Manifest) -> Result<String, CommandError> {
    Ok(folder::sha256(&serde_json::to_vec(manifest)?)[..HASH_DIGITS].to_owned())
}

/// Writes the manifest, the last of the files of `corpus/`.
///
/// # Errors
/// When it cannot be written.
#[expect(clippy::string_slice, reason = "a hash is hexadecimal digits")]
pub(crate) fn write_manifest(mut manifest: Manifest, output: &Output) -> Result<(), CommandError> {
    manifest.edition = folder::sha256(&serde_json::to_vec(&manifest)?)[..16].to_owned();
    output.write_fetched("corpus/manifest.json", &serde_json::to_vec(&manifest)?)
}

/// The publication day of a card, empty if it has none.
pub(crate) fn published_day(card: &Card) -> String {
    card.published.as_deref().and_then(Date::parse).map(|date| date.iso_date()).unwrap_or_default()
}

/// The columns of all facets that have values.
pub(crate) fn facet_columns(cards: &[Card]) -> Vec<Column> {
    Facet::ALL.into_iter().map(|facet| Column::from_cards(facet, cards)).filter(|column| !column.values.is_empty()).collect()
}

fn column_files(columns: &[Column], output: &Output) -> Result<Vec<ColumnFile>, CommandError> {
    let file = |column: &Column| {
        let file = write_hashed(&format!("column-{}", column.facet), column, output)?;
        Ok(ColumnFile { facet: column.facet.clone(), file, ..ColumnFile::default() })
    };
    columns.iter().map(file).collect()
}

fn card_packs(cards: &[Card], output: &Output) -> Result<Packs, CommandError> {
    let each = sizes::cards_per_pack(cards.len());
    let mut packs = Packs { each: each as u32, ..Packs::default() };
    for (number, cards) in cards.chunks(each).enumerate() {
        let pack = CardPack { format: 1, first: (number * each) as u32, cards: cards.to_vec(), ..CardPack::default() };
        packs.hashes.push_str(&write_pack("cards", number, &pack, output)?);
    }
    Ok(packs)
}

/// Writes a value as a file of compact JSON, named by its content.
fn write_hashed<T: Serialize>(name: &str, value: &T, output: &Output) -> Result<File, CommandError> {
    let bytes = serde_json::to_vec(value)?;
    let path = hashed_name(&format!("{name}.json"), &bytes);
    output.write_fetched(&format!("corpus/{path}"), &bytes)?;
    Ok(File { path, ..File::default() })
}

/// Writes a pack in the same way; returns the digits in its name.
///
/// # Errors
/// When it cannot be written.
pub(crate) fn write_pack<T: Serialize>(kind: &str, number: usize, pack: &T, output: &Output) -> Result<String, CommandError> {
    let bytes = serde_json::to_vec(pack)?;
    let mut hash = folder::sha256(&bytes);
    hash.truncate(HASH_DIGITS);
    output.write_fetched(&pack_path(kind, number, &hash), &bytes)?;
    Ok(hash)
}

/// The path of a pack, inside the site.
pub(crate) fn pack_path(kind: &str, number: usize, hash: &str) -> String {
    format!("corpus/{kind}-{number}-{hash}.json")
}

/// The digits in the path of a pack.
pub(crate) fn pack_hash(path: &str) -> &str {
    path.trim_end_matches(".json").rsplit('-').next().unwrap_or_default()
}
