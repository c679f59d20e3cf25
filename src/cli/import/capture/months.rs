//! Month names and abbreviations in many languages.

/// Twelve space-separated names per language, nominative or as dates inflect them.
const MONTHS: [&str; 34] = [
    "january february march april may june july august september october november december",
    "januar februar märz april mai juni juli august september oktober november dezember",
    "jänner feber maerz april mai juni juli august september oktober november dezember",
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "januari februari maart april mei juni juli augustus september oktober november december",
    "januari februari mars april maj juni juli augusti september oktober november december",
    "januar februar marts april maj juni juli august september oktober november december",
    "januar februar mars april mai juni juli august september oktober november desember",
    "tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta heinäkuuta elokuuta syyskuuta lokakuuta marraskuuta joulukuuta",
    "ledna února března dubna května června července srpna září října listopadu prosince",
    "januára februára marca apríla mája júna júla augusta septembra októbra novembra decembra",
    "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia",
    "januar februar marec april maj junij julij avgust september oktober november december",
    "siječnja veljače ožujka travnja svibnja lipnja srpnja kolovoza rujna listopada studenoga prosinca",
    "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь",
    "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
    "януари февруари март април май юни юли август септември октомври ноември декември",
    "јануар фебруар март април мај јун јул август септембар октобар новембар децембар",
    "ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık",
    "ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie decembrie",
    "január február március április május június július augusztus szeptember október november december",
    "ιανουαρίου φεβρουαρίου μαρτίου απριλίου μαΐου ιουνίου ιουλίου αυγούστου σεπτεμβρίου οκτωβρίου νοεμβρίου δεκεμβρίου",
    "januari februari maret april mei juni juli agustus september oktober november desember",
    "januari februari machi aprili mei juni julai agosti septemba oktoba novemba desemba",
    "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
    "كانون شباط آذار نيسان أيار حزيران تموز آب أيلول تشرين تشرين كانون",
    "ژانویه فوریه مارس آوریل مه ژوئن ژوئیه اوت سپتامبر اکتبر نوامبر دسامبر",
    "ינואר פברואר מרץ אפריל מאי יוני יולי אוגוסט ספטמבר אוקטובר נובמבר דצמבר",
    "जनवरी फरवरी मार्च अप्रैल मई जून जुलाई अगस्त सितंबर अक्टूबर नवंबर दिसंबर",
    "sausio vasario kovo balandžio gegužės birželio liepos rugpjūčio rugsėjo spalio lapkričio gruodžio",
];

/// Fewest letters of an abbreviation: `Jul` for `July`.
const SHORT_FORM: usize = 3;

/// The month named by a word, 1 to 12: in full, or by at least its first three letters.
pub(in crate::cli::import) fn month(word: &str) -> Option<u8> {
    let word = word.trim_end_matches('.').to_lowercase();
    let long_enough = word.chars().count() >= SHORT_FORM && word.chars().all(char::is_alphabetic);
    let named = |full: bool| {
        MONTHS.iter().find_map(|months| {
            months.split(' ').position(|m| if full { m == word } else { long_enough && m.starts_with(&word) && word.len() <= m.len() })
        })
    };
    let irregular = match word.as_str() {
        "sept" => Some(8),
        "mrt" => Some(2),
        _ => None,
    };
    let position = named(true).or(irregular).or_else(|| named(false))?;
    u8::try_from(position + 1).ok()
}

#[cfg(test)]
mod tests {
    use super::month;

    #[test]
    fn months_are_known_in_full_and_in_short() {
        for (word, number) in [("July", 7), ("Jul", 7), ("Sept.", 9), ("août", 8), ("мая", 5), ("Mai", 5), ("října", 10), ("agosti", 8)]
        {
            assert_eq!(month(word), Some(number), "{word}");
        }
        assert_eq!((month("on"), month("photo")), (None, None));
    }
}
