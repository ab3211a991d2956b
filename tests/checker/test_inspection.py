"""`banmian preflight`: what it takes, what it says and in which form, and that it leaves nothing behind."""

import json
import re
import tomllib
from importlib.resources import files
from pathlib import Path

import pikepdf
import pytest

from banmian.checker.fault import Fault, Place
from banmian.checker.report.marking import numbered, sheet
from banmian.checker.rules import rules
from banmian.checker.summary import PageSummary
from banmian.checker.wording import in_order, said
from banmian.cli.main import main
from banmian.model import Severity

SAMPLE = Path(__file__).parents[2] / "samples" / "xicheng-evening"
DOCS = Path(__file__).parents[2] / "docs" / "preflight.md"


@pytest.fixture
def faulty(tmp_path):
    """A page of 100 x 100 mm with a rule in RGB, 20 mm wide and 10 mm high, 30 mm from the left and 40 from the top."""
    mm = 72 / 25.4
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(100 * mm, 100 * mm))
    pdf.pages[0].Contents = pdf.make_stream(f"1 0 0 rg {30 * mm} {50 * mm} {20 * mm} {10 * mm} re f".encode())
    pdf.save(tmp_path / "faulty.pdf")
    return tmp_path / "faulty.pdf"


def test_an_issue_is_built_and_checked(capsys, tmp_path):
    page = tmp_path / "report.html"
    assert main(["preflight", str(SAMPLE), "--json", "--no-ink", "--html", str(page)]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["good"] and found["counts"]["error"] == 0 and found["ink"] is False
    assert [file["page"] for file in found["files"]] == [1, 2, 3, 4]
    assert len(found["issues"]) == 1
    text = page.read_text("utf-8")
    assert text.count("data:image/jpeg;base64,") == 4
    assert not re.search(r'(?:src|href)="(?!#|data:)', text) and "<script" not in text
    anchors, targets = set(re.findall(r' id="([^"]+)"', text)), set(re.findall(r'href="#([^"]+)"', text))
    assert targets <= anchors
    assert [path.name for path in tmp_path.iterdir()] == ["report.html"]


def test_a_faulty_file_is_told_with_its_place(capsys, faulty, tmp_path):
    assert main(["preflight", str(faulty), "--json", "--no-ink", "--html", str(tmp_path / "r.html")]) == 1
    file = json.loads(capsys.readouterr().out)["files"][0]
    placed = [fault for fault in file["faults"] if fault["place"]]
    assert any(abs(fault["place"]["x"] - 30) < 0.5 and abs(fault["place"]["y"] - 40) < 0.5 for fault in placed)
    order = [("error", "warning", "info").index(fault["severity"]) for fault in file["faults"]]
    assert order == sorted(order)
    for fault in file["faults"]:
        assert fault["zh"] and fault["en"] and fault["standard"], fault["rule"]


def test_the_text_is_in_one_language_or_both(capsys, faulty):
    main(["preflight", str(faulty), "--no-ink", "--lang", "zh"])
    zh = capsys.readouterr().out
    main(["preflight", str(faulty), "--no-ink", "--lang", "en"])
    en = capsys.readouterr().out
    assert "不合格" in zh and "faulty" not in zh.replace(faulty.name, "") and "未测墨量" in zh
    assert "不合格" not in en and "Ink was not measured" in en


def test_what_is_no_pdf_is_input_at_fault(capsys, faulty, tmp_path):
    (tmp_path / "note.pdf").write_text("words", "utf-8")
    assert main(["preflight", str(tmp_path / "note.pdf")]) == 2
    assert "not-a-pdf" in capsys.readouterr().err
    assert main(["preflight", str(tmp_path / "none.pdf"), "--json"]) == 2
    assert json.loads(capsys.readouterr().out)["findings"][0]["code"] == "missing-file"
    assert main(["preflight", str(faulty), str(tmp_path / "note.pdf"), "--no-ink"]) == 2
    assert "faulty.pdf: 不合格" in capsys.readouterr().out
    (tmp_path / "empty").mkdir()
    assert main(["preflight", str(tmp_path / "empty")]) == 2


def test_a_folder_and_the_folder_of_a_build(capsys, faulty, tmp_path):
    (tmp_path / "out" / "press").mkdir(parents=True)
    faulty.rename(tmp_path / "out" / "press" / "a.pdf")
    finding = {"severity": "warning", "code": "underset", "message": "2 lines of white", "page": 1}
    report = {"paper": "报", "date": "2026-11-23", "findings": [finding], "articles": []}
    (tmp_path / "out" / "report.json").write_text(json.dumps(report), "utf-8")
    assert main(["preflight", str(tmp_path / "out"), "--no-ink"]) == 1
    assert "warning[underset]" in capsys.readouterr().out
    assert main(["preflight", str(tmp_path / "out" / "press"), "--no-ink"]) == 1


def test_another_standard_is_judged(capsys, faulty):
    codes = {}
    for level in ("x4", "none"):
        main(["preflight", str(faulty), "--no-ink", "--json", "--conformance", level])
        codes[level] = {fault["rule"] for fault in json.loads(capsys.readouterr().out)["files"][0]["faults"]}
    assert codes["none"] < codes["x4"]


def test_a_mark_stands_on_its_place():
    page = PageSummary(
        number=1,
        media=(0, 0, 120, 220),
        crop=(0, 0, 120, 220),
        trim=(10, 10, 100, 200),
        bleed=(7, 7, 106, 206),
        has_trim=True,
        rotate=0,
        inks=(),
    )
    fault = Fault(rule="a", severity=Severity.ERROR, page=1, place=Place(5, 20, 30, 4))
    drawn = sheet(page, None, numbered((fault,), "p", ()), "<page>")
    assert '<rect class="box" x="15.00" y="30.00" width="30.00" height="4.00"' in drawn
    assert 'viewBox="0 0 120.00 220.00"' in drawn and "&lt;page&gt;" in drawn


def test_words_are_put_in_once():
    fault = Fault(rule="edition-section", severity=Severity.WARNING, object="{allowed}", allowed="要闻", count=2)
    assert said(fault, "zh").what == "{allowed}没有印版名“要闻”（共 2 处）"
    assert said(Fault(rule="unknown", severity=Severity.INFO), "en").what == "unknown"


def test_faults_stand_by_weight_then_page():
    faults = tuple(Fault(rule="a", severity=one, page=page) for one in Severity for page in (2, 1))
    assert [(one.severity, one.page) for one in in_order(faults[::-1])] == [(s, p) for s in Severity for p in (1, 2)]


def test_every_rule_of_the_edition_speaks_and_stands_in_the_document():
    data = (files("banmian.checker") / "rules" / "edition.toml").read_text("utf-8")
    ids = [rule["id"] for rule in tomllib.loads(data)["rule"]]
    text = DOCS.read_text("utf-8")
    for name in ids:
        rule = rules()[name]
        assert rule.zh and rule.en and rule.do_zh and rule.do_en
        assert f"| `{name}` | {rule.standard} {rule.clause} | {rule.severity.value} | {rule.zh} | {rule.en} |" in text
    assert set(re.findall(r"^\| `(edition-[\w-]+)`", text, re.MULTILINE)) == set(ids)


@pytest.mark.parametrize(
    ("given", "asked"), [([], "x4"), (["--conformance", "x1a"], "x1a"), (["--claim", "x1a"], "x1a")], ids=" ".join
)
def test_a_level_that_is_asked_for_stands_for_that_of_the_plant(capsys, faulty, given, asked):
    """`--claim` is the earlier name of the option, which scripts may still use."""
    assert main(["preflight", str(faulty), "--json", "--no-ink", *given]) == 1
    faults = json.loads(capsys.readouterr().out)["files"][0]["faults"]
    assert [fault["allowed"] for fault in faults if fault["rule"] == "claim-missing"] == [asked]


def test_a_file_of_either_standard_is_taken_where_none_is_asked_for(capsys, tmp_path):
    def rules_of(*more):
        main(["preflight", str(tmp_path / "build"), "--no-ink", "--json", *more])
        return {fault["rule"] for fault in json.loads(capsys.readouterr().out)["files"][0]["faults"]}

    out = str(tmp_path / "build")
    assert (
        main(["build", str(SAMPLE), "-o", out, "--pages", "1", "--only", "press", "--conformance", "x1a", "--no-ink"])
        == 0
    )
    capsys.readouterr()
    assert "claim-missing" not in rules_of()
    assert "claim-missing" not in rules_of("--conformance", "x1a")
    assert "claim-missing" in rules_of("--conformance", "x4")
    assert "claim-missing" in rules_of("--plant", "plate")


def test_reports_of_a_broken_file_are_the_same_twice(capsys, tmp_path):
    (tmp_path / "stub.pdf").write_bytes(b"%PDF-1.4\n%%EOF\n")
    assert main(["preflight", str(tmp_path / "stub.pdf"), "--json"]) == 1
    said = capsys.readouterr().out
    assert "file-broken" in said and "object at" not in said


@pytest.fixture
def damaged(faulty):
    """A good file, a locked one, one that is cut short and an empty one, in a folder."""
    folder = faulty.parent
    with pikepdf.open(faulty) as pdf:
        pdf.save(folder / "locked.pdf", encryption=pikepdf.Encryption(owner="o", user="u"))
    (folder / "cut.pdf").write_bytes(faulty.read_bytes()[:-300])
    (folder / "empty.pdf").write_bytes(b"")
    return folder


@pytest.mark.parametrize("claim", [[], ["--claim", "x4"]])
def test_a_file_that_cannot_be_opened_is_a_fault_of_its_own_and_ends_nothing(damaged, capsys, claim):
    page = damaged / "report.html"
    assert main(["preflight", str(damaged), "--no-ink", "--lang", "en", "--html", str(page), *claim]) == 1
    out = capsys.readouterr().out
    told = re.findall(r"^(?:.*/)?(\w+)\.pdf: faulty|error\[(file-[a-z]+)\]", out, re.MULTILINE)
    assert [name or rule for name, rule in told] == [
        *("cut", "empty", "file-broken", "faulty", "locked", "file-encrypted")
    ]
    assert "rgb-vector" in out


def test_a_report_of_a_damaged_file_is_the_same_twice(damaged, capsys):
    main(["preflight", str(damaged), "--no-ink"])
    one = capsys.readouterr().out
    main(["preflight", str(damaged), "--no-ink"])
    assert one == capsys.readouterr().out
    assert "0x" not in one
