"""What was found as one HTML file: each page as a picture with the faults marked on it, and the same numbers beside."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from banmian.checker.report.marking import Numbered, numbered, sheet
from banmian.checker.report.pictures import page_pictures
from banmian.checker.report.style import CSS
from banmian.checker.report.text import summary_parts, verdict
from banmian.checker.rules import rules
from banmian.checker.wording import LANGUAGES, SEVERITIES, in_order, said, where

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from banmian.checker.fault import Fault
    from banmian.checker.inspection import InspectedFile, InspectedIssue, Inspection
    from banmian.checker.summary import Summary
    from banmian.checker.wording import Language
    from banmian.model import Finding

_TAGS = {"zh": "zh-CN", "en": "en"}
TINY = 400
"""Rows of a table of pictures that are shown; of more it is said how many there are."""


def html_report(inspection: Inspection, languages: Sequence[Language] = LANGUAGES) -> str:
    """The report, with nothing outside itself: no script, no file, no address but those of its own parts."""
    title = _words("付印检查报告", "Preflight report", languages)
    body = [
        f"<header><h1>{title}</h1>",
        f"<p>{_verdict(inspection.good, languages)} {_against(inspection, languages)}</p>",
        _contents(inspection, languages),
        "</header><main>",
    ]
    for n, issue in enumerate(inspection.issues):
        body += _issue(n, issue, inspection, languages)
    for n, file in enumerate(inspection.files):
        body += _file(n, file, inspection, languages)
    if inspection.refused:
        body.append(f"<h2>{_words('未能检查', 'Not checked', languages)}</h2>{_findings(inspection.refused)}")
    body.append("</main><footer>Banmian 版面</footer>")
    language = _TAGS[languages[0]]
    return (
        f'<!DOCTYPE html>\n<html lang="{language}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width,initial-scale=1"><title>{title}</title>'
        f"<style>{CSS}</style></head><body>\n" + "\n".join(body) + "\n</body></html>\n"
    )


def _words(zh: str, en: str, languages: Sequence[Language]) -> str:
    return " ".join({"zh": zh, "en": en}[language] for language in languages)


def _verdict(good: bool, languages: Sequence[Language]) -> str:
    return f'<span class="verdict{"" if good else " bad"}">{verdict(good, languages)}</span>'


def _against(inspection: Inspection, languages: Sequence[Language]) -> str:
    parts = [f"{_words('印厂', 'plant', languages)}: {escape(inspection.plant) or '—'}"]
    if inspection.conformance:
        parts.append(f"{_words('按此检查', 'judged as', languages)}: {inspection.conformance}")
    if not inspection.ink:
        parts.append(_words("未测墨量", "ink was not measured", languages))
    return " · ".join(parts)


def _contents(inspection: Inspection, languages: Sequence[Language]) -> str:
    rows = [
        (f"i{n}", issue.title, issue.good, len(issue.faults) + len(issue.findings))
        for n, issue in enumerate(inspection.issues)
    ]
    edition = _by_page(inspection)
    rows += [
        (f"f{n}", file.name, file.good, len(file.faults) + len(edition.get((file.issue, file.plate), ())))
        for n, file in enumerate(inspection.files)
    ]
    items = "".join(
        f'<li><a href="#{anchor}">{escape(name)}</a> {_verdict(good, languages)} {count}</li>'
        for anchor, name, good, count in rows
    )
    return f'<nav aria-label="{_words("目录", "contents", languages)}"><ul>{items}</ul></nav>'


def _by_page(inspection: Inspection) -> dict[tuple[str, int], tuple[Fault, ...]]:
    """The faults of the edition by the page of the paper on which they stand."""
    found: dict[tuple[str, int], tuple[Fault, ...]] = {}
    for issue in inspection.issues:
        for fault in issue.faults:
            key = (issue.title, fault.page)
            found[key] = (*found.get(key, ()), fault)
    return found


def _issue(n: int, issue: InspectedIssue, inspection: Inspection, languages: Sequence[Language]) -> Iterator[str]:
    """An issue: the faults that stand on none of its shown pages, and what the build has said."""
    yield f'<h2 id="i{n}"{" class=first" if not n else ""}>{escape(issue.title)} {_verdict(issue.good, languages)}</h2>'
    shown = {file.plate for file in inspection.files if file.issue == issue.title}
    whole = tuple(fault for fault in issue.faults if fault.page not in shown)
    if whole:
        yield _listed(numbered(whole, f"i{n}", ()), languages, paper=True)
    elif not issue.faults:
        yield f"<p>{_words('本期各项规则均无问题。', 'No rule of the edition is broken.', languages)}</p>"
    elif len(whole) < len(issue.faults):
        yield f"<p>{_words('问题标在各版上。', 'What was found is marked on the pages below.', languages)}</p>"
    if issue.findings:
        yield f"<h3>{_words('拼版时的校样意见', 'Said while it was made up', languages)}</h3>"
        yield _findings(issue.findings)


def _findings(findings: Sequence[Finding]) -> str:
    rows = []
    for finding in findings:
        hint = f'<p class="do">{escape(finding.hint)}</p>' if finding.hint else ""
        words = "/".join(SEVERITIES[language][finding.severity] for language in LANGUAGES)
        rows.append(
            f'<li class="{finding.severity.value}"><span class="severity">{words}</span> '
            f'<span class="rule">{escape(finding.code)}</span> <span class="place">{escape(finding.place())}</span>'
            f'<p class="what" lang="en">{escape(finding.message)}</p>{hint}</li>'
        )
    return f'<ol class="faults">{"".join(rows)}</ol>'


def _file(n: int, file: InspectedFile, inspection: Inspection, languages: Sequence[Language]) -> Iterator[str]:
    first = " class=first" if not n and not inspection.issues else ""
    yield f'<h2 id="f{n}"{first}>{escape(file.name)} {_verdict(file.good, languages)}</h2>'
    yield _summary(file, inspection, languages)
    edition = _by_page(inspection).get((file.issue, file.plate), ()) if file.plate else ()
    whole = tuple(fault for fault in file.faults if not fault.page)
    if whole:
        yield f"<h3>{_words('全文件', 'The file as a whole', languages)}</h3>"
        yield _listed(numbered(whole, f"f{n}p0", ()), languages)
    pictures = list(page_pictures(file.data))
    for at, page in enumerate(file.summary.pages):
        some = in_order(tuple(fault for fault in file.faults if fault.page == page.number))
        marks = numbered(some, f"f{n}p{page.number}", edition if at == 0 else ())
        head = f"第{file.plate}版 page {file.plate}" if file.plate else f"第{page.number}页 page {page.number}"
        yield f"<h3>{head}</h3>"
        shown = pictures[at] if at < len(pictures) else None
        left = sheet(page, shown, marks, f"{file.name}, {head}")
        right = _listed(marks, languages)
        if not marks:
            right = f"<p>{_words('本页没有问题。', 'Nothing was found on this page.', languages)}</p>"
        yield f'<section class="page"><div class="sheet">{left}</div><div>{right}</div></section>'


def _listed(marks: Sequence[Numbered], languages: Sequence[Language], *, paper: bool = False) -> str:
    rows = []
    for mark in marks:
        fault = mark.fault
        rule = rules().get(fault.rule)
        source = f"{rule.standard} {rule.clause}".strip() if rule else ""
        severity = "/".join(SEVERITIES[language][fault.severity] for language in languages)
        number = f'<span class="number">{mark.number}</span>'
        if fault.place:
            number = f'<a class="number" href="#m-{mark.anchor}" aria-label="{mark.number} ↖">{mark.number}</a>'
        place = where(fault.page, fault.place, languages[0])
        if paper or fault.rule.startswith("edition-"):
            place = place.replace(f"第{fault.page}页", f"第{fault.page}版")
        sentences = [
            f'<p class="what" lang="{_TAGS[language]}">{escape(said(fault, language).what)}</p>'
            + (f'<p class="do" lang="{_TAGS[language]}">{escape(do)}</p>' if (do := said(fault, language).do) else "")
            for language in languages
        ]
        measured = ""
        if fault.measured or fault.allowed:
            found = f"{fault.object}: {fault.measured or '—'} / {fault.allowed or '—'}"
            measured = f'<p class="rule">{escape(found)}</p>'
        rows.append(
            f'<li class="{fault.severity.value}" id="l-{mark.anchor}">{number}<span class="severity">{severity}</span> '
            f'<span class="rule">{escape(fault.rule)} · {escape(source)}</span> '
            f'<span class="place">{escape(place)}</span>{"".join(sentences)}{measured}</li>'
        )
    return f'<ol class="faults">{"".join(rows)}</ol>' if rows else ""


def _summary(file: InspectedFile, inspection: Inspection, languages: Sequence[Language]) -> str:
    rows = "".join(
        f"<tr><th>{head}</th><td>{escape(words)}</td></tr>"
        for head, words in summary_parts(file, languages, ink=inspection.ink)
    )
    summary = file.summary
    tables = [f"<table>{rows}</table>", _boxes(summary, languages)]
    if summary.fonts:
        head = [_words("字体", "font", languages), _words("类型", "kind", languages)]
        head += (_words("嵌入", "embedded", languages), _words("最小", "smallest", languages))
        tables.append(
            _table(head, [(f.name, f.kind, "✓" if f.embedded else "✗", f"{f.smallest:.1f} pt") for f in summary.fonts])
        )
    if summary.pictures:
        head = [_words("页", "page", languages), _words("图片", "picture", languages)]
        head += (_words("像素", "pixels", languages), "ppi", _words("颜色", "colour", languages))
        pictures = [
            (str(p.page), p.name, f"{p.pixels[0]} × {p.pixels[1]}", f"{p.ppi:.0f}", f"{p.space} {p.bits} bit")
            for p in summary.pictures[:TINY]
        ]
        tables.append(_table(head, pictures))
        if len(summary.pictures) > TINY:
            tables.append(f"<p>{_words('图片共', 'pictures in all:', languages)} {len(summary.pictures)}</p>")
    return f'<div class="tables">{"".join(tables)}</div>'


def _boxes(summary: Summary, languages: Sequence[Language]) -> str:
    """The boxes of the pages, one row for pages that are alike."""
    alike: dict[tuple[str, ...], list[int]] = {}
    for page in summary.pages:
        boxes = tuple(f"{box[2]:.1f} × {box[3]:.1f}" for box in (page.media, page.bleed, page.trim))
        ink = f"{page.ink_most:.0f} %" if page.ink_most is not None else "—"
        alike.setdefault((*boxes, " ".join(page.inks) or "—", ink), []).append(page.number)
    head = [_words("页", "page", languages), "MediaBox mm", "BleedBox mm", "TrimBox mm"]
    head += (_words("色版", "plates", languages), _words("最大墨量", "most ink", languages))
    return _table(head, [(_ranges(numbers), *row) for row, numbers in alike.items()]) if alike else ""


def _ranges(numbers: Sequence[int]) -> str:
    found: list[list[int]] = []
    for number in numbers:
        if found and number == found[-1][1] + 1:
            found[-1][1] = number
        else:
            found.append([number, number])
    return ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in found)


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    top = "".join(f'<th scope="col">{escape(word)}</th>' for word in head)
    body = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<table><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>"
