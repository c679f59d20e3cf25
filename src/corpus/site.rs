//! The site, as its publisher describes it in `corpus/site.json`.

use crate::article::inline::Text;
use crate::article::language::Direction;
use crate::article::record::record;

record! {
    /// The site's settings. Only `name` is asked for; an unknown key is kept in `extra`, and `lectern check` warns of it.
    pub struct Site {
        /// Version of the format, 1.
        pub format: u32,
        /// The name, as it stands in the masthead.
        pub name: String,
        /// What stands beside the name.
        pub tagline: Option<String>,
        /// What stands under the name at the foot.
        pub slogan: Option<String>,
        /// One sentence for search engines and previews.
        pub description: Option<String>,
        /// Language of the interface, BCP 47; English where absent.
        pub lang: Option<String>,
        /// Absolute address of the published site, with a slash at the end; makes canonical links, sitemap and feed.
        pub url: Option<String>,
        /// The accent colour, as CSS writes it.
        pub accent: Option<String>,
        /// Path of the logo inside the corpus, `images/NAME`.
        pub logo: Option<String>,
        /// Path of the picture that chats and feeds of others show of the site, `images/NAME`; drawn of its name where absent.
        pub preview: Option<String>,
        /// Id of the article that leads the front page; the newest with a picture where absent.
        pub lead: Option<String>,
        /// The licence of the collection, in words.
        pub licence: Option<String>,
        /// Whether the collection is offered as data for download; where absent, if it has a licence and is not large.
        pub data: Option<bool>,
        /// True where articles show what import removed from their pages.
        pub show_removed: bool,
        /// The words of navigation in the masthead.
        pub navigation: Vec<NavigationItem>,
        /// Notices at the foot: reports, licence numbers.
        pub notices: Vec<Notice>,
        /// Whom to write to.
        pub contact: Option<Contact>,
        /// The page on which readers leave a message, `/message/`.
        pub message: Option<Message>,
        /// The consent notice.
        pub consent: Option<Consent>,
    }
}

record! {
    /// One word of navigation: a page of the site, or an address.
    pub struct NavigationItem {
        /// What it says.
        pub label: String,
        /// Id of a page of the site.
        pub page: Option<String>,
        /// Or an address.
        pub href: Option<String>,
    }
}

record! {
    /// A notice at the foot.
    pub struct Notice {
        /// What it says, with links.
        pub text: Text,
        /// Its language, where it is not the site's.
        pub lang: Option<String>,
    }
}

record! {
    /// Whom to write to.
    pub struct Contact {
        /// What stands before the address.
        pub label: Option<String>,
        /// The address.
        pub email: String,
    }
}

record! {
    /// The page on which readers leave a message.
    pub struct Message {
        /// What the link to it says.
        pub label: Option<String>,
        /// The subject of the prepared e-mail.
        pub subject: Option<String>,
    }
}

record! {
    /// The consent notice.
    pub struct Consent {
        /// What it says.
        pub text: Text,
        /// What its button says.
        pub accept: Option<String>,
        /// Ids of the pages that it links to.
        pub pages: Vec<String>,
    }
}

impl Site {
    /// Language of the interface.
    pub fn language(&self) -> &str {
        self.lang.as_deref().filter(|l| !l.is_empty()).unwrap_or("en")
    }

    /// Direction of the interface.
    pub fn direction(&self) -> Direction {
        Direction::of(self.language())
    }
}
