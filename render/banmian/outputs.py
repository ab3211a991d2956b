"""What an output is 成品: named files, each made from Plates. Press and screen are two.

A new output is a folder with a module like `press/output.py`, and a line in OUTPUTS.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol, cast

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from contextlib import ExitStack
    from pathlib import Path

    from banmian.cache import Cache
    from banmian.faces import Face
    from banmian.inks import Condition
    from banmian.model import Issue
    from banmian.model.plant import Plant
    from banmian.plate import Plate

OUTPUTS = {
    "press": "banmian.press.output",
    "screen": "banmian.epaper.output",
}
"""Name of an output → the module that is it. The name is what `--only` takes, and the folder of its files."""


class OutputFile(NamedTuple):
    """A file that an output consists of, not made yet."""

    name: str
    """Path under the output folder, parts separated by `/`: `press/20261123-01.pdf`."""
    plates: tuple[Plate, ...]
    """The pages it is made from: of two builds with the same Job but for other pages, its bytes are the same."""
    make: Callable[[Mapping[str, bytes]], bytes]
    """Return its bytes. It is given the files made before it, by name."""
    listing: bool = False
    """Whether it tells of other files, and is made when all others are."""
    instead_of: str = ""
    """A file of the whole issue for which it stands where not all pages are asked for."""


class Job(NamedTuple):
    """What the outputs of an issue are made from."""

    issue: Issue
    plates: tuple[Plate, ...]
    """The pages asked for, in order."""
    keys: Mapping[int, str]
    """The digest of all that a page depends on, by its number."""
    withheld: frozenset[int]
    """The pages that are not sent to the press, by their number."""
    whole: bool
    """Whether these are all pages of the issue."""
    faces: Sequence[Face]
    """The faces opened for the issue; each file carries the subsets that its own pages need."""
    title: str
    """Title of the PDFs: paper and day."""
    date: str
    """Date of the PDFs, in the form of a PDF date; never a clock's."""
    language: str
    """Language of the PDFs: zh-CN, zh-TW or zh-HK."""
    plant: Plant | None
    """The printing plant and the output condition; None where no press files were asked for."""
    condition: Condition | None
    ink: bool
    """Whether the manifest of the press files says how much ink is on them."""
    cache: Cache
    """What was made already, by the digest of all that it depends on."""
    out: Path | None
    """The folder that the files will stand in, None where only their bytes are wanted."""
    closing: ExitStack
    """What is to be done when all files are made, or when making them breaks off."""


class Output(Protocol):
    """An output, as a module of two functions."""

    def files(self, job: Job) -> Iterable[OutputFile]:
        """Return the files for the pages of a job; nothing is made before `OutputFile.make` is called.

        A file of one page is a function of its Plate and of the job's other fields. Where not all pages are asked for,
        leave out a file of the whole issue, or give it another name. Raise InputError where no files can be made.
        """
        ...

    def earlier(self, out: Path, day: str) -> Iterable[Path]:
        """Return the files of the day (YYYYMMDD) that an earlier build left in the output folder `out`.

        A build of all pages removes those it does not write again.
        """
        ...


def read_output(name: str) -> Output:
    """Return the output of a name in OUTPUTS."""
    from importlib import import_module

    return cast("Output", import_module(OUTPUTS[name]))
