"""The table of cases in `cases/*.toml`: what the rules and the standards ask of lines, each row a test of its own.

How a row is written stands at the head of `cases/classes.toml`. A row says what the rule says; where the program says
otherwise the row has `disagrees` with the reason, and fails as soon as the program has come round.
"""

import tomllib
from pathlib import Path

import msgspec
import pytest

from banmian.galleys import as_data, set_galley
from banmian.typeset import Setting

FILES = sorted((Path(__file__).parent / "cases").glob("*.toml"))
NOTATIONS = {"breaks": "÷×", "gaps": "_", "turned": "⟦⟧"}
EXPECTED = {*NOTATIONS, "advances", "x", "total", "lines", "count", "widths", "natural", "findings", "narrower"}
KEYS = EXPECTED | {"text", "measure", "set", "face", "disagrees"}
GROUP = {"rule", "about", "source", "set", "face", "measure", "breaks", "gaps", "turned", "cases"}
WIDE = 1000.0


def plain(marked, notation):
    """The text of a row without the marks of a notation."""
    return marked.translate(dict.fromkeys(map(ord, NOTATIONS[notation])))


def read():
    """Every row with all that it takes over from its group, in the order of the files."""
    for path in FILES:
        for group in tomllib.loads(path.read_text("utf-8"))["group"]:
            assert set(group) <= GROUP, (path.name, group.keys() - GROUP)
            rows = [{notation: row} for notation in NOTATIONS for row in group.get(notation, ())]
            for row in [*rows, *group.get("cases", ())]:
                assert set(row) <= KEYS, (path.name, row)
                case = {"face": group.get("face", "song"), "measure": group.get("measure", WIDE), **row}
                case["set"] = {"indent": 0.0, **group.get("set", {}), **row.get("set", {})}
                case["rule"], case["source"] = group["rule"], group["source"]
                texts = {plain(row[key], key) for key in NOTATIONS if key in row} | {
                    row["text"] for _ in "1" if "text" in row
                }
                assert len(texts) == 1, (path.name, "one row, one text", row)
                case["text"] = texts.pop()
                yield path.stem, case


CASES = list(read())


def named(number, case):
    reason = case.get("disagrees")
    marks = [pytest.mark.xfail(strict=True, reason=reason)] if reason else []
    return pytest.param(case, id=f"{case['rule'].replace(' ', '+')}-{number}-{case['text'][:16]}", marks=marks)


@pytest.mark.parametrize("case", [named(number, case) for number, (_, case) in enumerate(CASES, 1)])
def test_case(case, shipped, toy_library):
    text = case["text"]
    setting = msgspec.convert(case["set"], Setting)
    library = {"song": shipped, "toy": toy_library}[case["face"]]
    (found,) = as_data(set_galley(text, float(case["measure"]), setting, library))
    lines = found["lines"]
    assert "".join(text[line["start"] : line["end"]] for line in lines) == text
    if "breaks" in case:
        assert mark_breaks(case["breaks"], found["breaks"]) == case["breaks"]
    if "gaps" in case:
        assert mark_gaps(text, found["gaps"]) == case["gaps"]
    if "turned" in case:
        assert mark_turned(text, [turned for line in lines for turned in line["turned"]]) == case["turned"]
    for key, name in (("advances", "advance"), ("x", "x")):
        if key in case:
            assert [em for line in lines for em in line[name]] == pytest.approx(case[key], abs=0.001), key
    if "total" in case:
        assert [line["width"] for line in lines] == pytest.approx([case["total"]], abs=0.001)
    if "lines" in case:
        assert [text[line["start"] : line["end"]] for line in lines] == case["lines"]
    for key, name in (("widths", "width"), ("natural", "natural")):
        if key in case:
            assert [line[name] for line in lines] == pytest.approx(case[key], abs=0.001), key
    if "count" in case:
        assert len(lines) == case["count"]
    if "findings" in case:
        assert [finding["code"] for finding in found["findings"]] == case["findings"]
    for character, limit in case.get("narrower", {}).items():
        ems = [
            em
            for line in lines
            for at, em in zip(text[line["start"] :], line["advance"], strict=False)
            if at == character
        ]
        assert ems, character
        assert max(ems) < limit, character


def mark_breaks(marked, breaks):
    """The row with ÷ or × at every place that the row speaks of, as the program has it."""
    shown, at = [], 0
    for character in marked:
        if character in "÷×":
            shown.append("÷" if at in breaks else "×")
        else:
            shown.append(character)
            at += 1
    return "".join(shown)


def mark_gaps(text, gaps):
    at_offsets = {offset for offset, _ in gaps}
    return "".join(("_" if at in at_offsets else "") + character for at, character in enumerate(text))


def mark_turned(text, turned):
    shown = "".join(f"⟦{c}⟧" if lies else c for c, lies in zip(text, turned, strict=True))
    return shown.replace("⟧⟦", "")


def test_the_table_is_whole():
    """Every group names its rules and source, every row expects something, and no row is there twice."""
    assert len(CASES) >= 300
    seen = []
    for file, case in CASES:
        assert case["source"], case
        assert EXPECTED & set(case), (file, case)
        assert "\n" not in case["text"], case
        seen.append({key: value for key, value in case.items() if key not in ("rule", "source", "disagrees")})
    assert [case["text"] for at, case in enumerate(seen) if case in seen[:at]] == []
    sections = {letter for _, case in CASES for letter in (rule[0] for rule in case["rule"].split())}
    assert sections == set("CBUPMJRVH")
