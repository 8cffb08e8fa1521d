//! Caption files as tools write them, broken ones, and hostile ones.

use super::*;
use proptest::prelude::*;

fn cues(file: &str) -> Vec<(i64, i64, String)> {
    let captions = Captions::parse(file.as_bytes()).unwrap();
    captions.cues().iter().map(|cue| (cue.from.millis(), cue.to.millis(), cue.text.clone())).collect()
}

fn only_text(markup: &str) -> String {
    let found = cues(&format!("WEBVTT\n\n00:01.000 --> 00:02.000\n{markup}\n"));
    found.into_iter().map(|(_, _, text)| text).collect::<Vec<_>>().join("|")
}

fn problems(file: &str) -> Vec<(usize, String)> {
    let captions = Captions::parse(file.as_bytes()).unwrap();
    captions.problems().iter().map(|problem| (problem.line, problem.message.clone())).collect()
}

#[test]
fn webvtt_with_everything_around_the_cues() {
    let file = "\u{feff}WEBVTT - 内定者の声\r\nKind: captions\r\nLanguage: ja\r\n\r\n\
        NOTE これは\r\n表示しない\r\n\r\nSTYLE\r\n::cue { color: red }\r\n\r\nREGION\r\nid:a\r\n\r\n\
        intro\r\n00:01.000 --> 00:02.500 align:start line:0\r\nこんにちは\r\n人事の佐藤です\r\n\r\n\
        01:00:00.000 --> 01:00:01.000\r\nOne hour in\r\n";
    assert_eq!(
        cues(file),
        [
            (1_000, 2_500, "こんにちは\n人事の佐藤です".to_owned()),
            (3_600_000, 3_601_000, "One hour in".to_owned()),
        ]
    );
    assert_eq!(problems(file), []);
}

#[test]
fn srt_with_commas_numbers_and_missing_empty_lines() {
    let file = "1\n00:00:01,000 --> 00:00:02,000\nOne\n\n2\n00:00:03,5 --> 00:00:04,000  X1:40 X2:600\nTwo\n3\n00:00:05,000 --> 00:00:06,000\nThree";
    let expected = [(1_000, 2_000, "One"), (3_500, 4_000, "Two"), (5_000, 6_000, "Three")];
    assert_eq!(cues(file), expected.map(|(from, to, text)| (from, to, text.to_owned())));
    assert_eq!(problems(file), []);
}

#[test]
fn old_line_ends_are_line_ends() {
    assert_eq!(cues("WEBVTT\r\r00:01.000 --> 00:02.000\rA\rB\r\r"), [(1_000, 2_000, "A\nB".to_owned())]);
}

#[test]
fn markup_goes_and_words_stay() {
    for (markup, expected) in [
        ("<b>bold</b> and <i>slanted</i>", "bold and slanted"),
        ("<c.yellow.bg_blue>coloured</c>", "coloured"),
        ("<v 佐藤 花子>人事です</v>", "人事です"),
        ("never <00:01.500>drink", "never drink"),
        ("<font color=\"#ff0000\">red</font>", "red"),
        ("{\\an8}above", "above"),
        ("a &amp; b &lt;b&gt; &nbsp;&quot;c&quot; &#x3042;&#12356;", "a & b <b> \u{a0}\"c\" あい"),
        ("1 < 2 and 3 > 2", "1 < 2 and 3 > 2"),
        ("I <3 you", "I <3 you"),
        ("<b unclosed", "<b unclosed"),
        ("AT&T &nosuch; &#xD800; &#99999999;", "AT&T &nosuch; &#xD800; &#99999999;"),
        ("{curly} stays", "{curly} stays"),
        ("<ruby>枝道<rt>えだみち</rt></ruby>です", "枝道（えだみち）です"),
        ("<ruby>枝<rt>えだ<rt>x</ruby>道", "枝（えだx）道"),
        ("  spaces \n\t\n", "spaces"),
        ("bell\u{7} and nul\0", "bell and nul"),
        ("<>", ""),
    ] {
        assert_eq!(only_text(markup), expected, "{markup}");
    }
}

#[test]
fn bad_cues_are_left_out_and_reported_with_their_line() {
    let file = "WEBVTT\n\n00:61.000 --> 00:62.000\nbad seconds\n\n00:02.000 --> 00:01.000\nbackwards\n\n\
        forgotten text\nmore of it\n\n00:05.000 --> 00:06.000\ngood\n\n-->\n\n00:07.000 --> 99999:00:00.000\nfar\n";
    assert_eq!(cues(file), [(5_000, 6_000, "good".to_owned())]);
    let lines: Vec<usize> = problems(file).iter().map(|problem| problem.0).collect();
    assert_eq!(lines, [3, 6, 9, 15, 17]);
    assert!(problems(file)[0].1.contains("00:61.000 --> 00:62.000"), "{:?}", problems(file)[0]);
}

#[test]
fn files_that_are_no_captions_say_what_to_do() {
    let refused = |bytes: &[u8]| Captions::parse(bytes).unwrap_err();
    assert_eq!(refused(b"hello\nworld"), CaptionError::NotCaptions);
    assert_eq!(refused(b""), CaptionError::NotCaptions);
    assert_eq!(refused(b"WEBVTT\n\n\x82\xa0"), CaptionError::NotUtf8 { line: 3 });
    assert_eq!(refused(b"\xff\xfeW\0E\0B\0"), CaptionError::NotUtf8 { line: 1 });
    assert_eq!(refused(&vec![b' '; MAX_BYTES + 1]), CaptionError::TooLarge { bytes: MAX_BYTES + 1 });
    assert!(refused(b"hello").to_string().contains("WebVTT"));
    assert_eq!(Captions::parse(b"WEBVTT").unwrap(), Captions::default());
}

#[test]
fn bounds_hold() {
    let cue = "00:01.000 --> 00:02.000\nA\n\n";
    let full = format!("WEBVTT\n\n{}", cue.repeat(MAX_CUES));
    assert_eq!(Captions::parse(full.as_bytes()).unwrap().cues().len(), MAX_CUES);
    let over = format!("{full}{cue}");
    assert_eq!(Captions::parse(over.as_bytes()), Err(CaptionError::TooManyCues));

    let long = format!("WEBVTT\n\n00:01.000 --> 00:02.000\n{}\n", "あ".repeat(MAX_CUE_CHARS + 5));
    let captions = Captions::parse(long.as_bytes()).unwrap();
    assert_eq!(captions.cues()[0].text.chars().count(), MAX_CUE_CHARS);
    assert_eq!(captions.problems().len(), 1);

    let broken = format!("WEBVTT\n\n{}", "x\n\n".repeat(MAX_PROBLEMS + 50));
    let captions = Captions::parse(broken.as_bytes()).unwrap();
    assert_eq!((captions.problems().len(), captions.problem_count()), (MAX_PROBLEMS, MAX_PROBLEMS + 50));
}

/// These took time with the square of their length in readers that search to the end again and
/// again; here two mebibytes of each are done at once.
#[test]
fn unclosed_markup_does_not_hang() {
    for piece in ["<a", "{\\", "&", "<", "-->", "\n-->", "1\n"] {
        let mut file = String::from("WEBVTT\n\n00:01.000 --> 00:02.000\n");
        file.push_str(&piece.repeat((MAX_BYTES - file.len()) / piece.len()));
        let _ = Captions::parse(file.as_bytes());
    }
}

#[test]
fn cues_are_found_by_time() {
    let file = "WEBVTT\n\n00:05.000 --> 00:06.000\nlate\n\n00:01.000 --> 00:10.000\nlong\n\n00:02.000 --> 00:03.000\nshort\n";
    let captions = Captions::parse(file.as_bytes()).unwrap();
    let at = |millis| -> Vec<&str> {
        captions.at(MediaTime::from_millis(millis)).iter().map(|cue| cue.text.as_str()).collect()
    };
    assert_eq!(at(999), [""; 0]);
    assert_eq!(at(1_000), ["long"]);
    assert_eq!(at(2_999), ["long", "short"]);
    assert_eq!(at(3_000), ["long"]);
    assert_eq!(at(5_500), ["long", "late"]);
    assert_eq!(at(10_000), [""; 0]);
}

proptest! {
    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let _ = Captions::parse(&bytes);
    }

    #[test]
    fn anything_like_captions_is_read(
        pieces in prop::collection::vec(prop::sample::select(vec![
            "WEBVTT", "NOTE", "STYLE", "\n", "\r", "\r\n", "\n\n", "00:01.000", "00:00:02,000", " --> ", "-->",
            "<b>", "<", ">", "</rt>", "<rt>", "&", "&amp;", "{\\an8}", "{", "}", "1", "あ", "\u{feff}", ":", ".",
        ]), 0..60),
    ) {
        let Ok(captions) = Captions::parse(pieces.concat().as_bytes()) else { return Ok(()) };
        for cue in captions.cues() {
            prop_assert!(cue.from < cue.to && !cue.text.is_empty());
            prop_assert!(captions.at(cue.from).contains(&cue));
            prop_assert!(!captions.at(cue.to).contains(&cue));
        }
    }

    #[test]
    fn at_agrees_with_looking_at_every_cue(
        spans in prop::collection::vec((0_i64..50, 1_i64..30), 0..30),
        time in 0_i64..90,
    ) {
        let mut file = String::from("WEBVTT\n\n");
        for (number, (from, length)) in spans.iter().enumerate() {
            file.push_str(&format!("00:00.{from:03} --> 00:00.{:03}\n{number}\n\n", from + length));
        }
        let captions = Captions::parse(file.as_bytes()).unwrap();
        let time = MediaTime::from_millis(time);
        let expected: Vec<&Cue> =
            captions.cues().iter().filter(|cue| cue.from <= time && time < cue.to).collect();
        prop_assert_eq!(captions.cues().len(), spans.len());
        prop_assert_eq!(captions.at(time), expected);
    }
}
