//! High dynamic range and wide primaries on an ordinary display.
//!
//! What a sample means is worked out here, once, in floating point, for the points of a lattice;
//! both ways of drawing look pictures up between them ([`Lattice`]). The steps, each from its
//! document:
//!
//! 1. Y'CbCr to R'G'B' (BT.2100-2, table 6).
//! 2. PQ: the EOTF of SMPTE ST 2084 (BT.2100-2, table 4), in cd/m². HLG: the inverse OETF and the
//!    OOTF of BT.2100-2, table 5, for its nominal display of 1,000 cd/m² (γ 1.2).
//! 3. The EETF of BT.2390-10, section 5.4.1, from the peak of the picture to [`WHITE`]. It is
//!    applied to the greatest of the three components and the others are scaled alike, so that no
//!    hue turns.
//! 4. BT.2020 to BT.709 primaries (BT.2087-0, M₂), and what lies outside is moved towards the
//!    grey of the same luminance until it is inside.
//! 5. The inverse of BT.1886 for a display with perfect black: the 2.4th root.

use crate::colour::{Levels, rgb_of};
use media::{Colours, Primaries, Transfer};
use std::sync::{Arc, Mutex, PoisonError};

/// What an ordinary display's white stands for, in cd/m²: the level of diffuse white in pictures of
/// high dynamic range (BT.2408-7, section 2.2).
pub(crate) const WHITE: f64 = 203.0;

/// The brightest that a PQ picture gets when nothing says it, and that HLG's nominal display
/// shows, in cd/m²: what most of such pictures are made for (BT.2100-2, table 5; BT.2408-7).
const USUAL_PEAK: f64 = 1_000.0;

/// BT.1886.
const DISPLAY_GAMMA: f64 = 2.4;

/// Whether pictures of these colours need more than a matrix.
pub(crate) fn needs_tone(colours: Colours) -> bool {
    colours.transfer != Transfer::Standard || colours.primaries != Primaries::Bt709
}

/// Red, green and blue on the display, each 0 to 1, of luma from 0 to 1 and chroma from −½ to ½.
pub(crate) fn displayed(colours: Colours, luma: f64, chroma: [f64; 2]) -> [f64; 3] {
    let coded = rgb_of(colours.matrix, luma, chroma).map(|channel| channel.clamp(0.0, 1.0));
    let light = match colours.transfer {
        Transfer::Standard => coded.map(|channel| channel.powf(DISPLAY_GAMMA)),
        Transfer::Pq => {
            let peak = colours.peak.map_or(USUAL_PEAK, f64::from);
            tone_mapped(coded.map(pq_to_light), peak)
        }
        Transfer::Hlg => tone_mapped(hlg_to_light(coded), USUAL_PEAK),
    };
    let light = match colours.primaries {
        Primaries::Bt709 => light,
        Primaries::Bt2020 => in_gamut(bt709_of_bt2020(light)),
    };
    light.map(|channel| channel.clamp(0.0, 1.0).powf(1.0 / DISPLAY_GAMMA))
}

// ST 2084, section 5.2.
const M1: f64 = 2610.0 / 16384.0;
const M2: f64 = 2523.0 / 4096.0 * 128.0;
const C1: f64 = 3424.0 / 4096.0;
const C2: f64 = 2413.0 / 4096.0 * 32.0;
const C3: f64 = 2392.0 / 4096.0 * 32.0;

/// ST 2084's EOTF: from 0 to 1 to cd/m².
fn pq_to_light(coded: f64) -> f64 {
    let power = coded.powf(1.0 / M2);
    10_000.0 * ((power - C1).max(0.0) / (C2 - C3 * power)).powf(1.0 / M1)
}

/// Its inverse.
fn light_to_pq(light: f64) -> f64 {
    let power = (light / 10_000.0).clamp(0.0, 1.0).powf(M1);
    ((C1 + C2 * power) / (1.0 + C3 * power)).powf(M2)
}

/// BT.2100's HLG: inverse OETF, then the OOTF, to cd/m² on the nominal display.
fn hlg_to_light(coded: [f64; 3]) -> [f64; 3] {
    const A: f64 = 0.178_832_77;
    const B: f64 = 0.284_668_92;
    const C: f64 = 0.559_910_73;
    const SYSTEM_GAMMA: f64 = 1.2;
    let scene = coded.map(|channel| {
        if channel <= 0.5 { channel * channel / 3.0 } else { (((channel - C) / A).exp() + B) / 12.0 }
    });
    let [r, g, b] = scene;
    let luminance = 0.2627 * r + 0.6780 * g + 0.0593 * b;
    scene.map(|channel| USUAL_PEAK * luminance.powf(SYSTEM_GAMMA - 1.0) * channel)
}

/// BT.2390's EETF on the greatest component; from cd/m² to 1 for [`WHITE`].
fn tone_mapped(light: [f64; 3], peak: f64) -> [f64; 3] {
    let greatest = light.into_iter().fold(0.0, f64::max);
    if greatest <= 0.0 {
        return [0.0; 3];
    }
    let factor = eetf(greatest, peak) / greatest / WHITE;
    light.map(|channel| channel * factor)
}

/// BT.2390-10, section 5.4.1, with perfect black on both displays; cd/m² to cd/m².
fn eetf(light: f64, peak: f64) -> f64 {
    if peak <= WHITE {
        return light.min(WHITE);
    }
    let coded_peak = light_to_pq(peak);
    let most = light_to_pq(WHITE) / coded_peak;
    let knee = 1.5 * most - 0.5;
    let coded = (light_to_pq(light) / coded_peak).min(1.0);
    if coded < knee {
        return light;
    }
    let t = (coded - knee) / (1.0 - knee);
    let (t2, t3) = (t * t, t * t * t);
    let mapped = (2.0 * t3 - 3.0 * t2 + 1.0) * knee
        + (t3 - 2.0 * t2 + t) * (1.0 - knee)
        + (3.0 * t2 - 2.0 * t3) * most;
    pq_to_light(mapped * coded_peak)
}

/// BT.2087-0, section 2, M₂ and its like for light.
fn bt709_of_bt2020([r, g, b]: [f64; 3]) -> [f64; 3] {
    [
        1.660_491 * r - 0.587_641 * g - 0.072_850 * b,
        -0.124_550 * r + 1.132_900 * g - 0.008_349 * b,
        -0.018_151 * r - 0.100_579 * g + 1.118_730 * b,
    ]
}

/// Moved towards the grey of the same luminance until every component is from 0 to 1.
fn in_gamut(light: [f64; 3]) -> [f64; 3] {
    let [r, g, b] = light;
    let grey = (0.2126 * r + 0.7152 * g + 0.0722 * b).clamp(0.0, 1.0);
    let mut kept: f64 = 1.0;
    for channel in light {
        if channel > 1.0 {
            kept = kept.min((1.0 - grey) / (channel - grey));
        } else if channel < 0.0 {
            kept = kept.min(grey / (grey - channel));
        }
    }
    light.map(|channel| (grey + (channel - grey) * kept).clamp(0.0, 1.0))
}

/// Displayed colours at regular sample values. Along each side, point `i` is at the sample value
/// `256 × i ÷ (points − 1)` of 8 bits (whatever more bits add lies between), so that the middle one
/// of chroma is neutral exactly.
#[derive(Debug)]
pub(crate) struct Lattice {
    /// Red, green, blue; luma changes fastest, then the first chroma, then the second.
    pub(crate) points: Vec<[f32; 3]>,
    colours: Colours,
}

impl Lattice {
    /// Points along luma.
    pub(crate) const LUMA: usize = 65;
    /// Points along each chroma.
    pub(crate) const CHROMA: usize = 65;
    /// Lattices that are remembered.
    const KEPT: usize = 4;

    /// The one for these colours. Making one takes some ten milliseconds; the last few are kept.
    pub(crate) fn of(colours: Colours) -> Arc<Self> {
        static MADE: Mutex<Vec<Arc<Lattice>>> = Mutex::new(Vec::new());
        let colours = essential(colours);
        let mut made = MADE.lock().unwrap_or_else(PoisonError::into_inner);
        let found = made.iter().position(|lattice| lattice.colours == colours);
        let lattice = found.map_or_else(|| Arc::new(Self::new(colours)), |index| made.remove(index));
        made.truncate(Self::KEPT - 1);
        made.insert(0, Arc::clone(&lattice));
        lattice
    }

    /// Whether it is the one for these colours.
    pub(crate) fn fits(&self, colours: Colours) -> bool {
        self.colours == essential(colours)
    }

    fn new(colours: Colours) -> Self {
        let levels = Levels::new(colours.range, 8);
        let sample = |index: usize, points: usize| 256.0 * index as f64 / (points - 1) as f64;
        let chroma = |index| (sample(index, Self::CHROMA) - levels.neutral) / levels.chroma_span;
        let mut points = Vec::with_capacity(Self::LUMA * Self::CHROMA * Self::CHROMA);
        for v in 0..Self::CHROMA {
            for u in 0..Self::CHROMA {
                for y in 0..Self::LUMA {
                    let luma = (sample(y, Self::LUMA) - levels.black) / levels.luma_span;
                    let colour = displayed(colours, luma, [chroma(u), chroma(v)]);
                    points.push(colour.map(|channel| channel as f32));
                }
            }
        }
        Self { points, colours }
    }
}

/// Without what changes nothing here.
fn essential(colours: Colours) -> Colours {
    let siting = media::ChromaSiting::default();
    let peak = colours.peak.filter(|_| colours.transfer == Transfer::Pq);
    Colours { siting, peak, ..colours }
}

#[cfg(test)]
mod tests {
    use super::*;
    use media::{ColourMatrix, ColourRange};

    fn near(found: f64, wanted: f64) -> bool {
        (found - wanted).abs() <= wanted.abs() * 2e-3 + 1e-6
    }

    #[test]
    fn curves_pass_through_the_values_that_the_documents_name() {
        // BT.2408-7, table 1 and annex: signal levels of grey and white in PQ and HLG.
        for (coded, light) in
            [(0.0, 0.0), (0.5081, 100.0), (0.5806, 203.0), (0.7518, 1_000.0), (1.0, 10_000.0)]
        {
            assert!(
                (pq_to_light(coded) - light).abs() <= light * 5e-3 + 1e-9,
                "{coded}: {}",
                pq_to_light(coded)
            );
            assert!((light_to_pq(pq_to_light(coded)) - coded).abs() < 1e-6);
        }
        for (coded, light) in [(0.0, 0.0), (0.75, 203.0), (1.0, 1_000.0)] {
            let [r, g, b] = hlg_to_light([coded; 3]);
            assert!((g - light).abs() <= light * 5e-3, "{coded}: {g}");
            assert!(near(r, g) && near(b, g));
        }
    }

    #[test]
    fn the_tone_map_keeps_the_dark_bends_the_bright_and_never_turns_back() {
        for peak in [400.0, 1_000.0, 4_000.0, 10_000.0] {
            assert!(near(eetf(peak, peak), WHITE), "{peak}: {}", eetf(peak, peak));
            assert!(near(eetf(0.1, peak), 0.1));
            let mut before = 0.0;
            for step in 1..=1_000 {
                let light = peak * f64::from(step) / 1_000.0;
                let mapped = eetf(light, peak);
                assert!(mapped >= before && mapped <= light + 1e-6, "{peak}: {light} became {mapped}");
                before = mapped;
            }
        }
        assert!(near(eetf(150.0, 180.0), 150.0));
        assert!(near(eetf(9_000.0, 1_000.0), WHITE));
    }

    #[test]
    fn greys_stay_grey_and_colours_stay_within_the_display() {
        for transfer in [Transfer::Standard, Transfer::Pq, Transfer::Hlg] {
            let colours = Colours {
                matrix: ColourMatrix::Bt2020,
                primaries: Primaries::Bt2020,
                transfer,
                ..Colours::default()
            };
            for step in 0..=64 {
                let luma = f64::from(step) / 64.0;
                let [r, g, b] = displayed(colours, luma, [0.0; 2]);
                assert!((r - g).abs() < 2e-3 && (b - g).abs() < 2e-3, "{transfer:?} {luma}: {r} {g} {b}");
                if transfer == Transfer::Standard {
                    assert!((g - luma).abs() < 1e-3);
                }
                for chroma in [[0.5, -0.5], [-0.5, 0.5], [0.2, 0.1], [-0.4, -0.4]] {
                    let colour = displayed(colours, luma, chroma);
                    assert!(colour.iter().all(|channel| (0.0..=1.0).contains(channel)), "{colour:?}");
                }
            }
        }
    }

    #[test]
    fn colours_that_both_have_come_out_as_they_are() {
        // BT.709 red as BT.2020 light (BT.2087-0, table 2), through the matrix and back.
        let red = bt709_of_bt2020([0.627_404, 0.069_097, 0.016_391]);
        assert!((red[0] - 1.0).abs() < 1e-4 && red[1].abs() < 1e-4 && red[2].abs() < 1e-4, "{red:?}");
        assert_eq!(in_gamut([0.2, 0.5, 1.0]), [0.2, 0.5, 1.0]);
        let [r, g, b] = in_gamut([1.4, -0.2, 0.1]);
        assert!(r <= 1.0 && g >= 0.0);
        let luminance = |r: f64, g: f64, b: f64| 0.2126 * r + 0.7152 * g + 0.0722 * b;
        assert!((luminance(r, g, b) - luminance(1.4, -0.2, 0.1)).abs() < 1e-9);
    }

    #[test]
    fn lattices_are_kept_and_told_apart() {
        let hlg = Colours { transfer: Transfer::Hlg, ..Colours::default() };
        let one = Lattice::of(hlg);
        let sited = Colours { siting: media::ChromaSiting::TopLeft, peak: Some(4_000), ..hlg };
        assert!(Arc::ptr_eq(&one, &Lattice::of(sited)) && one.fits(sited));
        assert!(!one.fits(Colours { range: ColourRange::Full, ..hlg }));
        assert_eq!(one.points.len(), Lattice::LUMA * Lattice::CHROMA * Lattice::CHROMA);
        // Neutral chroma is a point of its own: limited black and white are black and white.
        let at = |y: usize| one.points[(32 * Lattice::CHROMA + 32) * Lattice::LUMA + y];
        assert_eq!(at(0), [0.0; 3]);
        assert!(at(60).iter().all(|channel| *channel > 0.999));
    }
}
