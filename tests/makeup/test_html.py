"""HTML and SVG blocks: what they name and do not get is told, and nothing is got from outside the issue folder."""

import os
import socket
import threading

import pytest

from banmian import build
from banmian.makeup.furniture.html import Unfetched, html_to_pdf, svg_to_pdf
from banmian.model.plant import PressOrder

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
    'viewBox="0 0 9 9" width="9" height="9">{}</svg>'
)
IMAGE = '<image href="{}" width="9" height="9"/>'
WAYS = {
    "style sheet": '<link rel="stylesheet" href="{}"><p>字</p>',
    "@import": "<style>@import url({})</style><p>字</p>",
    "@font-face": "<style>@font-face {{ font-family: x; src: url({}) }} p {{ font-family: x }}</style><p>字</p>",
    "@color-profile": "<style>@color-profile --x {{ src: url({}) }}</style><p>字</p>",
    "img": '<p>字</p><img src="{}">',
    "object": '<p>字</p><object data="{}"></object>',
    "embed": '<p>字</p><embed src="{}">',
    "content": "<style>#i{1}::before {{ content: url({}) }}</style><p id='i{1}'>字</p>",
    "background": "<p style='background: url({})'>字</p>",
    "border": "<p style='border-image: url({}) 1'>字</p>",
    "list": "<ul><li style='list-style-image: url({})'>字</ul>",
    "attachment": '<link rel="attachment" href="{}"><p>字</p>',
    "attached link": '<p><a rel="attachment" href="{}">字</a></p>',
    "SVG in the text": "<p>字</p>" + SVG.format(IMAGE),
    "SVG in an address": '<p>字</p><img src="data:image/svg+xml,' + SVG.format(IMAGE).replace('"', "'") + '">',
}


@pytest.fixture
def server():
    """The address of a server that takes whatever comes and never answers, and who has come."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        come = []

        def serve():
            while True:
                try:
                    come.append(listening.accept())
                except OSError:
                    return

        threading.Thread(target=serve, daemon=True).start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}/x", come


@pytest.fixture
def folder(tmp_path):
    """An issue folder with adverts/, beside which lies a picture that is none of its business."""
    from PIL import Image

    (tmp_path / "issue" / "adverts").mkdir(parents=True)
    Image.new("RGB", (9, 9), (1, 2, 3)).save(tmp_path / "secret.png")
    return tmp_path / "issue"


def set_html(folder, html):
    block = folder / "adverts" / "a.html"
    block.write_text(html, "utf-8")
    return html_to_pdf(block, 100, 300, folder)


def test_a_missing_picture_is_told(folder):
    made = set_html(folder, '<img src="no such.png"><p>字</p>')
    assert made.unfetched == (Unfetched("no such.png", refused=False),)
    assert made.text == "字"
    assert set_html(folder, "<p>字</p>").unfetched == ()


def test_a_picture_of_the_issue_is_read(folder):
    (folder / "photos").mkdir()
    (folder.parent / "secret.png").rename(folder / "photos" / "图.png")
    (folder / "adverts" / "same.png").symlink_to(folder / "photos" / "图.png")
    made = set_html(folder, '<img src="../photos/图.png"><img src="same.png">')
    assert (made.unfetched, made.data.count(b"/Image")) == ((), 2)


@pytest.mark.parametrize("way", WAYS)
def test_no_way_leads_to_the_network_or_out_of_the_folder(folder, server, way):
    address, come = server
    addresses = {address, (folder.parent / "secret.png").as_uri()}
    made = set_html(
        folder,
        "".join(
            WAYS[way].replace("{}", one).replace("{1}", str(n)).replace("{{", "{").replace("}}", "}")
            for n, one in enumerate(addresses)
        ),
    )
    assert set(made.unfetched) == {Unfetched(one, refused=True) for one in addresses}
    assert b"/Image" not in made.data
    assert (made.text.count("字"), come) == (2, [])


def test_no_address_leads_out_of_the_folder(folder):
    (folder / "adverts" / "link.png").symlink_to(folder.parent / "secret.png")
    (folder / "adverts" / "linked").symlink_to(folder.parent)
    inside = folder.as_uri()
    addresses = [
        *("../../secret.png", f"{inside}/../secret.png", f"{inside}/%2e%2e//secret.png", f"{inside}/%00.png"),
        *("link.png", "linked/secret.png", "FILE:///etc/passwd", "ftp://127.0.0.1/x.png", "//127.0.0.1/x.png"),
        *("file://127.0.0.1/etc/passwd", "file://localhost/etc/passwd", "http://[::1/x.png"),
    ]
    made = set_html(folder, "<p>字</p>" + "".join(f'<img src="{address}">' for address in addresses))
    assert b"/Image" not in made.data
    assert made.text == "字"
    assert [one.refused for one in made.unfetched] == [True] * len(addresses)


def test_a_base_changes_nothing(folder, server):
    address, come = server
    made = set_html(folder, f'<base href="{address}"><p>字</p><img src="x">')
    assert (made.unfetched, come) == ((Unfetched(address, refused=True),), [])


def test_a_folder_of_a_longer_name_is_outside(folder):
    other = folder.with_name("issue-2")
    other.mkdir()
    (folder.parent / "secret.png").rename(other / "a.png")
    assert [one.refused for one in set_html(folder, '<img src="../../issue-2/a.png">').unfetched] == [True]


def test_a_pipe_is_no_picture(folder):
    os.mkfifo(folder / "adverts" / "pipe.png")
    assert set_html(folder, '<img src="pipe.png">').unfetched == (Unfetched("pipe.png", refused=False),)


@pytest.mark.parametrize(
    "inner",
    [
        IMAGE,
        '<image xlink:href="{}" width="9" height="9"/>',
        "<style>@font-face {{ font-family: x; src: url({}) }}</style>",
    ],
)
def test_an_svg_gets_nothing_from_outside(folder, server, inner):
    address, come = server
    logo = folder / "logo.svg"
    logo.write_text(SVG.format(inner.format(address)), "utf-8")
    assert svg_to_pdf(logo, 90, 90, folder).unfetched == (Unfetched(address, refused=True),)
    (folder / "in.svg").write_text(logo.read_text("utf-8"), "utf-8")
    assert set_html(folder, '<img src="../in.svg">').unfetched == (Unfetched(address, refused=True),)
    assert come == []


def test_an_svg_that_cannot_be_drawn_is_told(folder, server):
    address, come = server
    logo = folder / "logo.svg"
    logo.write_text(SVG.format(f"<style>@import url({address});</style>"), "utf-8")
    assert svg_to_pdf(logo, 90, 90, folder).unfetched == (Unfetched("logo.svg", refused=False),)
    assert come == []


def test_a_build_names_the_advert_and_what_it_asked_for(write_issue, server, tmp_path):
    address, come = server
    adverts = [{"slot": "G", "file": "adverts/a.html"}]
    pages = [{"number": 1, "layout": "tabloid-back", "articles": [], "adverts": adverts}]
    issue = write_issue.as_folder(pages, [], paper={"name": "玩具日报", "logo": "logo.svg"})
    (issue / "logo.svg").write_text(SVG.format(IMAGE.format("file:///etc/passwd")), "utf-8")
    (issue / "adverts").mkdir(exist_ok=True)
    (issue / "adverts" / "a.html").write_text(f'<img src="{address}">', "utf-8")
    found = [
        one
        for one in build(issue, tmp_path / "out", press=PressOrder(ink=False)).findings
        if one.code == "refused-address"
    ]
    assert [(one.file, one.page, one.slot) for one in found if address in one.message] == [("adverts/a.html", 1, "G")]
    assert come == []
