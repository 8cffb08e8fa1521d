//! Contrast figures, for the program's own colours and for brands that were chosen badly.

use crate::Brand;
use crate::theme::{Ground, Look, Pair, Palette};

/// Colours and backgrounds that make unreadable pages where they are taken as they come.
pub const BAD_BRANDS: [(&str, [u8; 3], [u8; 3]); 10] = [
    ("black on black", [0, 0, 0], [0, 0, 0]),
    ("white on white", [255, 255, 255], [255, 255, 255]),
    ("middle grey on middle grey", [128, 128, 128], [128, 128, 128]),
    ("yellow on white", [255, 255, 0], [255, 255, 255]),
    ("blue on black", [0, 0, 255], [0, 0, 0]),
    ("red on green", [255, 0, 0], [0, 128, 0]),
    ("pink on pink", [255, 105, 180], [255, 182, 193]),
    ("navy on navy", [0, 0, 80], [0, 0, 96]),
    ("neon green on orange", [57, 255, 20], [255, 140, 0]),
    ("the program's card on its page", [32, 41, 65], [12, 17, 31]),
];

/// What a brand came to in one look.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// The brand.
    pub brand: &'static str,
    /// The look.
    pub look: Look,
    /// On a page or over a picture.
    pub ground: Ground,
    /// The pair that is nearest to too little, by its ratio over what it must reach.
    pub tightest: Pair,
    /// Pairs that do not reach what they must.
    pub failing: usize,
}

/// The tightest pair of every look, for no brand and for each of [`BAD_BRANDS`].
#[must_use]
pub fn contrast_figures() -> Vec<Figure> {
    let none = ("no brand", Brand::default());
    let bad = BAD_BRANDS.map(|(name, colour, background)| {
        (name, Brand { colour: Some(colour), background: Some(background), logo: None })
    });
    let mut figures = Vec::new();
    for (name, brand) in std::iter::once(none).chain(bad) {
        for look in Look::ALL {
            for ground in [Ground::Page, Ground::Picture] {
                let pairs = Palette::new(look, ground, &brand).pairs();
                let failing = pairs.iter().filter(|pair| !pair.is_enough()).count();
                let margin = |pair: &Pair| pair.ratio / pair.least;
                let tightest = pairs.into_iter().min_by(|a, b| margin(a).total_cmp(&margin(b)));
                figures.extend(tightest.map(|tightest| Figure {
                    brand: name,
                    look,
                    ground,
                    tightest,
                    failing,
                }));
            }
        }
    }
    figures
}
