//! The site's settings, as the publisher writes them in `corpus/site.json`.

use crate::article::inline::Text;
use crate::article::language::Direction;
use crate::article::record::record;

record! {
    /// The site's settings. Only `name` is required; an unknown key is kept in `extra`, and `lectern check` warns of it.
    pub struct Site {
        /// Version of the format, 1.
        pub format: u32,
        /// The name, shown in the masthead.
        pub name: String,
        /// The tagline beside the name.
        pub tagline: Option<String>,
        /// The slogan under the name in the footer.
        pub slogan: Option<String>,
        /// A one-sentence description for search engines and previews.
        pub description: Option<String>,
        /// Language of the interface, BCP 47; English if absent.
        pub lang: Option<String>,
        /// Absolute URL of the published site, with a trailing slash; enables canonical links, sitemap and feed.
        pub url: Option<String>,
        /// The accent colour, as CSS writes it.
        pub accent: Option<String>,
        /// Path of the logo inside the corpus, `images/NAME`.
        pub logo: Option<String>,
        /// Path of the preview picture for chats and feeds, `images/NAME`; generated from the name if absent.
        pub preview: Option<String>,
        /// Id of the lead article of the front page; the newest with a picture if absent.
        pub lead: Option<String>,
        /// The licence of the collection, in words.
        pub licence: Option<String>,
        /// Whether the collection is offered as data for download; by default, if it has a licence and is not large.
        pub data: Option<bool>,
        /// True if articles list the passages that import removed.
        pub show_removed: bool,
        /// Navigation items in the masthead.
        pub navigation: Vec<NavigationItem>,
        /// Footer notices: reports, licence numbers.
        pub notices: Vec<Notice>,
        /// The contact.
        pub contact: Option<Contact>,
        /// The page for leaving a message, `/message/`.
        pub message: Option<Message>,
        /// The consent notice.
        pub consent: Option<Consent>,
    }
}

record! {
    /// A navigation item: a page of the site, or an address.
    pub struct NavigationItem {
        /// The label.
        pub label: String,
        /// Id of a page of the site.
        pub page: Option<String>,
        /// An address, instead of a page.
        pub href: Option<String>,
    }
}

record! {
    /// A footer notice.
    pub struct Notice {
        /// The text, with links.
        pub text: Text,
        /// Its language, if it is not the site's.
        pub lang: Option<String>,
    }
}

record! {
    /// A contact address.
    pub struct Contact {
        /// The label before the address.
        pub label: Option<String>,
        /// The address.
        pub email: String,
    }
}

record! {
    /// The page for leaving a message.
    pub struct Message {
        /// The label of the link to it.
        pub label: Option<String>,
        /// The subject of the prepared e-mail.
        pub subject: Option<String>,
    }
}

record! {
    /// The consent notice.
    pub struct Consent {
        /// The text, with links.
        pub text: Text,
        /// The label of its button.
        pub accept: Option<String>,
        /// Ids of the pages it links to.
        pub pages: Vec<String>,
    }
}

impl Site {
    /// Returns the language of the interface.
    pub fn language(&self) -> &str {
        self.lang.as_deref().filter(|l| !l.is_empty()).unwrap_or("en")
    }

    /// Returns the direction of the interface.
    pub fn direction(&self) -> Direction {
        Direction::from_lang(self.language())
    }
}
