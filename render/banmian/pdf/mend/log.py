"""What is said of a foreign PDF: what was mended by which rule, and why a file is refused."""

from __future__ import annotations

from msgspec import Struct

from banmian.model import Severity


class Change(Struct, frozen=True):
    """Something that was mended: the rule's word, how often, and the sentence that states the rule."""

    code: str
    often: int
    severity: Severity
    message: str
    hint: str = ""


class Refusal(Struct, frozen=True):
    """Why a file cannot be placed, and what to do."""

    code: str
    message: str
    hint: str


class RefusedError(Exception):
    """Raised within the mending of a file that cannot be mended."""

    def __init__(self, code: str, message: str, hint: str) -> None:
        super().__init__(message)
        self.refusal = Refusal(code, message, hint)


RULES: dict[str, str] = {
    "colours": "RGB and calibrated colours became inks by the output condition, neutral ones black alone",
    "profiled-inks": "the ICC profile of inks was left out, their parts stand as they are",
    "pictures": "pictures in RGB or calibrated colours became inks by the output condition",
    "gradients": "gradients in RGB or calibrated colours became inks by the output condition",
    "grey": "colours became greys: the page is printed in black alone",
    "black-text": "dark neutral text became black alone (0 0 0 1)",
    "rich-black-text": "text in black of several inks became black alone (0 0 0 1)",
    "black-overprints": "black text and thin rules overprint",
    "white-knocks-out": "white that was to overprint would have vanished and knocks out now",
    "registration": "the colour of registration (All) became black",
    "process-spot": "a spot named as one of the four inks became that ink",
    "spots": "a spot keeps its plate; what stands for it elsewhere became inks",
    "ink-limit": "colours of too much ink were lowered to the limit: cyan, magenta and yellow alike, black stays",
    "ink-limit-pictures": "pictures of too much ink were lowered to the limit: cyan, magenta and yellow alike",
    "no-trim": "there is no TrimBox: the visible page is taken as the trimmed one",
    "bad-trim": "the TrimBox lies outside the page: its part on the page is taken",
    "turned": "the page is turned as its Rotate says",
    "user-unit": "the page is scaled as its UserUnit says",
    "encrypted": "it was encrypted without a password and has been opened",
    "links": "links were left out",
    "actions": "actions and scripts were left out",
    "attachments": "attached files were left out",
    "hidden-layers": "layers that are switched off were left out",
    "layers": "layers became plain content",
    "transfer": "transfer curves and halftones were left out",
    "postscript": "PostScript XObjects were left out",
    "opi": "OPI references were left out: what is embedded is printed",
    "alternates": "alternate images were left out",
    "lzw": "LZW compression became Flate",
    "jpx": "JPEG 2000 pictures became JPEG or Flate",
    "16-bit": "pictures of 16 bits became 8 bits",
    "colour-key": "a colour that was to be transparent became a mask",
    "open-type": "an OpenType font program was unpacked for PDF 1.4",
    "nesting": "graphics states nested too deeply were put into forms of their own",
    "operators": "operators that PDF does not know were left out",
}
"""Mends that change nothing that is seen, or only as the press asks: level INFO."""

WARNINGS: dict[str, tuple[str, str]] = {
    "annotations": (
        "notes or form fields that are seen on its page were left out",
        "let them be made part of the page (flatten) before it is sent, if they are to be printed",
    ),
    "flattened": (
        "it uses transparency, which the level forbids: its page became one picture of 300 ppi, type included",
        "choose a conformance level that keeps transparency (PDF/X-4), or let it be sent without transparency",
    ),
    "blend-space": (
        "colours are blended in RGB: blended in inks now, they may come out otherwise",
        "look at the proof, or let it be sent blended in CMYK",
    ),
    "pages": ("it has more than one page: the first is placed", "send one page a file"),
    "repaired": ("its structure is damaged; what could be read is placed", "look at the proof, or let it be sent anew"),
    "no-unicode": (
        "text in a font that names no characters: PDF/A-2u asks for them",
        "choose the conformance level PDF/X-4, or let it be sent with text that can be searched",
    ),
}
"""Mends that change what is seen, or that a person should look at: level WARNING, with what to do."""


class Log:
    """The changes made to a file while it is mended."""

    def __init__(self) -> None:
        self.counts: dict[str, int] = {}
        self.details: dict[str, dict[str, None]] = {}

    def say(self, code: str, detail: str = "", count: int = 1) -> None:
        """Note that a rule was used; details are named in the message, each once."""
        if code not in RULES and code not in WARNINGS:
            raise KeyError(code)
        self.counts[code] = self.counts.get(code, 0) + count
        if detail:
            self.details.setdefault(code, {})[detail] = None

    def changes(self) -> tuple[Change, ...]:
        """What is said, one change a rule, in the order of the rules."""
        made = []
        for code in (*RULES, *WARNINGS):
            if code not in self.counts:
                continue
            message, hint = WARNINGS.get(code) or (RULES[code], "")
            if code in self.details:
                message += f" ({', '.join(self.details[code])})"
            severity = Severity.WARNING if code in WARNINGS else Severity.INFO
            made.append(Change(code, self.counts[code], severity, message, hint))
        return tuple(made)
