"""A caller's program, for mypy: every name, with the types that a caller relies on. It is not run."""

import datetime
from pathlib import Path

import banmian
from banmian import (
    Article,
    ArticleKeys,
    BanmianError,
    Conformance,
    Edition,
    Finding,
    Fit,
    Galley,
    InputError,
    Issue,
    Newspaper,
    Page,
    Paper,
    Paragraph,
    Piece,
    Plate,
    PressOrder,
    Result,
    Setting,
    Severity,
    build,
    check,
    convert,
    galley,
    make,
    read,
)


def issues() -> list[Issue]:
    made = Issue(
        paper=Paper(name="报"),
        edition=Edition(date=datetime.date(2026, 11, 23), number=1),
        pages=(Page(number=1, layout="tabloid-front", articles=("a",)),),
        articles=(Article(keys=ArticleKeys(id="a", headline="题"), paragraphs=(Paragraph("文"),)),),
    )
    return [read("folder"), read(Path("issue.json")), read({"paper": {"name": "报"}}, folder=Path()), read(made)]


def pages(issue: Issue) -> dict[str, bytes]:
    newspaper: Newspaper = make(
        issue, pages=[1, 2], press=PressOrder(plant="plate", conformance=Conformance.X4), progress=print
    )
    plates: tuple[Plate, ...] = newspaper.plates
    texts: list[str] = [run.text for plate in plates for run in plate.texts()]
    fits: dict[int, tuple[Fit, ...]] = newspaper.fits
    white: int = sum(fit.white for some in fits.values() for fit in some)
    pieces: tuple[Piece, ...] = newspaper.pieces("a")
    places: list[tuple[int, str, int, int]] = [(one.page, one.slot, one.start, one.end) for one in pieces]
    found: tuple[Finding, ...] = newspaper.findings
    errors: list[str] = [str(one) for one in found if one.severity is Severity.ERROR]
    result: Result = newspaper.write("out", only="press")
    again: Result = build(issue, Path("out"), only=["press", "screen"], pages=3)
    files: tuple[Path, ...] = result.files + again.files
    print(texts, white, places, errors, files, result.good, again.newspaper.report["articles"])
    return newspaper.render("press") | newspaper.render(("press", "screen")) | newspaper.render()


def other() -> None:
    lines: Galley = galley("文", measure=13, setting=Setting(level="strict"))
    words: tuple[str, ...] = lines.texts
    proof: bytes = lines.pdf(size=10.5)
    findings: tuple[Finding, ...] = check(proof) + check("a.pdf", plant=Path("p.toml"), ink=False, language="zh")
    issue, said = convert(b"...", paper="报", date=datetime.date(2026, 11, 23))
    convert("page.txt", "folder")
    titles: list[str] = [article.title for article in issue.articles]
    print(words, findings, said, titles, banmian.__version__)


def errors() -> tuple[Finding, ...]:
    try:
        pages(read("folder"))
    except InputError as error:
        return error.findings
    except BanmianError as error:
        return error.findings
    return ()
