//! The icons' paths, on a grid of 24 by 24. The last of each group is what remains of it.

use super::Icon;
use super::pen::Pen;
use std::f32::consts::{FRAC_PI_2, PI, TAU};

/// What is pressed while a story plays, and what stands beside facts.
pub(super) fn playing(pen: &Pen<'_>, icon: Icon) {
    match icon {
        Icon::Play => pen.fill(&[(7.0, 4.5), (19.5, 12.0), (7.0, 19.5)]),
        Icon::Pause => {
            pen.bar(6.5, 4.5, 10.0, 19.5);
            pen.bar(14.0, 4.5, 17.5, 19.5);
        }
        Icon::Back => {
            pen.line(&[(9.5, 5.0), (4.5, 10.0), (9.5, 15.0)]);
            pen.line(&[(4.5, 10.0), (14.5, 10.0)]);
            pen.arc((14.5, 14.5), 4.5, -FRAC_PI_2, FRAC_PI_2);
            pen.line(&[(14.5, 19.0), (11.0, 19.0)]);
        }
        Icon::Restart => {
            pen.arc((12.0, 12.5), 7.5, -PI * 0.95, PI * 0.62);
            pen.line(&[(4.2, 5.6), (4.6, 10.6), (9.5, 10.0)]);
        }
        Icon::Sound => {
            pen.loudspeaker();
            pen.arc((12.5, 12.0), 4.0, -0.85, 0.85);
            pen.arc((12.5, 12.0), 7.8, -0.85, 0.85);
        }
        Icon::Muted => {
            pen.loudspeaker();
            pen.line(&[(15.5, 9.2), (21.0, 14.8)]);
            pen.line(&[(21.0, 9.2), (15.5, 14.8)]);
        }
        Icon::Captions => {
            pen.frame(2.8, 5.0, 21.2, 19.0);
            pen.line(&[(6.2, 11.4), (10.6, 11.4)]);
            pen.line(&[(13.4, 11.4), (17.8, 11.4)]);
            pen.line(&[(6.2, 15.2), (12.6, 15.2)]);
            pen.line(&[(15.4, 15.2), (17.8, 15.2)]);
        }
        Icon::Globe => {
            pen.arc((12.0, 12.0), 8.8, 0.0, TAU);
            pen.line(&[(3.2, 12.0), (20.8, 12.0)]);
            pen.ellipse((12.0, 12.0), 3.9, 8.8);
        }
        Icon::Enlarge => pen.corners(4.0, 9.0),
        Icon::Reduce => pen.corners(9.0, 4.0),
        Icon::Check => pen.line(&[(4.8, 12.8), (9.8, 17.6), (19.4, 7.0)]),
        Icon::Cross => {
            pen.line(&[(6.0, 6.0), (18.0, 18.0)]);
            pen.line(&[(18.0, 6.0), (6.0, 18.0)]);
        }
        Icon::Document => {
            pen.line(&[(14.0, 3.5), (6.0, 3.5), (6.0, 20.5), (18.0, 20.5), (18.0, 7.5), (14.0, 3.5)]);
            pen.line(&[(9.2, 12.0), (14.8, 12.0)]);
            pen.line(&[(9.2, 15.8), (14.8, 15.8)]);
        }
        Icon::Person => {
            pen.arc((12.0, 8.2), 3.9, 0.0, TAU);
            pen.arc((12.0, 20.4), 7.4, PI, TAU);
        }
        Icon::Clock => {
            pen.arc((12.0, 12.0), 8.8, 0.0, TAU);
            pen.line(&[(12.0, 6.8), (12.0, 12.4), (15.6, 14.4)]);
        }
        _ => {
            pen.arc((12.0, 12.0), 8.8, 0.0, TAU);
            pen.arc((12.0, 12.0), 4.4, 0.0, TAU);
            pen.dot((12.0, 12.0), 1.3);
        }
    }
}

/// Where something leads.
pub(super) fn ways(pen: &Pen<'_>, icon: Icon) {
    match icon {
        // A road that branches: the mark of the program itself.
        Icon::Map => {
            pen.arc((6.0, 12.0), 2.4, 0.0, TAU);
            pen.arc((18.0, 5.8), 2.4, 0.0, TAU);
            pen.arc((18.0, 18.2), 2.4, 0.0, TAU);
            pen.line(&[(8.4, 11.4), (11.0, 10.6), (12.6, 7.2), (15.6, 5.9)]);
            pen.line(&[(8.4, 12.6), (11.0, 13.4), (12.6, 16.8), (15.6, 18.1)]);
        }
        Icon::More => {
            for x in [5.5, 12.0, 18.5] {
                pen.dot((x, 12.0), 1.7);
            }
        }
        Icon::ChevronLeft => pen.line(&[(14.5, 5.5), (8.5, 12.0), (14.5, 18.5)]),
        Icon::ChevronRight => pen.line(&[(9.5, 5.5), (15.5, 12.0), (9.5, 18.5)]),
        Icon::ChevronDown => pen.line(&[(5.5, 9.0), (12.0, 15.5), (18.5, 9.0)]),
        Icon::Plus => {
            pen.line(&[(5.0, 12.0), (19.0, 12.0)]);
            pen.line(&[(12.0, 5.0), (12.0, 19.0)]);
        }
        Icon::Minus => pen.line(&[(5.0, 12.0), (19.0, 12.0)]),
        Icon::Return => {
            pen.line(&[(19.0, 5.5), (19.0, 12.5), (5.0, 12.5)]);
            pen.line(&[(9.8, 7.7), (5.0, 12.5), (9.8, 17.3)]);
        }
        _ => {
            pen.line(&[(10.5, 5.0), (5.0, 5.0), (5.0, 19.0), (19.0, 19.0), (19.0, 13.5)]);
            pen.line(&[(11.5, 12.5), (19.5, 4.5)]);
            pen.line(&[(14.0, 4.5), (19.5, 4.5), (19.5, 10.0)]);
        }
    }
}

/// What is set, said and asked.
pub(super) fn settings(pen: &Pen<'_>, icon: Icon) {
    match icon {
        Icon::Gear => {
            pen.arc((12.0, 12.0), 2.9, 0.0, TAU);
            pen.arc((12.0, 12.0), 6.6, 0.0, TAU);
            for tooth in 0..8 {
                let angle = tooth as f32 * PI / 4.0;
                let at = |radius: f32| (12.0 + radius * angle.cos(), 12.0 + radius * angle.sin());
                pen.line(&[at(6.6), at(9.2)]);
            }
        }
        Icon::Help => {
            pen.arc((12.0, 12.0), 8.8, 0.0, TAU);
            pen.arc((12.0, 9.6), 2.7, -PI, FRAC_PI_2 * 0.72);
            pen.line(&[(13.2, 12.1), (12.0, 13.4), (12.0, 14.2)]);
            pen.dot((12.0, 17.0), 1.2);
        }
        Icon::Info => {
            pen.arc((12.0, 12.0), 8.8, 0.0, TAU);
            pen.line(&[(12.0, 11.2), (12.0, 16.4)]);
            pen.dot((12.0, 7.9), 1.2);
        }
        Icon::Warning => {
            pen.line(&[(12.0, 3.8), (21.2, 19.6), (2.8, 19.6), (12.0, 3.8)]);
            pen.line(&[(12.0, 9.6), (12.0, 13.8)]);
            pen.dot((12.0, 16.8), 1.2);
        }
        Icon::Shield => {
            let right = [(12.0, 3.2), (19.2, 6.0), (19.2, 11.6), (16.6, 17.0), (12.0, 20.8)];
            pen.line(&right);
            pen.line(&right.map(|(x, y)| (24.0 - x, y)));
            pen.line(&[(8.6, 11.8), (11.2, 14.4), (15.6, 9.2)]);
        }
        Icon::Lock => {
            pen.frame(5.0, 10.6, 19.0, 20.4);
            pen.arc((12.0, 8.6), 4.0, PI, TAU);
            pen.line(&[(8.0, 8.6), (8.0, 10.6)]);
            pen.line(&[(16.0, 8.6), (16.0, 10.6)]);
            pen.dot((12.0, 15.5), 1.4);
        }
        Icon::Eye => {
            pen.curve((12.0, 17.4), (11.4, 10.8), PI + 0.52, TAU - 0.52);
            pen.curve((12.0, 6.6), (11.4, 10.8), 0.52, PI - 0.52);
            pen.arc((12.0, 12.0), 2.8, 0.0, TAU);
        }
        Icon::Speed => {
            pen.arc((12.0, 13.6), 8.6, PI * 0.86, TAU + PI * 0.14);
            pen.line(&[(12.0, 13.6), (16.0, 8.6)]);
            pen.dot((12.0, 13.6), 1.6);
        }
        Icon::Text => {
            pen.line(&[(3.4, 18.4), (7.6, 7.4), (11.8, 18.4)]);
            pen.line(&[(4.9, 14.6), (10.3, 14.6)]);
            pen.line(&[(14.2, 18.4), (17.4, 10.6), (20.6, 18.4)]);
            pen.line(&[(15.3, 15.8), (19.5, 15.8)]);
        }
        _ => {
            pen.arc((12.0, 12.0), 8.8, 0.0, TAU);
            let half: Vec<_> = (0..=24)
                .map(|step| -FRAC_PI_2 + PI * step as f32 / 24.0)
                .map(|angle| (12.0 + 8.8 * angle.cos(), 12.0 + 8.8 * angle.sin()))
                .collect();
            pen.fill(&half);
        }
    }
}

/// Windows, devices and things.
pub(super) fn things(pen: &Pen<'_>, icon: Icon) {
    match icon {
        Icon::MiniWindow => {
            pen.frame(2.8, 4.6, 21.2, 19.4);
            pen.bar(12.2, 11.8, 18.6, 16.8);
        }
        Icon::Gamepad => {
            pen.arc((7.4, 13.0), 4.9, FRAC_PI_2, PI + FRAC_PI_2);
            pen.arc((16.6, 13.0), 4.9, -FRAC_PI_2, FRAC_PI_2);
            pen.line(&[(7.4, 8.1), (16.6, 8.1)]);
            pen.line(&[(7.4, 17.9), (16.6, 17.9)]);
            pen.line(&[(5.6, 13.0), (9.6, 13.0)]);
            pen.line(&[(7.6, 11.0), (7.6, 15.0)]);
            pen.dot((15.2, 14.4), 1.1);
            pen.dot((17.8, 11.8), 1.1);
        }
        Icon::Keyboard => {
            pen.frame(2.4, 6.2, 21.6, 17.8);
            for (x, y) in [(6.4, 9.8), (10.1, 9.8), (13.9, 9.8), (17.6, 9.8)] {
                pen.dot((x, y), 0.95);
            }
            pen.line(&[(8.0, 14.3), (16.0, 14.3)]);
        }
        Icon::Touch => {
            pen.arc((11.0, 8.2), 4.8, PI * 0.86, TAU + PI * 0.14);
            pen.line(&[(9.6, 14.6), (9.6, 8.4), (11.0, 7.0), (12.4, 8.4), (12.4, 12.4)]);
            pen.line(&[
                (12.4, 12.4),
                (18.0, 14.2),
                (18.0, 17.2),
                (16.2, 20.8),
                (10.6, 20.8),
                (6.4, 15.2),
                (9.6, 14.6),
            ]);
        }
        Icon::Mail => {
            pen.frame(2.8, 5.4, 21.2, 18.6);
            pen.line(&[(4.4, 7.6), (12.0, 13.4), (19.6, 7.6)]);
        }
        Icon::Trash => {
            pen.line(&[(4.4, 6.8), (19.6, 6.8)]);
            pen.line(&[(9.4, 6.8), (9.4, 4.0), (14.6, 4.0), (14.6, 6.8)]);
            pen.line(&[(6.4, 6.8), (7.4, 20.2), (16.6, 20.2), (17.6, 6.8)]);
            pen.line(&[(10.2, 10.6), (10.4, 16.6)]);
            pen.line(&[(13.8, 10.6), (13.6, 16.6)]);
        }
        Icon::Download => {
            pen.line(&[(12.0, 3.8), (12.0, 14.6)]);
            pen.line(&[(7.4, 10.2), (12.0, 14.8), (16.6, 10.2)]);
            pen.line(&[(4.4, 15.6), (4.4, 20.0), (19.6, 20.0), (19.6, 15.6)]);
        }
        Icon::Folder => {
            pen.line(&[
                (2.8, 18.8),
                (2.8, 5.2),
                (9.2, 5.2),
                (11.4, 8.0),
                (21.2, 8.0),
                (21.2, 18.8),
                (2.8, 18.8),
            ]);
        }
        Icon::History => {
            pen.arc((12.6, 12.0), 8.2, -PI * 0.93, PI * 0.74);
            pen.line(&[(3.0, 6.4), (4.4, 10.6), (8.8, 9.6)]);
            pen.line(&[(12.6, 7.4), (12.6, 12.4), (16.0, 14.2)]);
        }
        Icon::Resume => {
            pen.bar(4.2, 4.8, 6.6, 19.2);
            pen.fill(&[(10.0, 5.2), (20.6, 12.0), (10.0, 18.8)]);
        }
        _ => {
            pen.frame(2.8, 4.6, 21.2, 19.4);
            for x in [7.2, 16.8] {
                pen.line(&[(x, 4.6), (x, 19.4)]);
            }
            for y in [9.5, 14.5] {
                pen.line(&[(2.8, y), (7.2, y)]);
                pen.line(&[(16.8, y), (21.2, y)]);
            }
        }
    }
}

/// What stories are about.
pub(super) fn subjects(pen: &Pen<'_>, icon: Icon) {
    match icon {
        Icon::Star => {
            let points: Vec<_> = (0..=10)
                .map(|at| {
                    let radius = if at % 2 == 0 { 9.2 } else { 4.0 };
                    let angle = -FRAC_PI_2 + at as f32 * PI / 5.0;
                    (12.0 + radius * angle.cos(), 12.6 + radius * angle.sin())
                })
                .collect();
            pen.line(&points);
        }
        Icon::Handshake => {
            pen.line(&[(2.6, 8.0), (7.0, 6.4), (12.0, 8.6), (17.0, 6.4), (21.4, 8.0)]);
            pen.line(&[(2.6, 15.4), (5.2, 15.4), (10.4, 19.4), (12.6, 18.6), (18.8, 15.4), (21.4, 15.4)]);
            pen.line(&[(12.0, 8.6), (8.6, 12.2), (11.0, 13.6), (13.8, 11.6), (18.8, 15.4)]);
        }
        Icon::People => {
            pen.arc((8.6, 8.4), 3.4, 0.0, TAU);
            pen.arc((8.6, 19.6), 6.2, PI, TAU);
            pen.arc((16.4, 9.2), 2.9, -FRAC_PI_2 * 1.25, FRAC_PI_2 * 1.25);
            pen.arc((16.0, 19.6), 5.8, -FRAC_PI_2 * 0.85, 0.0);
        }
        Icon::Briefcase => {
            pen.frame(2.8, 7.6, 21.2, 19.6);
            pen.line(&[(8.6, 7.6), (8.6, 4.6), (15.4, 4.6), (15.4, 7.6)]);
            pen.line(&[(2.8, 12.8), (21.2, 12.8)]);
            pen.line(&[(12.0, 11.6), (12.0, 14.2)]);
        }
        Icon::Growth => {
            pen.line(&[(3.6, 18.0), (9.2, 12.4), (13.0, 15.8), (20.4, 7.2)]);
            pen.line(&[(14.8, 6.6), (20.6, 6.6), (20.6, 12.4)]);
        }
        Icon::Scales => {
            pen.line(&[(12.0, 4.0), (12.0, 20.0)]);
            pen.line(&[(7.6, 20.0), (16.4, 20.0)]);
            pen.line(&[(4.6, 6.6), (19.4, 6.6)]);
            pen.arc((5.6, 13.0), 3.2, 0.0, PI);
            pen.arc((18.4, 13.0), 3.2, 0.0, PI);
            pen.line(&[(2.4, 13.0), (5.6, 6.6), (8.8, 13.0), (2.4, 13.0)]);
            pen.line(&[(15.2, 13.0), (18.4, 6.6), (21.6, 13.0), (15.2, 13.0)]);
        }
        Icon::Home => {
            pen.line(&[(2.8, 12.0), (12.0, 4.0), (21.2, 12.0)]);
            pen.line(&[(5.4, 10.0), (5.4, 20.0), (18.6, 20.0), (18.6, 10.0)]);
            pen.line(&[(10.0, 20.0), (10.0, 14.4), (14.0, 14.4), (14.0, 20.0)]);
        }
        Icon::Spark => {
            let points: Vec<_> = (0..=8)
                .map(|at| {
                    let radius = if at % 2 == 0 { 9.2 } else { 2.7 };
                    let angle = -FRAC_PI_2 + at as f32 * PI / 4.0;
                    (12.0 + radius * angle.cos(), 12.0 + radius * angle.sin())
                })
                .collect();
            pen.line(&points);
        }
        _ => pen.dot((12.0, 12.0), 6.0),
    }
}
