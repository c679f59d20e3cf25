//! Refusal of books whose content is encrypted.

use super::package::Package;
use crate::cli::import::archive::{ZipEntries, xml};
use crate::cli::import::cross_links::percent_decode;
use crate::cli::import::imported::ImportError;

/// Files that each scheme of protection adds to a book, and its name.
const SCHEMES: [(&str, &str); 3] =
    [("META-INF/license.lcpl", "Readium LCP"), ("META-INF/sinf.xml", "Apple FairPlay"), ("META-INF/rights.xml", "Adobe ADEPT")];

/// Refuses a book whose documents are encrypted. Obfuscated fonts do not matter.
///
/// # Errors
/// When a document of the reading order is encrypted.
pub(super) fn check_unprotected(entries: &ZipEntries, package: &Package) -> Result<(), ImportError> {
    let Some(text) = entries.read_text(ENCRYPTION)? else { return Ok(()) };
    let document = xml::parse(&text, ENCRYPTION)?;
    let encrypted = xml::descendants(document.root_element(), "CipherReference").filter_map(|reference| xml::attribute(reference, "URI"));
    let encrypted: Vec<String> = encrypted.map(|path| percent_decode(path.trim_start_matches('/'))).collect();
    let documents = package.spine.iter().filter_map(|reference| package.manifest.get(&reference.idref));
    match documents.into_iter().any(|item| encrypted.contains(&item.path)) {
        false => Ok(()),
        true => {
            let scheme = SCHEMES.iter().find(|(file, _)| entries.contains(file)).map_or("an unknown scheme", |(_, name)| name);
            Err(ImportError(format!("the book is protected by DRM ({scheme}) and cannot be read; import a copy without DRM")))
        }
    }
}

const ENCRYPTION: &str = "META-INF/encryption.xml";

#[cfg(test)]
mod tests {
    use super::super::package::{ManifestItem, SpineReference};
    use super::*;
    use crate::cli::import::archive::zip_entries::tests::zip_archive;

    #[test]
    fn encrypted_documents_are_refused_and_fonts_are_not() {
        let mut package = Package::default();
        package.spine.push(SpineReference { idref: "a".into(), is_linear: true });
        package.manifest.insert("a".into(), ManifestItem { path: "OEBPS/a b.xhtml".into(), ..ManifestItem::default() });
        let check = |path: &str| {
            let xml =
                format!("<encryption><EncryptedData><CipherData><CipherReference URI='{path}'/></CipherData></EncryptedData></encryption>");
            let bytes = zip_archive(&[(ENCRYPTION, xml.as_bytes()), ("META-INF/rights.xml", b"<rights/>")]);
            check_unprotected(&ZipEntries::open(&bytes).unwrap(), &package)
        };
        assert!(check("OEBPS/a%20b.xhtml").unwrap_err().0.contains("Adobe ADEPT"));
        assert!(check("OEBPS/font.otf").is_ok());
    }
}
