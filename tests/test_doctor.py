"""The command `banmian doctor`: which characters of an issue no face covers, and on which pages."""

import json

from banmian.cli.main import main

ISSUE = """
[paper]
name = "试刊日报"

[issue]
date = 2026-11-23
number = 1

[[page]]
number = 1
section = "要闻"
layout = "tabloid-front"
articles = ["a@A"]

[[page]]
number = 2
section = "要闻"
layout = "tabloid-news"
articles = ["b@A"]
"""


def written(folder, body):
    (folder / "articles").mkdir()
    (folder / "issue.toml").write_text(ISSUE, "utf-8")
    for name, text in (("a", body), ("b", "河堤慢步道开放。")):
        (folder / "articles" / f"{name}.md").write_text(f"---\nid: {name}\nheadline: 新桥通车\n---\n{text}\n", "utf-8")
    return str(folder)


def test_what_no_face_covers_is_named_with_its_page(tmp_path, capsys):
    assert main(["doctor", written(tmp_path, "网友点赞👍，写道שלום。"), "--json"]) == 1
    found = json.loads(capsys.readouterr().out)["lacking"]
    assert {one["character"] for one in found} == {"👍", *"שלום"}
    assert all(one["pages"] == [1] for one in found)
    assert all(one["code"] == f"U+{ord(one['character']):04X}" for one in found)


def test_an_issue_that_is_covered_is_well(tmp_path, capsys):
    assert main(["doctor", written(tmp_path, "网友点赞。")]) == 0
    assert "every character of the issue is covered" in capsys.readouterr().out


def test_a_machine_is_told_without_an_issue(capsys):
    assert main(["doctor"]) == 0
    assert "fontconfig" in capsys.readouterr().out
