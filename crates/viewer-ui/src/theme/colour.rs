//! Colours: contrast as WCAG 2.2 measures it, and corrections that keep a colour's hue.

use egui::Color32;

/// What text on its ground must reach: WCAG 2.2, success criterion 1.4.3 (AA).
pub const TEXT_CONTRAST: f32 = 4.5;

/// What large text, and the lines and marks that a control is known by, must reach: 1.4.3, 1.4.11.
pub const MARK_CONTRAST: f32 = 3.0;

/// What text must reach where the viewer asked for high contrast: 1.4.6 (AAA).
pub const HIGH_CONTRAST: f32 = 7.0;

/// Reads `#rrggbb`.
#[must_use]
pub fn parse_colour(text: &str) -> Option<[u8; 3]> {
    let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6 && digits.is_ascii())?;
    let part = |at: usize| u8::from_str_radix(digits.get(at..at + 2)?, 16).ok();
    digits.bytes().all(|byte| byte.is_ascii_hexdigit()).then_some(())?;
    Some([part(0)?, part(2)?, part(4)?])
}

/// The contrast ratio of two opaque colours, 1 to 21, as WCAG 2.2 defines it.
#[must_use]
pub fn contrast(a: Color32, b: Color32) -> f32 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// Relative luminance, 0 to 1, as WCAG 2.2 defines it.
#[must_use]
pub fn luminance(colour: Color32) -> f32 {
    let [red, green, blue] = linear(colour);
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/// `over`, which may be translucent, laid over an opaque colour.
#[must_use]
pub fn composited(over: Color32, under: Color32) -> Color32 {
    let keep = 1.0 - f32::from(over.a()) / 255.0;
    // Color32 is premultiplied.
    let part = |over: u8, under: u8| (f32::from(over) + f32::from(under) * keep).round().min(255.0) as u8;
    Color32::from_rgb(part(over.r(), under.r()), part(over.g(), under.g()), part(over.b(), under.b()))
}

pub(super) const fn rgb(colour: [u8; 3]) -> Color32 {
    Color32::from_rgb(colour[0], colour[1], colour[2])
}

/// `a` with this share of `b` in it, as painters mix: in the stored values.
pub(super) fn mix(a: Color32, b: Color32, share: f32) -> Color32 {
    let part = |a: u8, b: u8| (f32::from(a) + (f32::from(b) - f32::from(a)) * share).round() as u8;
    Color32::from_rgb(part(a.r(), b.r()), part(a.g(), b.g()), part(a.b(), b.b()))
}

/// `colour`, made only as much lighter or darker as it takes to stand out from each of `grounds` by
/// `ratio`; its hue stays. Lighter on dark grounds, darker on light ones.
pub(super) fn readable(colour: Color32, grounds: &[Color32], ratio: f32) -> Color32 {
    let stands_out = |colour: Color32| grounds.iter().all(|ground| contrast(colour, *ground) >= ratio);
    if stands_out(colour) {
        return colour;
    }
    // Grounds of one palette lie together; which side of middle grey they are on decides.
    let dark = grounds.iter().map(|ground| luminance(*ground)).sum::<f32>() < 0.18 * grounds.len() as f32;
    let far = if dark { Color32::WHITE } else { Color32::BLACK };
    toward(colour, if dark { 1.0 } else { 0.0 }, stands_out).unwrap_or(far)
}

/// `colour`, darkened until its luminance is at most `most`.
pub(super) fn no_lighter_than(colour: Color32, most: f32) -> Color32 {
    toward(colour, 0.0, |colour| luminance(colour) <= most).unwrap_or(Color32::BLACK)
}

/// `colour`, lightened until its luminance is at least `least`.
pub(super) fn no_darker_than(colour: Color32, least: f32) -> Color32 {
    toward(colour, 1.0, |colour| luminance(colour) >= least).unwrap_or(Color32::WHITE)
}

/// The first colour on the way from `colour` to the lightness `goal` for which `enough` holds.
fn toward(colour: Color32, goal: f32, enough: impl Fn(Color32) -> bool) -> Option<Color32> {
    const STEPS: u16 = 100;
    let [lightness, a, b] = oklab(colour);
    std::iter::once(colour)
        .chain((1..=STEPS).map(|step| {
            let share = f32::from(step) / f32::from(STEPS);
            from_oklab(lightness + (goal - lightness) * share, a, b)
        }))
        .find(|candidate| enough(*candidate))
}

/// Linear light, 0 to 1 (the sRGB transfer function, as WCAG 2.2 writes it).
fn linear(colour: Color32) -> [f32; 3] {
    [colour.r(), colour.g(), colour.b()].map(|value| {
        let value = f32::from(value) / 255.0;
        if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    })
}

/// Oklab: lightness 0 to 1, and two colour axes (Björn Ottosson, "A perceptual color space for
/// image processing", 2020).
fn oklab(colour: Color32) -> [f32; 3] {
    let [r, g, b] = linear(colour);
    let l = (0.412_221_46 * r + 0.536_332_55 * g + 0.051_445_995 * b).cbrt();
    let m = (0.211_903_5 * r + 0.680_699_5 * g + 0.107_396_96 * b).cbrt();
    let s = (0.088_302_46 * r + 0.281_718_85 * g + 0.629_978_7 * b).cbrt();
    [
        0.210_454_26 * l + 0.793_617_8 * m - 0.004_072_047 * s,
        1.977_998_5 * l - 2.428_592_2 * m + 0.450_593_7 * s,
        0.025_904_037 * l + 0.782_771_77 * m - 0.808_675_77 * s,
    ]
}

/// Back from Oklab; a colour that screens cannot show loses chroma until they can.
fn from_oklab(lightness: f32, a: f32, b: f32) -> Color32 {
    const STEPS: u16 = 24;
    (0..=STEPS)
        .find_map(|step| {
            let keep = 1.0 - f32::from(step) / f32::from(STEPS);
            let [red, green, blue] = linear_of_oklab(lightness, a * keep, b * keep);
            let shown = [red, green, blue].iter().all(|part| (-1e-3..=1.001).contains(part));
            shown.then(|| {
                let [red, green, blue] = [red, green, blue].map(stored);
                Color32::from_rgb(red, green, blue)
            })
        })
        .unwrap_or(if lightness < 0.5 { Color32::BLACK } else { Color32::WHITE })
}

fn linear_of_oklab(lightness: f32, a: f32, b: f32) -> [f32; 3] {
    let l = (lightness + 0.396_337_78 * a + 0.215_803_76 * b).powi(3);
    let m = (lightness - 0.105_561_346 * a - 0.063_854_17 * b).powi(3);
    let s = (lightness - 0.089_484_18 * a - 1.291_485_5 * b).powi(3);
    [
        4.076_741_7 * l - 3.307_711_6 * m + 0.230_969_94 * s,
        -1.268_438 * l + 2.609_757_4 * m - 0.341_319_4 * s,
        -0.004_196_086_3 * l - 0.703_418_6 * m + 1.707_614_7 * s,
    ]
}

/// Linear light as it is stored, 0 to 255.
fn stored(linear: f32) -> u8 {
    let linear = linear.clamp(0.0, 1.0);
    let value = if linear <= 0.003_130_8 { linear * 12.92 } else { 1.055 * linear.powf(1.0 / 2.4) - 0.055 };
    (value * 255.0).round() as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn oklab_and_back_is_the_same_colour() {
        for red in (0..=255_u8).step_by(51) {
            for green in (0..=255_u8).step_by(51) {
                for blue in (0..=255_u8).step_by(51) {
                    let colour = Color32::from_rgb(red, green, blue);
                    let [lightness, a, b] = oklab(colour);
                    let back = from_oklab(lightness, a, b);
                    for (one, other) in colour.to_array().into_iter().zip(back.to_array()) {
                        assert!(one.abs_diff(other) <= 1, "{colour:?} became {back:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn a_correction_goes_no_further_than_it_must() {
        let ground = Color32::from_rgb(0x20, 0x29, 0x41);
        let already = Color32::from_rgb(0x9f, 0xd0, 0xff);
        assert_eq!(readable(already, &[ground], TEXT_CONTRAST), already);
        let corrected = readable(Color32::from_rgb(0x10, 0x40, 0xa0), &[ground], TEXT_CONTRAST);
        let ratio = contrast(corrected, ground);
        assert!((TEXT_CONTRAST..TEXT_CONTRAST + 0.4).contains(&ratio), "{ratio}");
        assert!(corrected.b() > corrected.r(), "it stays blue: {corrected:?}");
    }
}
