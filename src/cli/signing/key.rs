//! The publisher's keys: Ed25519, in the PEM files that `openssl genpkey` and `openssl pkey` write.

use crate::cli::command_error::CommandError;
use crate::cli::folder::sha256;
use ed25519_dalek::pkcs8::{DecodePrivateKey, DecodePublicKey, EncodePublicKey};
use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};
use std::fs;
use std::path::Path;

/// The maximum size of a key file, in bytes.
const MAX_KEY_FILE_BYTES: u64 = 64 * 1024;

/// The command that creates a private key.
const CREATE_PRIVATE_KEY_HINT: &str = "create one with `openssl genpkey -algorithm ed25519 -out KEY.pem`";

/// The command that writes the public key of a private key.
const CREATE_PUBLIC_KEY_HINT: &str = "create it with `openssl pkey -in KEY.pem -pubout -out PUBLIC.pem`";

/// The private signing key. It is never printed.
pub(crate) struct PrivateKey(SigningKey);

/// The public key that verifies signatures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PublicKey(VerifyingKey);

impl PrivateKey {
    /// Reads a private key from a file: PKCS#8 in PEM, not encrypted.
    ///
    /// # Errors
    /// When the file cannot be read or holds something else.
    pub(crate) fn read(path: &Path) -> Result<PrivateKey, CommandError> {
        PrivateKey::parse(&read_pem(path)?).map_err(|why| key_error(path, &why))
    }

    /// Reads a private key from PEM.
    ///
    /// # Errors
    /// The reason why it is not one.
    pub(crate) fn parse(pem: &str) -> Result<PrivateKey, String> {
        match pem_label(pem) {
            Some("PRIVATE KEY") => SigningKey::from_pkcs8_pem(pem.trim())
                .map(PrivateKey)
                .map_err(|_| format!("the private key is damaged or not an Ed25519 key; {CREATE_PRIVATE_KEY_HINT}")),
            Some("PUBLIC KEY") => Err("contains a public key, which cannot sign; specify the private key file".to_owned()),
            Some("ENCRYPTED PRIVATE KEY") => {
                Err("the key is encrypted with a password; remove it with `openssl pkey -in KEY.pem -out OPEN.pem`".to_owned())
            }
            _ => Err(format!("contains no private key in PEM format; {CREATE_PRIVATE_KEY_HINT}")),
        }
    }

    /// The public key of this private key.
    pub(crate) fn public_key(&self) -> PublicKey {
        PublicKey(self.0.verifying_key())
    }

    /// Signs bytes.
    pub(crate) fn sign(&self, bytes: &[u8]) -> [u8; 64] {
        self.0.sign(bytes).to_bytes()
    }
}

impl PublicKey {
    /// Reads a public key from a file: SubjectPublicKeyInfo in PEM.
    ///
    /// # Errors
    /// When the file cannot be read or holds something else.
    pub(crate) fn read(path: &Path) -> Result<PublicKey, CommandError> {
        PublicKey::parse(&read_pem(path)?).map_err(|why| key_error(path, &why))
    }

    /// Reads a public key from PEM.
    ///
    /// # Errors
    /// The reason why it is not one.
    pub(crate) fn parse(pem: &str) -> Result<PublicKey, String> {
        match pem_label(pem) {
            Some("PUBLIC KEY") => VerifyingKey::from_public_key_pem(pem.trim())
                .map(PublicKey)
                .map_err(|_| "the public key is damaged or not an Ed25519 key".to_owned()),
            Some(label) if label.ends_with("PRIVATE KEY") => Err(format!(
                "contains a private key, which nobody but the publisher should have. verify needs the public key; {CREATE_PUBLIC_KEY_HINT}"
            )),
            _ => Err(format!("contains no public key in PEM format; {CREATE_PUBLIC_KEY_HINT}")),
        }
    }

    /// SHA-256 of the key as DER (SubjectPublicKeyInfo), hexadecimal: the output of
    /// `openssl pkey -pubin -in PUBLIC.pem -outform DER | openssl dgst -sha256`.
    ///
    /// # Errors
    /// When the key cannot be written as DER.
    pub(crate) fn fingerprint(&self) -> Result<String, CommandError> {
        let der = self.0.to_public_key_der().map_err(|error| CommandError::Failed(format!("cannot encode the public key: {error}")))?;
        Ok(sha256(der.as_bytes()))
    }

    /// True if the signature of these bytes was made with the private half of this key.
    pub(crate) fn has_signed(&self, bytes: &[u8], signature: &[u8; 64]) -> bool {
        // Strict: rejects a key of small order, for which one signature fits many texts.
        self.0.verify_strict(bytes, &Signature::from_bytes(signature)).is_ok()
    }
}

/// The label of a PEM text.
fn pem_label(pem: &str) -> Option<&str> {
    let (_, rest) = pem.split_once("-----BEGIN ")?;
    rest.split_once("-----").map(|(label, _)| label)
}

fn read_pem(path: &Path) -> Result<String, CommandError> {
    let read_error = |error: std::io::Error| CommandError::Usage(format!("{}: cannot read the key: {error}", path.display()));
    let file = fs::metadata(path).map_err(read_error)?;
    if !file.is_file() || file.len() > MAX_KEY_FILE_BYTES {
        return Err(key_error(path, "not a key file"));
    }
    let bytes = fs::read(path).map_err(read_error)?;
    String::from_utf8(bytes).map_err(|_| key_error(path, "not a key in PEM format (not a text file)"))
}

fn key_error(path: &Path, why: &str) -> CommandError {
    CommandError::Usage(format!("{}: {why}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use ed25519_dalek::pkcs8::EncodePrivateKey;
    use ed25519_dalek::pkcs8::spki::der::pem::LineEnding;

    fn pem_pair(seed: u8) -> (String, String) {
        let key = SigningKey::from_bytes(&[seed; 32]);
        let public = key.verifying_key().to_public_key_pem(LineEnding::LF).unwrap();
        (key.to_pkcs8_pem(LineEnding::LF).unwrap().to_string(), public)
    }

    #[test]
    fn keys_verify_only_what_they_signed() {
        let (private, public) = pem_pair(1);
        let (key, public) = (PrivateKey::parse(&private).unwrap(), PublicKey::parse(&public).unwrap());
        assert_eq!(key.public_key(), public);
        let signature = key.sign(b"words");
        assert!(public.has_signed(b"words", &signature) && !public.has_signed(b"word", &signature));
        assert!(!PublicKey::parse(&pem_pair(2).1).unwrap().has_signed(b"words", &signature));
        assert_eq!(signature, key.sign(b"words"), "the same every time");
    }

    #[test]
    fn wrong_key_files_are_reported_with_their_kind() {
        let (private, public) = pem_pair(1);
        let errors = |pem: &str| (PrivateKey::parse(pem).err().unwrap_or_default(), PublicKey::parse(pem).err().unwrap_or_default());
        assert!(errors(&private).1.contains("nobody but the publisher") && errors(&public).0.contains("cannot sign"));
        assert!(errors("-----BEGIN ENCRYPTED PRIVATE KEY-----\nAA==\n-----END ENCRYPTED PRIVATE KEY-----\n").0.contains("password"));
        assert!(errors("words").0.contains("genpkey") && errors("words").1.contains("-pubout"));
        assert!(errors("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n").0.contains("damaged"));
    }

    #[test]
    fn fingerprints_equal_those_of_openssl() {
        // The output of openssl for the public key of RFC 8032, 7.1, TEST 1.
        let pem = "-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=\n-----END PUBLIC KEY-----\n";
        assert_eq!(
            PublicKey::parse(pem).unwrap().fingerprint().unwrap(),
            "06e3fd8fda29bb60ab59557de61edb0aecdb231134be30e75b455f8e1b792fa9"
        );
    }
}
