//! Kana in Latin letters, for names (Hepburn, long vowels of `ー` unmarked).

/// Hiragana, and each in Latin letters.
const ROWS: &[(&str, &str)] = &[
    ("あいうえお", "a i u e o"),
    ("かきくけこ", "ka ki ku ke ko"),
    ("さしすせそ", "sa shi su se so"),
    ("たちつてと", "ta chi tsu te to"),
    ("なにぬねの", "na ni nu ne no"),
    ("はひふへほ", "ha hi fu he ho"),
    ("まみむめも", "ma mi mu me mo"),
    ("やゆよ", "ya yu yo"),
    ("らりるれろ", "ra ri ru re ro"),
    ("わゐゑをん", "wa i e o n"),
    ("がぎぐげご", "ga gi gu ge go"),
    ("ざじずぜぞ", "za ji zu ze zo"),
    ("だぢづでど", "da ji zu de do"),
    ("ばびぶべぼ", "ba bi bu be bo"),
    ("ぱぴぷぺぽ", "pa pi pu pe po"),
    ("ゔ", "vu"),
];

/// Small ones after another: the vowel that they put in place of its own, and whether with a `y`.
const SMALL: &[(char, char, bool)] = &[
    ('ゃ', 'a', true),
    ('ゅ', 'u', true),
    ('ょ', 'o', true),
    ('ぁ', 'a', false),
    ('ぃ', 'i', false),
    ('ぅ', 'u', false),
    ('ぇ', 'e', false),
    ('ぉ', 'o', false),
];

/// Which script a letter is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Script {
    Hiragana,
    Katakana,
    /// Chinese characters: how they are read depends on the word.
    Kanji,
    Other,
}

pub(super) fn script(letter: char) -> Script {
    match letter {
        'ぁ'..='ゖ' => Script::Hiragana,
        'ァ'..='ヶ' | 'ー' => Script::Katakana,
        '々' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}' => {
            Script::Kanji
        }
        _ => Script::Other,
    }
}

/// The letters of a text, wide ones (`Ａ`, `１`) and those with their marks behind them (`か` and `゙`, as some
/// systems have them in names of files) as one usually writes them.
pub(super) fn composed(text: &str) -> Vec<char> {
    let mut out: Vec<char> = Vec::new();
    for letter in text.chars() {
        let usual = |by: u32| char::from_u32(u32::from(letter) - by).unwrap_or(letter);
        let marked = |by: u32| {
            let before = out.last().copied().filter(|before| script(*before) != Script::Other)?;
            char::from_u32(u32::from(before) + by)
        };
        let (marked, usual) = match letter {
            '\u{3099}' if matches!(out.last(), Some('う' | 'ウ')) => (marked(0x4e), letter),
            '\u{3099}' => (marked(1), letter),
            '\u{309a}' => (marked(2), letter),
            '！'..='～' => (None, usual(0xfee0)),
            '\u{3000}' => (None, ' '),
            _ => (None, letter),
        };
        if let Some(marked) = marked {
            out.pop();
            out.push(marked);
        } else {
            out.push(usual);
        }
    }
    out
}

/// Kana in Latin letters; other letters are left out.
pub(super) fn romaji(kana: &str) -> String {
    let mut out = String::new();
    let mut doubles = false;
    for letter in kana.chars().map(hiragana) {
        if letter == 'っ' {
            doubles = true;
        } else if let Some((_, vowel, with_y)) = SMALL.iter().find(|(small, ..)| *small == letter) {
            joined(&mut out, *vowel, *with_y);
        } else if let Some(syllable) = syllable(letter) {
            if std::mem::take(&mut doubles) {
                let first = syllable.chars().next().filter(|first| !"aiueon".contains(*first));
                out.extend(first.map(|first| if first == 'c' { 't' } else { first }));
            }
            out.push_str(syllable);
        }
    }
    out
}

/// A small letter behind a syllable: `ki` + `ゃ` = `kya`, `shi` + `ゃ` = `sha`, `fu` + `ぁ` = `fa`.
fn joined(out: &mut String, vowel: char, with_y: bool) {
    if out.ends_with(['a', 'i', 'u', 'e', 'o']) && out.len() > 1 {
        out.pop();
    }
    let soft = out.ends_with("sh") || out.ends_with("ch") || out.ends_with('j');
    if with_y && !soft {
        out.push('y');
    }
    out.push(vowel);
}

fn hiragana(letter: char) -> char {
    match letter {
        'ァ'..='ヴ' => char::from_u32(u32::from(letter) - 0x60).unwrap_or(letter),
        other => other,
    }
}

fn syllable(letter: char) -> Option<&'static str> {
    let (row, place) = ROWS.iter().find_map(|(kana, latin)| {
        let place = kana.chars().position(|known| known == letter)?;
        Some((latin, place))
    })?;
    row.split(' ').nth(place)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kana_are_written_as_one_reads_them() {
        for (kana, latin) in [
            ("ようこそ", "youkoso"),
            ("インタビュー", "intabyu"),
            ("オフィスツアー", "ofisutsua"),
            ("メッセージ", "messeji"),
            ("キャリア", "kyaria"),
            ("チームリーダー", "chimurida"),
            ("しゃいん", "shain"),
            ("まっちゃ", "matcha"),
            ("パーティー", "pati"),
            ("ヴァイオリン", "vaiorin"),
            ("ジェット", "jetto"),
            ("っ", ""),
            ("ァ", "a"),
            ("漢A", ""),
        ] {
            assert_eq!(romaji(kana), latin, "{kana}");
        }
    }

    #[test]
    fn letters_are_as_one_usually_writes_them() {
        for (text, usual) in [
            ("Ａ１！　ｂ", "A1! b"),
            ("か\u{3099}は\u{309a}ハ\u{3099}", "がぱバ"),
            ("う\u{3099}ウ\u{3099}", "ゔヴ"),
            ("\u{3099}a\u{309a}", "\u{3099}a\u{309a}"),
        ] {
            assert_eq!(composed(text).into_iter().collect::<String>(), usual, "{text}");
        }
    }

    #[test]
    fn every_kana_is_latin_letters_only() {
        for letter in 'ぁ'..='ヶ' {
            assert!(romaji(&letter.to_string()).chars().all(|one| one.is_ascii_lowercase()), "{letter}");
        }
    }
}
