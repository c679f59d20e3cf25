//! The messages that only the build writes into pages.

use super::Template;
use super::table::messages;

messages! {
    /// The messages that only the build writes, in one language.
    pub(crate) struct BuildMessages {
        // The shell.
        /// The link that skips the masthead.
        pub(crate) skip_to_content: &'static str,
        /// Begins to select text of an article with the arrow keys.
        pub(crate) select_by_keyboard: &'static str,
        /// Name of the navigation in the masthead.
        pub(crate) navigation: &'static str,
        /// Name of the list of pages in the footer.
        pub(crate) pages: &'static str,
        /// Name of the contact column in the footer.
        pub(crate) contact: &'static str,
        /// Name of the notices in the footer.
        pub(crate) notices: &'static str,
        /// Default label of the link to `/message/`.
        pub(crate) leave_message: &'static str,
        /// Button that shows the consent notice again.
        pub(crate) change_consent: &'static str,
        /// Name of the consent notice.
        pub(crate) consent_label: &'static str,
        /// Default label of its button.
        pub(crate) consent_accept: &'static str,

        // The list.
        /// Name of the links between pages of the list.
        pub(crate) pagination: &'static str,
        /// Link to newer articles.
        pub(crate) newer_articles: &'static str,
        /// Link to older articles.
        pub(crate) older_articles: &'static str,
        /// Page number and number of pages.
        pub(crate) page_number: Template<2>,

        // Pages of the program.
        /// Notice that settings need the program.
        pub(crate) needs_javascript: &'static str,
        /// Explanation of how to leave a message: there is no form.
        pub(crate) message_explanation: &'static str,
        /// The site has no contact address.
        pub(crate) message_no_address: &'static str,
        /// Copies the contact address.
        pub(crate) copy_address: &'static str,
        /// Opens a prepared e-mail.
        pub(crate) write_mail: &'static str,

        /// A program that was asked for did not come.
        pub(crate) program_unavailable: &'static str,
        /// Notice of where the notebook is stored.
        pub(crate) notebook_explanation: &'static str,

        // The signature.
        /// Title of the about page if the site has none.
        pub(crate) about_site: &'static str,
        /// Heading of the section on the site's signature.
        pub(crate) signature_heading: &'static str,
        /// Purpose of the signature; the fingerprint of the key follows.
        pub(crate) signature_purpose: &'static str,
        /// Description of the following command, which verifies a copy.
        pub(crate) signature_verify_command: &'static str,
        /// Description of the following command, which prints the fingerprint of a key.
        pub(crate) signature_fingerprint_command: &'static str,

        // Notices.
        /// The program stopped: heading.
        pub(crate) crash_heading: &'static str,
        /// The program stopped: remaining functions.
        pub(crate) crash_advice: &'static str,
        /// The browser is too old for the program.
        pub(crate) unsupported_browser: &'static str,
        /// Heading of the page that replaces one that is not stored on the device.
        pub(crate) unavailable_heading: &'static str,
        /// Text of that page.
        pub(crate) unavailable_explanation: &'static str,
        /// Notice of a single file with scripts off: the number of headlines that can be read, and of all.
        pub(crate) compressed_notice: Template<2>,
    }
}
