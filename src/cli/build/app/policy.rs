//! The content security policy of a page, written into its head.

use crate::cli::build::app::critical_css::Sources;

/// The name of the only Trusted Types policy, which `src/app/start.js` creates for script addresses.
const TRUSTED_TYPES_POLICY: &str = "lectern";

/// The policy of a page that a server delivers: it allows this site, inline styles and scripts by hash, and compiling WebAssembly.
/// No other host is allowed, and no string becomes markup or script; in browsers with Trusted Types, script addresses come from
/// that policy alone.
pub(crate) fn site_policy(inside: &Sources) -> String {
    let Sources { styles, scripts } = inside;
    format!(
        "default-src 'none'; connect-src 'self'; img-src 'self'; style-src 'self'{styles}; script-src 'self'{scripts} 'wasm-unsafe-eval'; \
         worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; \
         require-trusted-types-for 'script'; trusted-types {TRUSTED_TYPES_POLICY}"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    #[test]
    fn the_policy_allows_only_the_site_and_hashed_sources() {
        let inside = Sources { styles: " 'sha256-c3R5bGU='".into(), scripts: " 'sha256-c2NyaXB0'".into() };
        let policy = site_policy(&inside);
        let directives: BTreeMap<&str, Vec<&str>> = policy
            .split(';')
            .map(|directive| {
                let mut words = directive.split_whitespace();
                (words.next().unwrap_or_default(), words.collect())
            })
            .collect();
        assert!(policy.starts_with("default-src 'none';"), "what is not named is forbidden: frames, fonts, objects, media");
        assert_eq!(directives["script-src"], ["'self'", "'sha256-c2NyaXB0'", "'wasm-unsafe-eval'"]);
        assert_eq!(directives["style-src"], ["'self'", "'sha256-c3R5bGU='"]);
        assert_eq!((&directives["base-uri"], &directives["form-action"]), (&vec!["'none'"], &vec!["'self'"]));
        assert_eq!(
            (&directives["require-trusted-types-for"], &directives["trusted-types"]),
            (&vec!["'script'"], &vec![TRUSTED_TYPES_POLICY])
        );
        // Neither 'unsafe-inline' nor 'unsafe-eval', no host, no scheme, no wildcard, no default policy.
        let checked = ["script-src", "style-src", "require-trusted-types-for", "trusted-types"];
        let sources = directives.iter().filter(|(name, _)| !checked.contains(name)).flat_map(|(_, sources)| sources);
        assert!(sources.clone().all(|source| matches!(*source, "'self'" | "'none'")), "{directives:?}");
    }

    #[test]
    fn start_script_creates_the_named_policy() {
        assert!(include_str!("../../../app/start.js").contains(&format!("createPolicy('{TRUSTED_TYPES_POLICY}'")));
    }
}
