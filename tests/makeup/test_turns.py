"""Headline turns: marked ones stand, others fall between words (T6, T7)."""

import pytest

from banmian.makeup.lines.turns import turn_headline


def test_marked_turns_stand():
    assert turn_headline(["党建引领筑屏障", "初心使命勇担当"], 20) == ("党建引领筑屏障", "初心使命勇担当")


def test_a_line_that_fits_is_left_alone():
    assert turn_headline(["首批返程自驾游客 顺利转移"], 14) == ("首批返程自驾游客 顺利转移",)


def test_a_space_is_the_turn_of_a_line_that_is_too_long():
    assert turn_headline(["首批返程自驾游客 顺利转移"], 9) == ("首批返程自驾游客", "顺利转移")


@pytest.mark.parametrize(
    ("line", "room", "turned"),
    [
        ("关于对拟任干部进行公示的公告", 11, ("关于对拟任干部", "进行公示的公告")),
        ("我市城镇新增就业1.2万人，零工市场搬进室内", 14, ("我市城镇新增就业1.2万人，", "零工市场搬进室内")),
        ("零工市场搬进室内，每天清早500人不再站路边", 18, ("零工市场搬进室内，", "每天清早500人不再站路边")),
        ("习惯成自然：一位老邮递员和他走过的三万公里", 14, ("习惯成自然：一位老邮递员", "和他走过的三万公里")),
    ],
)
def test_a_turn_falls_between_words(line, room, turned):
    assert turn_headline([line], room) == turned


@pytest.mark.parametrize("room", range(6, 30))
def test_nothing_of_a_headline_is_lost_and_no_line_opens_or_closes_wrongly(room):
    line = "全国第十一届残运会暨第八届特奥会闭幕，内蒙古代表团共夺17金和“最佳组织奖”的背后"
    turned = turn_headline([line], room)
    assert "".join(turned) == line
    assert len(turned) <= (3 if room > 9 else 5)
    for part in turned[1:]:
        assert part[0] not in "的得，、。”》"
    for part in turned[:-1]:
        assert part[-1] not in "和与“《第"
        assert not part[-1].isdigit()
