//! Words that say little of what a text is about, in languages written without spaces and in Korean: particles, pronouns, question
//! words. A run of characters that asks for an article need not hold them.

use crate::search::analysis::fold::fold_word;
use std::collections::BTreeSet;

/// Question words that the published Chinese list lacks.
const ADDITIONAL_CHINESE: &str = "什么时候 多少 哪一年 哪年 谁 何时 是什么 哪里 怎样 如何 几";
/// Question words that the published Japanese list lacks. Words in hiragana are known by their script.
const ADDITIONAL_JAPANESE: &str = "誰 何時 何処 何年 何人 何故";
/// Question words that the published Thai list lacks.
const ADDITIONAL_THAI: &str = "ใคร ที่ไหน เมื่อไร เมื่อไหร่ เมื่อใด อย่างไร ทำไม เท่าไร เท่าไหร่ ใด กี่ ไหน";
/// Particles behind a Korean noun.
const KOREAN_PARTICLES: &str = "을 를 이 가 은 는 의 에 에서 에게 에게서 께 께서 로 으로 로서 으로서 로써 으로써 와 과 도 만 까지 부터 마다 \
    조차 마저 밖에 처럼 보다 하고 이나 나 이라 라 이다 이라는 라는 한테 에는 에도 에서는 에서도 으로는 로는 들은 들이 들을 들의";
/// Lao has no published list.
const LAO: &str = "ແມ່ນ ຂອງ ໃນ ຢູ່ ທີ່ ແລະ ຈະ ໄດ້ ກັບ ນີ້ ນັ້ນ ບໍ່ ມີ ເປັນ ໃຫ້ ຈາກ ເພື່ອ ຫຼື ແຕ່ ຄື ວ່າ ຫຍັງ ໃຜ ໃສ";
/// Khmer has no published list.
const KHMER: &str = "នៃ និង ជា នៅ ក្នុង ដែល ពី បាន មាន នេះ នោះ ទៅ ឬ ដោយ ដើម្បី ចំពោះ ជាមួយ តើ អ្វី គឺ នឹង ត្រូវ ក៏";
/// Burmese has no published list.
const BURMESE: &str = "သည် က ကို မှာ တွင် နှင့် ၏ များ ဖြစ် သော ရှိ ပြီး မှ လည်း ဟု အတွက် ဖြင့် တယ် လား ဘာ";

/// The function words of a language (a primary subtag), folded; none for a language that is written with spaces.
pub(crate) fn function_words(language: &str) -> BTreeSet<String> {
    let (published, additional) = match language {
        "zh" | "yue" | "wuu" => ("zh", ADDITIONAL_CHINESE),
        "ja" => ("ja", ADDITIONAL_JAPANESE),
        "th" => ("th", ADDITIONAL_THAI),
        "ko" => ("", KOREAN_PARTICLES),
        "lo" => ("", LAO),
        "km" => ("", KHMER),
        "my" => ("", BURMESE),
        _ => return BTreeSet::new(),
    };
    let words = ::stop_words::lookup(published).unwrap_or_default().iter().copied().chain(additional.split_whitespace());
    words.map(|word| fold_word(&super::chinese::simplify(word))).filter(|word| word.contains(|c: char| !c.is_ascii())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_without_spaces_have_function_words() {
        for (language, word) in [("zh", "的"), ("zh", "什么时候"), ("ja", "何"), ("th", "ที่"), ("lo", "ຂອງ"), ("km", "នៃ"), ("my", "ကို")]
        {
            assert!(function_words(language).contains(&fold_word(word)), "{language} {word}");
        }
        assert!(function_words("ko").contains(&fold_word("을")) && function_words("en").is_empty());
    }
}
