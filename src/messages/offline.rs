//! Messages for reading offline: of the page that replaces one that is not kept, and of `src/app/offline`, which fetches them
//! as a file. They are separate: most visits do not need them.
//!
//! `{n}`, `{of}` and `{size}` are placeholders for formatted numbers. Of two forms the first is for 1, the second for all others.

use crate::article::language;
use serde::Serialize;
use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, Visitor};
use std::borrow::Cow;
use std::fmt;

/// A message: from a table, or read from the file.
pub type Message = Cow<'static, str>;

/// The messages, in one language.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct OfflineMessages {
    /// Heading of the page that replaces one that is not kept.
    #[serde(skip)]
    pub unkept: &'static str,
    /// Text of that page.
    #[serde(skip)]
    pub unkept_why: &'static str,
    /// Notice of a single file with scripts off: `{n}` headlines of `{of}` can be read.
    #[serde(skip)]
    pub packed: &'static str,
    /// Name of the region, and its heading in the settings.
    pub title: Message,
    /// Name of the region above the page, which shows changes and the lack of a connection.
    pub news: Message,
    /// Explanation of automatic keeping.
    pub why: Message,
    /// The browser cannot keep files.
    pub unable: Message,
    /// The numbers of kept articles and of all, and the size.
    pub kept: Message,
    /// No connection: the number of kept articles.
    pub away: Message,
    /// The search files are not all kept.
    pub unsearched: Message,
    /// The pictures are not all kept.
    pub unpictured: Message,
    /// Separator of sentences.
    pub space: Message,
    /// Label of the button that keeps everything.
    pub everything: Message,
    /// Everything is kept.
    pub whole: Message,
    /// Label of the button that removes what is kept.
    pub remove: Message,
    /// The kept files were removed.
    pub removed: Message,
    /// Label of the button under a list.
    pub result: Message,
    /// Size of a list to keep.
    pub result_size: [Message; 2],
    /// Label of the button that starts.
    pub keep: Message,
    /// Label of the button that cancels.
    pub cancel: Message,
    /// Progress.
    pub progress: Message,
    /// Cancelled.
    pub cancelled: Message,
    /// Finished.
    pub done: Message,
    /// No space is left, or the browser refused.
    pub full: Message,
    /// A file was not received.
    pub failed: Message,
    /// Introduction of the changes since the last visit.
    pub since: Message,
    /// New articles.
    pub new: [Message; 2],
    /// Corrected articles.
    pub corrected: [Message; 2],
    /// Withdrawn articles.
    pub withdrawn: [Message; 2],
    /// Separator of the changes.
    pub comma: Message,
    /// Number of further changes.
    pub more: Message,
}

/// Returns the messages of a language; English if there are none.
pub fn of(lang: &str) -> &'static OfflineMessages {
    match language::primary(lang).as_str() {
        "zh" => &ZH,
        "ar" => &AR,
        _ => &EN,
    }
}

/// The target of a message in the file.
enum Place<'a> {
    One(&'a mut Message),
    Forms(&'a mut [Message; 2]),
    Nowhere,
}

impl OfflineMessages {
    /// Returns the field of a name. A derived reader would hold a branch for each way in which each field can be missing.
    fn place(&mut self, name: &str) -> Place<'_> {
        match name {
            "title" => Place::One(&mut self.title),
            "news" => Place::One(&mut self.news),
            "why" => Place::One(&mut self.why),
            "unable" => Place::One(&mut self.unable),
            "kept" => Place::One(&mut self.kept),
            "away" => Place::One(&mut self.away),
            "unsearched" => Place::One(&mut self.unsearched),
            "unpictured" => Place::One(&mut self.unpictured),
            "space" => Place::One(&mut self.space),
            "everything" => Place::One(&mut self.everything),
            "whole" => Place::One(&mut self.whole),
            "remove" => Place::One(&mut self.remove),
            "removed" => Place::One(&mut self.removed),
            "result" => Place::One(&mut self.result),
            "result_size" => Place::Forms(&mut self.result_size),
            "keep" => Place::One(&mut self.keep),
            "cancel" => Place::One(&mut self.cancel),
            "progress" => Place::One(&mut self.progress),
            "cancelled" => Place::One(&mut self.cancelled),
            "done" => Place::One(&mut self.done),
            "full" => Place::One(&mut self.full),
            "failed" => Place::One(&mut self.failed),
            "since" => Place::One(&mut self.since),
            "new" => Place::Forms(&mut self.new),
            "corrected" => Place::Forms(&mut self.corrected),
            "withdrawn" => Place::Forms(&mut self.withdrawn),
            "comma" => Place::One(&mut self.comma),
            "more" => Place::One(&mut self.more),
            _ => Place::Nowhere,
        }
    }
}

impl<'de> Deserialize<'de> for OfflineMessages {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<OfflineMessages, D::Error> {
        deserializer.deserialize_map(Fields)
    }
}

struct Fields;

impl<'de> Visitor<'de> for Fields {
    type Value = OfflineMessages;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("messages")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<OfflineMessages, A::Error> {
        let mut read = OfflineMessages::default();
        while let Some(name) = map.next_key::<String>()? {
            match read.place(&name) {
                Place::One(message) => *message = map.next_value::<String>()?.into(),
                Place::Forms(forms) => *forms = map.next_value::<[String; 2]>()?.map(Cow::Owned),
                Place::Nowhere => _ = map.next_value::<IgnoredAny>()?,
            }
        }
        Ok(read)
    }
}

const fn t(message: &'static str) -> Message {
    Cow::Borrowed(message)
}

static EN: OfflineMessages = OfflineMessages {
    unkept: "This page is not kept on this device",
    unkept_why: "There is no connection, and this page was not opened here before. The list and the articles that are kept can be read. To keep this one, open it once there is a connection, or keep everything in the settings.",
    packed: "This file holds its articles packed: they open, and can be searched, once scripts are on. Without scripts {n} of its {of} headlines can be read.",
    title: t("Reading offline"),
    news: t("State of the collection"),
    why: t(
        "This browser keeps what was opened here, and the whole of a small collection, so that it opens again without a connection, and notes the edition, so that it can say what has changed since the last visit. Nothing of it leaves this device.",
    ),
    unable: t("This browser keeps nothing for reading offline: it may be a private window, or the address is not secure."),
    kept: t("{n} of {of} articles are kept on this device, {size}."),
    away: t("There is no connection. {n} of {of} articles are kept on this device and can be read."),
    unsearched: t("Not all that the search needs is kept: without a connection it may fail."),
    unpictured: t("Not all pictures are kept."),
    space: t(" "),
    everything: t("Keep everything ({size})"),
    whole: t("The whole collection is kept."),
    remove: t("Remove what is kept"),
    removed: t("Nothing is kept any more."),
    result: t("Keep this result for reading offline"),
    result_size: [t("1 article with its pictures: {size}"), t("{n} articles with their pictures: {size}")],
    keep: t("Keep"),
    cancel: t("Cancel"),
    progress: t("{n} of {of} files"),
    cancelled: t("Stopped. What has come so far is kept."),
    done: t("Kept on this device."),
    full: t("It could not all be kept: the device is full, or the browser allows no more. What is kept can be read."),
    failed: t("It could not all be kept: some files did not arrive. Try again when there is a connection."),
    since: t("Since your last visit: "),
    new: [t("1 new"), t("{n} new")],
    corrected: [t("1 corrected"), t("{n} corrected")],
    withdrawn: [t("1 withdrawn"), t("{n} withdrawn")],
    comma: t(", "),
    more: t("and {n} more"),
};

static ZH: OfflineMessages = OfflineMessages {
    unkept: "本设备未保存此页",
    unkept_why: "当前没有网络，此页以前未在本设备打开过。列表和已保存的文章可以阅读。若要保存此页，请在有网络时打开它，或在设置中保存全部内容。",
    packed: "本文件中的文章是压缩存放的，启用脚本后才能打开和搜索。未启用脚本时，可以阅读 {of} 个标题中的 {n} 个。",
    title: t("离线阅读"),
    news: t("内容状态"),
    why: t(
        "浏览器会保存在此打开过的内容（篇幅不大的文集会全部保存），以便没有网络时再次打开；并记下所读的版本，以便说明上次访问以来的变化。这些内容不会离开本设备。",
    ),
    unable: t("此浏览器不能保存内容供离线阅读：可能是隐私窗口，或网址不安全。"),
    kept: t("本设备已保存 {of} 篇文章中的 {n} 篇，{size}。"),
    away: t("当前没有网络。本设备已保存 {of} 篇文章中的 {n} 篇，可以阅读。"),
    unsearched: t("搜索所需的文件未全部保存：没有网络时，搜索可能失败。"),
    unpictured: t("图片未全部保存。"),
    space: t(""),
    everything: t("保存全部（{size}）"),
    whole: t("全部内容均已保存。"),
    remove: t("删除已保存的内容"),
    removed: t("已不再保存任何内容。"),
    result: t("保存这些结果供离线阅读"),
    result_size: [t("1 篇文章及图片：{size}"), t("{n} 篇文章及图片：{size}")],
    keep: t("保存"),
    cancel: t("取消"),
    progress: t("文件 {n}/{of}"),
    cancelled: t("已停止。已收到的内容已保存。"),
    done: t("已保存在本设备。"),
    full: t("未能全部保存：设备空间不足，或浏览器不允许。已保存的内容可以阅读。"),
    failed: t("未能全部保存：部分文件未收到。请在有网络时重试。"),
    since: t("上次访问以来："),
    new: [t("新增 1 篇"), t("新增 {n} 篇")],
    corrected: [t("更正 1 篇"), t("更正 {n} 篇")],
    withdrawn: [t("撤下 1 篇"), t("撤下 {n} 篇")],
    comma: t("，"),
    more: t("另有 {n} 篇"),
};

static AR: OfflineMessages = OfflineMessages {
    unkept: "هذه الصفحة غير محفوظة على هذا الجهاز",
    unkept_why: "لا يوجد اتصال، ولم تُفتح هذه الصفحة هنا من قبل. يمكن قراءة القائمة والمقالات المحفوظة. لحفظ هذه الصفحة افتحها عند توفر الاتصال، أو احفظ كل شيء من الإعدادات.",
    packed: "المقالات مضغوطة في هذا الملف: تُفتح ويمكن البحث فيها بعد تشغيل البرامج النصية في المتصفح. ومن دونها يمكن قراءة {n} من {of} من العناوين.",
    title: t("القراءة دون اتصال"),
    news: t("حال المجموعة"),
    why: t(
        "يحفظ هذا المتصفح ما فُتح هنا، والمجموعة الصغيرة كلها، ليُفتح ذلك ثانية دون اتصال، ويسجّل الإصدار المقروء ليذكر ما تغيّر منذ آخر زيارة. لا يغادر شيء من ذلك هذا الجهاز.",
    ),
    unable: t("لا يحفظ هذا المتصفح شيئًا للقراءة دون اتصال: ربما هي نافذة خاصة، أو العنوان غير آمن."),
    kept: t("المقالات المحفوظة على هذا الجهاز: {n} من {of}، {size}."),
    away: t("لا يوجد اتصال. المقالات المحفوظة على هذا الجهاز والتي يمكن قراءتها: {n} من {of}."),
    unsearched: t("ليس كل ما يحتاجه البحث محفوظًا: قد يتعذر البحث دون اتصال."),
    unpictured: t("ليست كل الصور محفوظة."),
    space: t(" "),
    everything: t("احفظ كل شيء ({size})"),
    whole: t("المجموعة كلها محفوظة."),
    remove: t("أزل ما هو محفوظ"),
    removed: t("لم يعد شيء محفوظًا."),
    result: t("احفظ هذه النتائج للقراءة دون اتصال"),
    result_size: [t("مقالة واحدة مع صورها: {size}"), t("عدد المقالات مع صورها: {n}، {size}")],
    keep: t("احفظ"),
    cancel: t("ألغِ"),
    progress: t("الملفات: {n} من {of}"),
    cancelled: t("توقف الحفظ. ما وصل حتى الآن محفوظ."),
    done: t("حُفظ على هذا الجهاز."),
    full: t("تعذّر حفظ كل شيء: الجهاز ممتلئ أو المتصفح لا يسمح بالمزيد. يمكن قراءة ما حُفظ."),
    failed: t("تعذّر حفظ كل شيء: لم تصل بعض الملفات. أعد المحاولة عند توفر الاتصال."),
    since: t("منذ زيارتك الأخيرة: "),
    new: [t("جديدة: 1"), t("جديدة: {n}")],
    corrected: [t("مصححة: 1"), t("مصححة: {n}")],
    withdrawn: [t("مسحوبة: 1"), t("مسحوبة: {n}")],
    comma: t("، "),
    more: t("و{n} غيرها"),
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_message_comes_back_from_the_file() {
        for lang in ["en", "zh", "ar"] {
            let file = serde_json::to_vec(of(lang)).unwrap();
            let read: OfflineMessages = serde_json::from_slice(&file).unwrap();
            let here = OfflineMessages { unkept: "", unkept_why: "", packed: "", ..of(lang).clone() };
            assert_eq!(read, here);
        }
    }

    #[test]
    fn messages_of_another_version_are_passed_over() {
        let read: OfflineMessages = serde_json::from_str(r#"{"title": "Offline", "later": {"a": [1]}}"#).unwrap();
        assert_eq!(read, OfflineMessages { title: t("Offline"), ..OfflineMessages::default() });
    }
}
