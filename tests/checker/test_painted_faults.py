"""Each rule about what is painted: a file that breaks it is caught in its place, its clean twin is not."""

import pytest
from pikepdf import Array, Dictionary, Name

from paper import MM, fault, form, ids, image, paper, put, separation

SQUARE = b"100 100 50 50 re f "
"""From 35.3 mm, so 25.3 mm from the left of the trim, and 67.1 mm from its top; 17.6 mm wide."""
SPOT = (25.28, 57.08, 17.64, 17.64)


def text(colour=b"0 0 0 1 k", size=12, before=b"/Over gs", words=b"Hello", at=b"100 100"):
    return b"%s BT /F1 %g Tf %s %s Td (%s) Tj ET" % (before + b" " + colour, size, b"", at, words)


OVER, PLAIN = b"/Over gs ", b""
RED = b"0 1 1 0 k"
CASES = [
    ("rgb-vector", b"1 0 0 rg " + SQUARE, b"0 1 1 0 k " + SQUARE),
    ("rgb-text", text(b"1 0 0 rg"), text()),
    ("black-knocks-out", text(before=b""), text()),
    ("black-knocks-out", b"0 0 0 1 K 1 w 100 100 m 200 100 l S", OVER + b"0 0 0 1 K 1 w 100 100 m 200 100 l S"),
    ("white-overprints", OVER + b"0 0 0 0 k " + SQUARE, b"0 0 0 0 k " + SQUARE),
    ("overprint-mode", text(before=b"/Over0 gs"), text()),
    ("grey-overprints", OVER + b"0 g " + SQUARE, b"0.5 g " + SQUARE),
    ("rich-black-text", text(b".6 .5 .5 1 k", 20), text(b"0 0 0 1 k", 20)),
    ("type", text(size=5), text(size=6)),
    ("coloured-type", text(RED, 10), text(RED, 12)),
    ("reversed-type", RED + b" " + SQUARE + text(b"0 0 0 0 k", 9, b"", b"Hi", b"110 120"),
     RED + b" " + SQUARE + text(b"0 0 0 0 k", 10, b"", b"Hi", b"110 120")),
    ("text-cut", text(at=b"20 100"), text(at=b"40 100")),
    ("text-near-edge", text(at=b"30 100"), text(at=b"40 100")),
    ("rule", OVER + b"0 0 0 1 K .2 w 100 100 m 200 100 l S", OVER + b"0 0 0 1 K .25 w 100 100 m 200 100 l S"),
    ("rule", OVER + b"0 0 0 1 k 100 100 90 .2 re f", OVER + b"0 0 0 1 k 100 100 90 .25 re f"),
    ("coloured-rule", b"0 1 1 0 K .4 w 100 100 m 200 100 l S", b"0 1 1 0 K .5 w 100 100 m 200 100 l S"),
    ("hairline", b"0 w 100 100 m 200 100 l S", b"1 w 100 100 m 200 100 l S"),
    ("tint", b"0 0 0 .02 k " + SQUARE, b"0 0 0 .03 k " + SQUARE),
    ("ink-flat", b"1 1 .3 0 k " + SQUARE, b"1 1 .2 0 k " + SQUARE),
    ("rich-black-area", b".4 0 0 1 k " + SQUARE, b"0 0 0 1 k " + SQUARE),
    ("operator-unknown", b"foo " + SQUARE, SQUARE),
    ("operator-broken", b"1 2 cm " + SQUARE, SQUARE),
    ("operator-broken", b"1 0 k " + SQUARE, SQUARE),
    ("saved-states", b"q " + SQUARE, b"q " + SQUARE + b"Q"),
    ("saved-states", SQUARE + b"Q", SQUARE),
    ("resource-missing", b"/Nil Do " + SQUARE, SQUARE),
    ("resource-missing", b"BT /Nil 12 Tf (x) Tj ET", text()),
    ("page-empty", b"", SQUARE),
    ("rendering-intent", b"/Nice ri " + SQUARE, b"/Perceptual ri " + SQUARE),
    ("text-objects", b"BT BT ET " + SQUARE, b"BT ET " + SQUARE),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "wrong", "right"), CASES, ids=lambda v: v if isinstance(v, str) else "")
def test_a_fault_is_caught_and_its_twin_is_clean(rule, wrong, right):
    found = fault(paper(wrong), rule)
    assert found.page == 1
    assert rule not in ids(paper(right))
    assert not {"file-broken", "unreadable"} & ids(paper(wrong))


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_the_place_is_in_mm_from_the_top_left_of_the_trim_as_it_is_looked_at(rotate):
    def change(_, page):
        page.Rotate = rotate

    x, y, w, h = SPOT
    expected = {0: (x, y), 90: (100 - y - h, x), 180: (100 - x - w, 100 - y - h), 270: (y, 100 - x - w)}[rotate]
    place = fault(paper(b"1 0 0 rg " + SQUARE, change), "rgb-vector").place
    assert place.x == pytest.approx(expected[0], abs=0.05)
    assert place.y == pytest.approx(expected[1], abs=0.05)
    assert (place.width, place.height) == pytest.approx((w, h), abs=0.05)


def test_a_form_is_read_with_its_matrix_and_the_size_of_type_after_all_matrices():
    content = text(size=12, words=b"small")
    change = put("XObject", Fm1=lambda pdf: form(pdf, content, Matrix=[0.4, 0, 0, 0.4, 80, 80]))

    def both(pdf, page):
        change(pdf, page)
        page.Resources.XObject.Fm1.Resources = page.Resources

    found = fault(paper(b"/Fm1 Do", both), "type")
    assert found.measured == "4.8 pt"
    assert "Fm1" in found.object
    assert found.place.x == pytest.approx((120 / MM) - 10, abs=1)


def test_equal_faults_of_a_page_are_one_with_their_count():
    assert fault(paper(b"1 0 0 rg " + SQUARE * 7), "rgb-vector").count == 7


@pytest.mark.parametrize(
    ("rule", "wrong", "right", "standards"),
    [
        ("rgb-image", {"space": "/DeviceRGB"}, {}, ("x4",)),
        ("ppi", {"pixels": (100, 236)}, {}, ("x4",)),
        ("ppi-most", {"pixels": (800, 800)}, {}, ("x4",)),
        ("line-art-ppi", {"space": "/DeviceGray", "bits": 1}, {"pixels": (900, 900), "space": "/DeviceGray", "bits": 1},
         ("x4",)),
        ("interpolate", {"Interpolate": True}, {"Interpolate": False}, ("x4", "a2u")),
        ("image-16-bit", {"space": "/DeviceGray", "bits": 16}, {"space": "/DeviceGray"}, ("x1a",)),
        ("transparency-mask", {"SMask": "soft"}, {}, ("x1a",)),
    ],
)  # fmt: skip
def test_pictures(rule, wrong, right, standards):
    def made(keys):
        def make(pdf):
            more = dict(keys)
            if more.pop("SMask", None):
                more["SMask"] = image(pdf, (10, 10), "/DeviceGray")
            return image(pdf, **more)

        return paper(b"q 72 0 0 72 100 100 cm /Im1 Do Q", put("XObject", Im1=make), standards)

    found = fault(made(wrong), rule)
    assert "Im1" in found.object
    assert rule not in ids(made(right))
    if found.place:
        assert found.place.x == pytest.approx(25.28, abs=0.1)


@pytest.mark.parametrize(
    ("rule", "entries"),
    [
        ("transparency-alpha", {"ca": 0.5}),
        ("transparency-blend", {"BM": Name.Multiply}),
    ],
)
def test_transparency_is_a_fault_of_flat_files_only(rule, entries):
    change = put("ExtGState", T=lambda _: Dictionary(**entries))
    assert rule in ids(paper(b"/T gs " + SQUARE, change, ("x1a",)))
    assert rule not in ids(paper(b"/T gs " + SQUARE, change))


def test_a_group_is_a_fault_of_flat_files_and_an_rgb_blend_space_of_all():
    def change(_, page):
        page.Group = Dictionary(S=Name.Transparency, CS=Name.DeviceRGB)

    assert "transparency-group" in ids(paper(SQUARE, change, ("x1a",)))
    assert "blend-space-rgb" in ids(paper(SQUARE, change))


def test_managed_colour_under_x1a_and_rgb_of_it_under_all():
    change = put("ColorSpace", Lab=lambda _: Array([Name.Lab, Dictionary(WhitePoint=[0.96, 1, 0.82])]))
    content = b"/Lab cs 50 0 0 sc " + SQUARE
    assert "managed-colour" in ids(paper(content, change, ("x1a",)))
    assert "managed-colour" not in ids(paper(content, change))
    assert "managed-rgb" in ids(paper(content, change))


@pytest.mark.parametrize("space", ["indexed", "pattern", "shading", "type3", "inline", "annotation", "spot"])
def test_rgb_is_found_wherever_it_hides(space):
    red = b"1 0 0 rg 0 0 20 20 re f"

    def change(pdf, page):
        resources = page.Resources
        palette = Array([Name.Indexed, Name.DeviceRGB, 1, bytes(6)])
        resources.XObject.Im1 = image(pdf, space=palette)
        cell = pdf.make_stream(red)
        cell.update(
            Dictionary(PatternType=1, PaintType=1, TilingType=1, BBox=[0, 0, 20, 20], XStep=20, YStep=20,
                       Resources=Dictionary())
        )  # fmt: skip
        resources.Pattern.P1 = cell
        resources.Shading.Sh1 = Dictionary(ShadingType=2, ColorSpace=Name.DeviceRGB, Coords=[0, 0, 1, 1])
        resources.Font.T3 = Dictionary(
            Type=Name.Font, Subtype=Name.Type3, FontMatrix=[0.01, 0, 0, 0.01, 0, 0], FontBBox=[0, 0, 100, 100],
            FirstChar=97, LastChar=97, Widths=[100], Encoding=Dictionary(Differences=[97, Name.a]),
            CharProcs=Dictionary(a=pdf.make_stream(b"100 0 d0 " + red)), Resources=Dictionary(),
        )  # fmt: skip
        resources.ColorSpace.Spot = separation(pdf, "Gold", (1, 0.8, 0), "/DeviceRGB")
        if space == "annotation":
            look = form(pdf, red, (0, 0, 20, 20), Resources=Dictionary())
            page.Annots = Array([Dictionary(Subtype=Name.Stamp, Rect=[50, 50, 90, 90], AP=Dictionary(N=look))])

    content = {
        "indexed": b"q 72 0 0 72 100 100 cm /Im1 Do Q",
        "pattern": b"/Pattern cs /P1 scn " + SQUARE,
        "shading": b"q 100 100 50 50 re W n /Sh1 sh Q",
        "type3": b"BT /T3 12 Tf 100 100 Td (a) Tj ET",
        "inline": b"q 9 0 0 9 100 100 cm BI /W 1 /H 1 /BPC 8 /CS /RGB ID abc EI Q",
        "annotation": SQUARE,
        "spot": b"/Spot cs 1 scn " + SQUARE,
    }[space]
    assert any(rule.startswith("rgb-") for rule in ids(paper(content, change)))


def test_spots_are_counted_compared_and_kept_from_the_trim():
    def change(pdf, page):
        spaces = page.Resources.ColorSpace
        spaces.A, spaces.B = separation(pdf, "Gold"), separation(pdf, "Gold", (0, 0, 1, 0))
        spaces.C, spaces.D = separation(pdf, "gold"), separation(pdf, "black")
        spaces.All = separation(pdf, "All", (1, 1, 1, 1))

    found = paper(b"".join(b"/%s cs 1 scn %s" % (n, SQUARE) for n in (b"A", b"B", b"C", b"D", b"All")), change)
    wanted = {"spots", "spot-two-definitions", "spot-case", "spot-process-name", "registration-inside"}
    assert wanted <= ids(found)
    assert found.summary.spots == ("Gold", "black", "gold")
    assert "registration-inside" not in ids(paper(b"/All cs 1 scn 2 2 5 5 re f", change))
    assert not wanted - {"spots"} & ids(paper(b"/A cs 1 scn " + SQUARE, change))
