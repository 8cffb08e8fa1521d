"""Frames to clips: runs the scenes through cairo and FFmpeg, and writes sounds and captions beside them."""

import subprocess
from pathlib import Path

import cairo

from . import narration, scenes
from .draw import FPS, HEIGHT, WIDTH, Stage
from .screenplay import CLIPS, LANGUAGES

AAC = ["-c:a", "aac", "-b:a", "56k", "-ac", "2", "-ar", "48000"]
EXACT = ["-fflags", "+bitexact", "-flags:v", "+bitexact", "-flags:a", "+bitexact", "-map_metadata", "-1"]
H264 = [
    "-c:v", "libx264", "-profile:v", "high", "-preset", "slow", "-tune", "animation", "-crf", "28", "-threads", "1",
    "-x264-params", "keyint=30:min-keyint=30:scenecut=0:open-gop=0:bframes=5:ref=6",
    "-vf", "scale=out_color_matrix=bt709:out_range=tv:flags=accurate_rnd+full_chroma_int,format=yuv420p",
    "-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709", "-color_range", "tv",
    "-movflags", "+faststart",
]  # fmt: skip


class Story:
    """The example's folder and what is needed to fill it."""

    def __init__(self, folder: Path, work: Path, english_voices: Path):
        self.folder, self.work = folder, work
        for name in ("media", "sound", "captions", "files"):
            (folder / name).mkdir(parents=True, exist_ok=True)
        work.mkdir(parents=True, exist_ok=True)
        self.speaker = narration.Speaker(work / "speech", english_voices)

    def make(self, name: str):
        """Makes one clip with its sounds and captions; returns a line for the log."""
        clip = CLIPS[name]
        spoken = {tag: narration.narrate(self.speaker, clip, tag) for tag in LANGUAGES} if clip.lines else {}
        for tag, (samples, cues) in spoken.items():
            narration.write_wave(self.work / f"{name}.{tag}.wav", samples)
            text = narration.captions(clip, cues, tag)
            (self.folder / "captions" / f"{name}.{tag}.vtt").write_text(text, encoding="utf-8")
            if tag not in clip.own:
                self._sound(name, tag)
        if set(clip.own) == set(LANGUAGES):
            lengths = [self._picture(name, f"{name}.{tag}", {tag: spoken[tag]}, tag) for tag in LANGUAGES]
        else:
            lengths = [self._picture(name, name, spoken, clip.own[0] if clip.own else None)]
        return f"{name:15} {', '.join(f'{s:.2f} s' for s in lengths)}"

    def _sound(self, name, tag):
        wav = self.work / f"{name}.{tag}.wav"
        run(["-i", str(wav), "-af", narration.sound_filter(wav), *AAC, *EXACT, "-movflags", "+faststart",
             str(self.folder / "sound" / f"{name}.{tag}.m4a")])  # fmt: skip

    def _picture(self, scene, file, spoken, own):
        """One clip; `own` is the language of the sound that is muxed into it."""
        seconds = length(CLIPS[scene], spoken)
        marks = sentence_starts(spoken)
        sound = []
        if own:
            wav = self.work / f"{scene}.{own}.wav"
            sound = ["-i", str(wav), "-af", narration.sound_filter(wav) + ",apad", *AAC, "-t", f"{seconds:.4f}"]
        command = ["-f", "rawvideo", "-pix_fmt", "bgr0", "-s", f"{WIDTH}x{HEIGHT}", "-r", str(FPS), "-i", "-"]
        command += [*sound, *H264, *EXACT, str(self.folder / "media" / f"{file}.mp4")]
        encoder = subprocess.Popen(["ffmpeg", "-hide_banner", "-loglevel", "error", "-y", *command], stdin=subprocess.PIPE)
        for number in range(round(seconds * FPS)):
            encoder.stdin.write(frame(scene, number / FPS, seconds, marks, own or "ja").get_data())
        encoder.stdin.close()
        if encoder.wait():
            raise SystemExit(f"FFmpeg could not write {file}.mp4")
        return seconds

    def still(self, name, t=2.0):
        frame(name, t, 6.0, [0.4, 3.0], "ja").write_to_png(str(self.folder / "media" / f"{name}.png"))


def length(clip, spoken):
    """Seconds, a whole number of frames: the longer narration and a breath."""
    end = max((cues[-1][1] for _, cues in spoken.values()), default=0) + narration.TAIL
    seconds = max(clip.seconds, end, 4.0) if spoken else clip.seconds
    if seconds > 12.0:
        raise SystemExit(f"a clip of {seconds:.1f} s is longer than twelve seconds: shorten its lines")
    return -(-round(seconds * 1000) * FPS // 1000) / FPS


def sentence_starts(spoken):
    """When each sentence begins, as the middle between the languages: what the pictures follow."""
    starts = [[start for start, _ in cues] for _, cues in spoken.values()]
    return [sum(together) / len(together) for together in zip(*starts)]


def frame(scene, t, seconds, marks, language):
    surface = cairo.ImageSurface(cairo.FORMAT_RGB24, WIDTH, HEIGHT)
    scenes.SCENES[scene](Stage(surface), t, seconds, marks, language)
    surface.flush()
    return surface


def run(arguments):
    subprocess.run(["ffmpeg", "-hide_banner", "-loglevel", "error", "-y", *arguments], check=True)
