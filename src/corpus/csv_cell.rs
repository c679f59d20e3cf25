//! Cells of CSV files that a reader opens in a spreadsheet.

/// Returns a cell that no spreadsheet takes for a formula: a cell that begins like a formula gets an apostrophe, as OWASP advises
/// (https://owasp.org/www-community/attacks/CSV_Injection).
pub(crate) fn escape_formula(cell: String) -> String {
    let formula = cell.trim_start_matches([' ', '\n']).starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']);
    if formula { format!("'{cell}") } else { cell }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_escaped() {
        for cell in ["=1+1", "+1", "-1", "@a", "\t=1", "  =1", "\n=1", "＝1"] {
            assert_eq!(escape_formula(cell.to_owned()), format!("'{cell}"));
        }
        for cell in ["a=1", "1-1", "", "’=1"] {
            assert_eq!(escape_formula(cell.to_owned()), cell);
        }
    }
}
