//! The collection as data.

use super::support::Scratch;

#[test]
fn every_article_is_a_row_with_its_text() {
    let scratch = Scratch::new();
    let output = scratch.run(&["export", "--format", "jsonl"]).assert_exit_code(0);
    let rows: Vec<serde_json::Value> = output.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(rows.iter().map(|row| row["id"].as_str().unwrap()).collect::<Vec<_>>(), ["man-chuan", "slow-boats", "the-ledger"]);
    let row = &rows[1];
    assert_eq!(row["headings"], serde_json::json!(["What it costs"]));
    assert_eq!(row["figures"], serde_json::json!([{"caption": "The quay at noon.", "credit": "Harbour"}]));
    assert_eq!(row["authors"], serde_json::json!(["Ada Brook", "Li Wen"]));
    assert!(row["text"].as_str().unwrap().contains("A ship carries more than a train. See the ledger."));
    assert_eq!(rows[2]["dir"], "rtl");
}

#[test]
fn csv_has_a_header_and_quoted_cells() {
    let scratch = Scratch::new();
    let output = scratch.run(&["export", "--format", "csv"]).assert_exit_code(0);
    let mut table = csv::Reader::from_reader(output.stdout.as_bytes());
    assert_eq!(table.headers().unwrap().iter().next(), Some("id"));
    let rows: Vec<csv::StringRecord> = table.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 3);
    assert_eq!(&rows[1][1], "Slow boats & \"quick\" <trains>");
    assert_eq!(&rows[1][3], "Ada Brook\nLi Wen");
}

#[test]
fn a_missing_corpus_is_a_usage_error() {
    let scratch = Scratch::new();
    let output = scratch.run(&["export", "--corpus", "nowhere", "--format", "csv"]).assert_exit_code(2);
    assert!(output.stderr.contains("nowhere") && output.stdout.is_empty());
}
