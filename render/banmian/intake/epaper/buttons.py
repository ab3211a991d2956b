"""The words of an e-paper site that are no text: its buttons, the headings of its lists, its foot."""

from __future__ import annotations

import re

BUTTONS = re.findall(
    r"\S+",
    """
    往期阅读 往期回顾 往期报纸 往期查询 往期 上一期 下一期 前一期 后一期 上期 下期
    上一版 下一版 前一版 后一版 上版 下版 上一篇 下一篇 前一篇 后一篇 上篇 下篇 上一条 下一条
    上一页 下一页 上页 下页 上一张 下一张 放大字体 缩小字体 字体放大 字体缩小 放大 缩小 默认 恢复默认 还原
    字号 字体 返回首页 返回目录 返回版面 返回本版 返回列表 返回顶部 回到顶部 回到首页 返回
    报纸首页 网站首页 数字报首页 全文复制 复制全文 复制链接 语音朗读 语音播报 朗读 听新闻
    打印本页 本页打印 打印 加入收藏 收藏 分享到 分享 PDF版 PDF下载 下载PDF 版面PDF PDF
    手机版 电脑版 触屏版 客户端下载 APP下载 关闭窗口 高级检索 高级搜索 报纸检索 全文检索
    按日期查找 按日期检索 发表评论 查看评论 我要评论 点击查看大图 点击看大图 查看大图 点击放大
    扫一扫 A+ A- 版面概览 版面缩略图 版面图 原版阅读 文字版 图片版 当前版面 当前版
""",
)
"""Words that make a line navigation if nothing else stands on it."""

_COMPANY = re.findall(
    r"\S+",
    """
    首页 目录 大 中 小 特大 标准 播放 暂停 停止 关闭 检索 搜索 微信 新浪微博 微博 朋友圈 QQ空间 QQ
    复制 下载 评论 点赞 更多 登录 注册 二维码 数字报 电子报 电子版 版面 本版 图文 简体 繁体
    [图片] 展开 收起 原图 o O
""",
)
"""Words that are buttons in the company of others; alone they could be a headline."""


def _any_of(words: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(sorted(map(re.escape, words), key=len, reverse=True)), re.IGNORECASE)


BUTTON = _any_of(BUTTONS)
COMPANY = _any_of(_COMPANY)
LINKED_TITLE = re.compile(r"^[^\w]*[34]?\s*[上下前后]一?[篇条版页期]\s*:\s*\S")
"""上一篇:首批返程自驾游客…: a button that carries the title to which it leads."""

HEADING = re.compile(
    r"(?:标题|版面|文章|新闻|本期版面|本报|稿件)(?:导航|目录|列表)"
    r"|本版(?:标题|新闻|文章|目录|导读|内容|稿件|要目|导航)"
    r"|本期(?:目录|导读|版面)|今日(?:导读|版面)|版面(?:导读|概况)|目录|导读"
)
"""标题导航 and its like, over a list of pages or titles."""

FOOT = re.compile(r"版权所有|copyright|©|ICP[备证]|公网安备|技术支持\s*:|分辨率|All Rights Reserved", re.IGNORECASE)

SMALL = re.compile(
    r"(?:发布|更新|出版|刊发)?(?:时间|日期)\s*:|星期[一二三四五六日天]|周[一二三四五六日]"
    r"|\d{1,2}:\d{2}(?::\d{2})?|(?:阅读|浏览|点击)(?:次数|量|数)?\s*:?\s*\d+\s*次?"
)
"""What stands beside a date: 发布时间, 星期四, 08:30, 阅读:120次."""

SIGNS = re.compile(r"[\s34<>«»‹›|/\\·\-+=()\[\]【】《》:,。;◀▶◄►←→↑↓⊕⊖○●◎◇◆□■△▲▽▼☆★*#^&]")
"""Signs between buttons. Sites set their arrows as figures 3 and 4 in a symbol face, and a paste shows the figures."""
