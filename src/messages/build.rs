//! The messages that only the build writes into pages.

use super::table::messages;

messages! {
    /// The messages that only the build writes, in one language.
    pub struct BuildMessages {
        // The shell.
        /// The link that skips the masthead.
        pub skip_to_content: &'static str,
        /// Name of the navigation in the masthead.
        pub navigation: &'static str,
        /// Name of the list of pages in the footer.
        pub pages: &'static str,
        /// Name of the contact column in the footer.
        pub contact: &'static str,
        /// Name of the notices in the footer.
        pub notices: &'static str,
        /// Default label of the link to `/message/`.
        pub leave_message: &'static str,
        /// Button that shows the consent notice again.
        pub change_consent: &'static str,
        /// Name of the consent notice.
        pub consent_label: &'static str,
        /// Default label of its button.
        pub consent_accept: &'static str,

        // The list.
        /// Name of the links between pages of the list.
        pub pagination: &'static str,
        /// Link to newer articles.
        pub newer_articles: &'static str,
        /// Link to older articles.
        pub older_articles: &'static str,
        /// Page number and number of pages.
        pub page_number: fn(&str, &str) -> String,

        // Pages of the program.
        /// Notice that settings need the program.
        pub needs_javascript: &'static str,
        /// Explanation of how to leave a message: there is no form.
        pub message_explanation: &'static str,
        /// The site has no contact address.
        pub message_no_address: &'static str,
        /// Copies the contact address.
        pub copy_address: &'static str,
        /// Opens a prepared e-mail.
        pub write_mail: &'static str,

        // The signature.
        /// Title of the about page if the site has none.
        pub about_site: &'static str,
        /// Heading of the section on the site's signature.
        pub signature_heading: &'static str,
        /// Purpose of the signature; the fingerprint of the key follows.
        pub signature_purpose: &'static str,
        /// Description of the following command, which verifies a copy.
        pub signature_verify_command: &'static str,
        /// Description of the following command, which prints the fingerprint of a key.
        pub signature_fingerprint_command: &'static str,

        // Notices.
        /// The program stopped: heading.
        pub crash_heading: &'static str,
        /// The program stopped: remaining functions.
        pub crash_advice: &'static str,
        /// The browser is too old for the program.
        pub unsupported_browser: &'static str,
        /// Heading of the page that replaces one that is not stored on the device.
        pub unavailable_heading: &'static str,
        /// Text of that page.
        pub unavailable_explanation: &'static str,
        /// Notice of a single file with scripts off: the number of headlines that can be read, and of all.
        pub compressed_notice: fn(&str, &str) -> String,
    }
}
