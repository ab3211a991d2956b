"""Three paragraphs at the measures of a newspaper, as text: one row a line, held against `galleys/*.txt`.

A change of composition is reviewed as the diff of these files: `make goldens` writes them anew. They are set in the
shipped faces. A row is a line and

    > 13 +0.083    how wide it came out, and by how much its widest place was opened beyond what stands there by nature
    ，.5 GDP=2.1   each character whose cell is not one em, and each Latin word or numeral with its length
"""

import os
import re
from pathlib import Path

import pytest

from banmian.faces import FaceLibrary
from banmian.galleys import as_data, set_galley
from banmian.typeset import Setting

HERE = Path(__file__).parent / "galleys"
MEASURES = [("", 9), ("", 13), ("", 21), ("", 33), ("vertical ", 20)]

PARAGRAPHS = {
    "news": (
        "本报讯（记者王飞）昨日上午9时30分，随着一声汽笛，满载1260吨苹果的“丝路果香号”专列从东川站缓缓驶出，预计12天后抵达"
        "阿拉木图。“过去走公路要20多天，烂果率高达8%；现在坐火车，又快又省！”果农李大山说，他家今年的6亩果园能多挣3万元——这笔钱，"
        "正好给儿子交学费……据介绍，今年1～9月，全市已开行此类专列42列，同比增长17.5%。（下转第3版）"
    ),
    "culture": (
        "“什么叫‘慢’？”讲座刚开始，陈老师就抛出了问题。台下有人答：“慢就是《从前慢》里的‘一生只够爱一个人’。”满堂大笑。陈老师却摇头："
        "木心（1927—2011）的慢，列夫·托尔斯泰的慢，《红楼梦》、《追忆似水年华》的慢，并不是一回事！“慢，是看得见细节；是‘一枝一叶总关情’。”"
        "他说着，在黑板上写下四个字：细，真，久，远。"
    ),
    "technology": (
        "记者从Lanzhou Valley产业园获悉，由该园自主研发的AI质检系统“慧眼2.0”已通过ISO 9001认证。"
        "该系统采用GPU加速，在25℃的恒温车间里，每秒可识别300件零件，误检率低于0.03‰，单件能耗仅0.5 kW·h。"
        "负责人O’Neill博士表示，相关数据已在https://data.example.cn/lanzhou/2026-report公开，"
        "欢迎e-mail至info@example.cn索取；“我们不怕比较，只怕没人比较。”"
    ),
}


def rows(text, measure, *, vertical):
    (found,) = as_data(set_galley(text, float(measure), Setting(vertical=vertical), FaceLibrary()))
    gaps = {at for at, _ in found["gaps"]}
    for line in found["lines"]:
        shown = text[line["start"] : line["end"]]
        x, advances = line["x"], line["advance"]
        inner = [at for at in range(len(shown) - 1) if line["start"] + at + 1 not in gaps]
        opened = max((x[at + 1] - x[at] - advances[at] for at in inner), default=0.0)
        spread = f" +{opened:.3f}" if opened > 0.0005 else ""
        indent = "　" * round(x[0])
        yield f"{indent}{shown}  > {line['width']:g}{spread}  {' '.join(narrow(shown, advances))}".rstrip()
    for finding in found["findings"]:
        yield f"! {finding['code']}: {finding['message']}"


def narrow(shown, advances):
    for piece in re.finditer(r"[!-~’]{2,}|(?s:.)", shown):
        em = f"{sum(advances[piece.start() : piece.end()]):.3f}".strip("0").rstrip(".")
        if em != "1":
            yield piece[0].replace(" ", "␣") + (em if len(piece[0]) == 1 else "=" + em)


@pytest.mark.parametrize("name", PARAGRAPHS)
def test_a_galley_is_as_it_was(name):
    text = PARAGRAPHS[name]
    made = []
    for direction, measure in MEASURES:
        made += [f"== {direction}{measure}", *rows(text, measure, vertical=bool(direction))]
    golden = HERE / f"{name}.txt"
    if os.environ.get("BANMIAN_WRITE_GOLDENS") == "1":
        golden.write_text("\n".join(made) + "\n", "utf-8")
    assert made == golden.read_text("utf-8").splitlines(), "if this is meant: make goldens"


def test_every_golden_galley_has_its_test():
    assert {path.stem for path in HERE.glob("*.txt")} == set(PARAGRAPHS)
