"""What was found as lines of text, in Chinese, in English, or in both."""

from __future__ import annotations

from typing import TYPE_CHECKING

from banmian.checker.wording import LANGUAGES, SEVERITIES, said, where

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from banmian.checker.fault import Fault
    from banmian.checker.inspection import InspectedFile, Inspection
    from banmian.checker.wording import Language


def text_report(inspection: Inspection, languages: Sequence[Language] = LANGUAGES) -> str:
    """The whole report: files, each with its faults, then issues, then the verdict."""
    return "\n".join(_lines(inspection, languages)) + "\n"


def verdict(good: bool, languages: Sequence[Language]) -> str:
    """合格 or 不合格."""
    words = {"zh": "合格" if good else "不合格", "en": "good" if good else "faulty"}
    return " ".join(words[language] for language in languages)


def summary_parts(file: InspectedFile, languages: Sequence[Language], *, ink: bool) -> list[tuple[str, str]]:
    """What a file is, as pairs of a heading and its words."""
    summary = file.summary
    sizes = dict.fromkeys(f"{page.trim[2]:.1f} × {page.trim[3]:.1f} mm" for page in summary.pages)
    inks = dict.fromkeys(ink_ for page in summary.pages for ink_ in page.inks)
    unembedded = sum(1 for font in summary.fonts if not font.embedded)
    measured = "—"
    if not ink:
        measured = _both("未测", "not measured", languages)
    elif summary.ink_most is not None:
        measured = f"{summary.ink_most:.0f} %"
    fonts = str(len(summary.fonts))
    if unembedded:
        fonts += f" ({_both('未嵌入', 'not embedded', languages)}: {unembedded})"
    space = f" ({summary.intent_space})" if summary.intent_space else ""
    return [
        (_both("页数", "pages", languages), str(len(summary.pages))),
        (_both("成品尺寸", "trim", languages), "、".join(sizes) or "—"),
        (_both("声明", "claims", languages), "、".join(summary.claims) or _both("无", "none", languages)),
        (_both("按此检查", "judged as", languages), " + ".join(summary.judged) or "—"),
        (_both("色版", "plates", languages), " ".join(inks) or "—"),
        (_both("输出条件", "output intent", languages), (summary.intent or "—") + space),
        (_both("最大墨量", "most ink", languages), measured),
        (_both("字体", "fonts", languages), fonts),
    ]


def _both(zh: str, en: str, languages: Sequence[Language]) -> str:
    return " ".join({"zh": zh, "en": en}[language] for language in languages)


def _lines(inspection: Inspection, languages: Sequence[Language]) -> Iterator[str]:
    for file in inspection.files:
        name = f"{file.issue} · {file.name}" if file.issue else file.name
        yield f"{name}: {verdict(file.good, languages)}"
        yield "  " + " · ".join(f"{head} {words}" for head, words in summary_parts(file, languages, ink=inspection.ink))
        for fault in file.faults:
            yield from _fault(fault, languages)
    for issue in inspection.issues:
        yield f"{issue.title}: {verdict(issue.good, languages)}"
        for fault in issue.faults:
            yield from _fault(fault, languages)
        for finding in issue.findings:
            yield "  " + str(finding).replace("\n", "\n  ")
    for finding in inspection.refused:
        yield str(finding)
    if not inspection.ink:
        yield _both("未测墨量（--no-ink）。", "Ink was not measured (--no-ink).", languages)
    counts = {
        severity: sum(1 for fault in inspection.faults if fault.severity is severity) for severity in SEVERITIES["en"]
    }
    for issue in inspection.issues:
        for finding in issue.findings:
            counts[finding.severity] += 1
    shown = " · ".join(
        f"{'/'.join(SEVERITIES[language][severity] for language in languages)} {count}"
        for severity, count in counts.items()
    )
    yield f"{verdict(inspection.good, languages)} — {shown}"


def _fault(fault: Fault, languages: Sequence[Language]) -> Iterator[str]:
    words = "/".join(SEVERITIES[language][fault.severity] for language in languages)
    yield f"  {words}[{fault.rule}] {where(fault.page, fault.place, languages[0])}"
    measured = [f"{fault.object}"] if fault.object else []
    if fault.measured or fault.allowed:
        measured.append(f"{fault.measured or '—'} / {fault.allowed or '—'}")
    if measured:
        yield "      " + " : ".join(measured)
    for language in languages:
        what, do = said(fault, language)
        yield f"      {what}"
        if do:
            yield f"      → {do}"
