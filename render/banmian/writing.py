"""Outputs made, and written whole or not at all."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING, NamedTuple

from banmian.atomic_write import keep_inputs, write_atomically
from banmian.intake.inputs import files_of
from banmian.intake.source import problem
from banmian.model import Finding, InputError, Severity
from banmian.outputs import OUTPUTS, read_output

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator
    from pathlib import Path

    from banmian.outputs import Job, OutputFile

REPORT = "report.json"


class Written(NamedTuple):
    """The files that were written, and what is to be said of those that were not."""

    files: tuple[Path, ...]
    findings: tuple[Finding, ...]


def named_outputs(only: str | Collection[str] | None) -> tuple[str, ...]:
    """Return names of outputs, all for None, in the order of OUTPUTS. Raises InputError for a name that is none."""
    wanted = {only} if isinstance(only, str) else set(OUTPUTS if only is None else only)
    if unknown := sorted(wanted - OUTPUTS.keys()):
        raise InputError(
            problem(
                "unknown-output",
                f"there is no output “{unknown[0]}”",
                hint=f"expected one or more of: {', '.join(OUTPUTS)}",
            )
        )
    return tuple(name for name in OUTPUTS if name in wanted)


def render_outputs(job: Job, names: Iterable[str], progress: Callable[[str], None]) -> dict[str, bytes]:
    """Return the files of outputs as bytes by name."""
    with ExitStack() as closing:
        return dict(_made(_files(job._replace(closing=closing), names), progress))


def write_outputs(
    out: Path, job: Job, names: Collection[str], report: bytes, progress: Callable[[str], None]
) -> Written:
    """Write the files of outputs and the report into the folder `out`: all of them, or none.

    Where all pages are asked for, what an earlier build of the same day left of these outputs is removed. Raises
    InputError where a file would be written over one that the issue names.
    """
    day = f"{job.issue.edition.date:%Y%m%d}"
    earlier = [file for name in names for file in read_output(name).earlier(out, day)] if job.whole else []
    with ExitStack() as closing:
        files = _files(job._replace(out=out, closing=closing), names)
        keep_inputs([out / name for name in (*(file.name for file in files), REPORT)], files_of(job.issue))
        written: list[Path] = []

        def contents() -> Iterator[tuple[Path, bytes]]:
            for name, data in (*_made(files, progress), (REPORT, report)):
                written.append(out / name)
                yield out / name, data

        write_atomically(contents())
    for old in earlier:
        inside = old.parent.resolve().is_relative_to(out.resolve())  # no link leads elsewhere
        if old not in written and inside and not old.is_symlink():
            old.unlink(missing_ok=True)
    return Written(tuple(written), tuple(_of_files_left(out, files)))


def _files(job: Job, names: Iterable[str]) -> list[OutputFile]:
    """Return the files of outputs in the order they are made in: listings last, since ink is measured meanwhile."""
    found = [file for name in names for file in read_output(name).files(job)]
    return sorted(found, key=lambda file: file.listing)


def _made(files: Iterable[OutputFile], progress: Callable[[str], None]) -> Iterator[tuple[str, bytes]]:
    made: dict[str, bytes] = {}
    for file in files:
        progress(file.name)
        data = made[file.name] = file.make(made)
        yield file.name, data


def _of_files_left(out: Path, files: Iterable[OutputFile]) -> Iterator[Finding]:
    """Say which files of the whole issue stand in `out` as they were, since only some pages were made."""
    stale = dict.fromkeys(file.instead_of for file in files if file.instead_of and (out / file.instead_of).exists())
    for name in stale:
        pages = [page for file in files if file.instead_of == name for plate in file.plates for page in plate.pages]
        some = f"page{'s' if len(pages) > 1 else ''} {', '.join(map(str, pages))}"
        yield Finding(
            severity=Severity.WARNING,
            code="not-made-anew",
            message=f"it shows the whole issue as it was: only {some} {'were' if len(pages) > 1 else 'was'} made",
            hint="build all pages to make it anew",
            file=name,
        )
