//! Signing: the publisher signs a list of every file of a site, and a copy is checked against a key that did not come with it.
//!
//! - [`key`]: the publisher's keys, Ed25519 in PEM, and their fingerprint.
//! - [`list`]: the list, `lectern-signed.txt`: its entries and its format.
//! - [`sign`]: writes the list and its signature, `lectern-signed.sig`.
//! - [`verify`]: finds the differences between a copy and the signed site.
//!
//! The signature is over the exact bytes of the list, in base64, so that other programs can check it too:
//!
//! ```sh
//! base64 -d lectern-signed.sig > signature
//! openssl pkeyutl -verify -pubin -inkey PUBLIC.pem -rawin -in lectern-signed.txt -sigfile signature
//! tail -n +2 lectern-signed.txt | sed 's/^\([0-9a-f]*\)  [0-9]*  /\1  /' | sha256sum --check --quiet
//! ```
//!
//! Ed25519 signatures depend on neither randomness nor time: the same site and key give the same bytes.
//! Deliberately absent: dates and revocation. An older copy that the same key signed is as valid as a new one.

pub(crate) mod key;
pub(crate) mod list;
pub(crate) mod sign;
pub(crate) mod verify;

pub(crate) use key::{PrivateKey, PublicKey};
pub(crate) use verify::verify;
