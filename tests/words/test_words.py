"""Words: those of jieba's own program, from a dictionary that is mapped and not read (T6)."""

import re
from pathlib import Path

import pytest
import rjieba
from hypothesis import given, settings
from hypothesis import strategies as st

from banmian.words import FIRST, LAST, LONGEST, NEVER, _dictionary, segment

ROOT = Path(__file__).resolve().parents[2]
COPY = sorted([*ROOT.glob("samples/*/articles/*.md"), *ROOT.glob("tests/**/*.md"), *ROOT.glob("docs/*.md")])


def clauses():
    """Headlines, decks and captions of the samples and tests, and what stands between two marks of their text."""
    found = {part.strip() for path in COPY for part in re.split(r"[。！？；\n\"\[\]]", path.read_text("utf-8"))}
    return sorted(part for part in found if re.search("[\u4e00-\u9fff]{2}", part))


def test_words_are_those_of_a_second_opinion():
    texts = clauses()
    assert len(texts) > 1000
    assert [text for text in texts if segment(text) != rjieba.cut(text)] == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("零工市场搬进室内", "零工 市场 搬进 室内"),
        ("南京市长江大桥", "南京市 长江大桥"),
        ("他来到了网易杭研大厦", "他 来到 了 网易 杭研 大厦"),  # 杭研 is in no dictionary
        ("新增就业1.2万人，同比增长27%", "新增 就业 1.2 万人 ， 同比 增长 27%"),
        ("𠮷野家", "𠮷 野家"),
        ("A股", "A股"),
        ("罹U-23翛，罹5.1.7翛+3", "罹 U-23 翛 ， 罹 5.1.7 翛 + 3"),
        ("", ""),
        ("……", "… …"),
    ],
)
def test_words_of_a_text(text, words):
    assert segment(text) == words.split()


@settings(max_examples=300, deadline=None)
@given(st.text(st.one_of(st.characters(), st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF)), max_size=30))
def test_nothing_of_a_text_is_lost(text):
    words = segment(text)
    assert "".join(words) == text
    assert all(words)


def test_the_dictionary_is_whole():
    trie, weights, tags = _dictionary()
    assert len(trie) == len(weights) == 349_045
    assert tags.shape == (ord(LAST) - ord(FIRST) + 1, 4)
    assert max(map(len, trie.iterkeys())) == LONGEST
    assert NEVER < min(weights) < max(weights) < 0
