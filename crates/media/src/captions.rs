//! WebVTT and SRT captions.
