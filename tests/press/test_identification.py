"""What press files claim, read back: identification, intents, boxes, marks, spots, grey pages, tags."""

import io
import re
from itertools import pairwise

import numpy as np
import pikepdf
import pytest
from PIL import Image

from banmian.checker.check import check_file
from banmian.conformance import Conformance
from banmian.faces import FaceLibrary
from banmian.inks import read_condition
from banmian.intake.plant import read_plant
from banmian.model import Severity
from banmian.model.plant import Marks, Plant
from banmian.pdf import FontSet
from banmian.plate import (
    BLACK,
    MM,
    RED,
    WHITE,
    Colour,
    Fill,
    Group,
    Leg,
    Line,
    Picture,
    Plate,
    Role,
    Rule,
    Spot,
    TextRun,
)
from banmian.press import press_page
from banmian.press.identification import xmp_date

DATE = "D:20261123000000+08'00'"
INK = Spot("专色 红", (0, 0.9, 0.8, 0))
SPOT = Colour("house", (0, 0.9, 0.8, 0), (0.9, 0.1, 0.1), INK)


def plate(*items, bleed=3 * MM, spread=False, width=400.1237):
    return Plate(
        page=1,
        section="要闻",
        width=width,
        height=600,
        bleed=bleed,
        grid_top=0,
        pitch=12,
        children=items,
        spread=spread,
    )


def written(*items, fonts=None, page=None, title="晚报 & 第01版", **keys):
    page = page or plate(*items)
    return press_page(page, fonts or FontSet([], []), title=title, date=DATE, **keys)


def opened(*items, **keys):
    return pikepdf.open(io.BytesIO(written(*items, **keys)))


def content(pdf):
    return pdf.pages[0].Contents.read_bytes().decode()


def xmp(pdf):
    return pdf.Root.Metadata.read_raw_bytes().decode()


def rule(colour, y=100.0):
    return Rule(x0=10, y0=y, x1=90, y1=y, weight=1, colour=colour)


@pytest.mark.parametrize(
    ("conformance", "version", "name", "intents"),
    [
        (Conformance.X4, "1.6", "PDF/X-4", ["/GTS_PDFX"]),
        (Conformance.X1A, "1.4", "PDF/X-1a:2003", ["/GTS_PDFX"]),
        (Conformance.X4_A2U, "1.6", "PDF/X-4", ["/GTS_PDFX", "/GTS_PDFA1"]),
    ],
)
def test_a_file_is_what_it_claims(conformance, version, name, intents):
    data = written(rule(BLACK), plant=Plant(conformance=conformance))
    assert data.startswith(f"%PDF-{version}\n%".encode())
    assert min(data.split(b"\n")[1][1:5]) > 127
    assert b"\nxref\n" in data
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert str(pdf.docinfo.GTS_PDFXVersion) == name
        assert pdf.docinfo.Trapped == "/False"
        assert [str(intent.S) for intent in pdf.Root.OutputIntents] == intents
        profiles = [intent.DestOutputProfile for intent in pdf.Root.OutputIntents]
        assert len({profile.objgen for profile in profiles}) == 1
        assert profiles[0].N == 4
        assert profiles[0].read_bytes() == read_condition("newsprint").profile
        assert str(pdf.Root.OutputIntents[0].RegistryName) == "http://www.color.org"
        assert len(pdf.trailer.ID) == 2
        page = pdf.pages[0].obj
        assert not {"/Annots", "/AA", "/Trans", "/Group", "/Rotate", "/UserUnit", "/ArtBox"} & set(page.keys())
        assert "/ProcSet" not in page.Resources
        assert not {"/OpenAction", "/AA", "/Names", "/AcroForm"} & set(pdf.Root.keys())


@pytest.mark.parametrize("conformance", Conformance)
def test_the_checker_finds_every_level_kept(conformance):
    """The checker's own table and rules hold each level's files to the standards that they name."""
    plant = Plant(conformance=conformance)
    checked = check_file(written(rule(BLACK), plant=plant), plant, ink=False)
    assert set(conformance.level.standards) <= set(checked.summary.claims)
    assert [fault.rule for fault in checked.faults if fault.severity is Severity.ERROR] == []


def test_info_and_metadata_say_the_same():
    with opened(rule(BLACK)) as pdf:
        assert "/Filter" not in pdf.Root.Metadata
        packet = xmp(pdf)
        assert '<rdf:li xml:lang="x-default">晚报 &amp; 第01版</rdf:li>' in packet
        assert str(pdf.docinfo.Title) == "晚报 & 第01版"
        assert str(pdf.docinfo.CreationDate) == str(pdf.docinfo.ModDate) == DATE
        for name in ("CreateDate", "ModifyDate", "MetadataDate"):
            assert f"<xmp:{name}>2026-11-23T00:00:00+08:00</xmp:{name}>" in packet
        for part in (
            "pdfxid:GTS_PDFXVersion>PDF/X-4<",
            "pdf:Trapped>False<",
            "RenditionClass>default<",
            "VersionID>1<",
        ):
            assert part in packet
        assert "pdfaid" not in packet


def ids(pdf):
    return re.findall(r"ID>uuid:([0-9a-f-]{36})<", xmp(pdf))


def test_the_document_keeps_its_name_and_the_instance_changes():
    with opened(rule(BLACK)) as one, opened(rule(RED)) as other, opened(rule(BLACK)) as again:
        assert ids(one) == ids(again)
        assert ids(one)[0] == ids(other)[0]
        assert ids(one)[1] != ids(other)[1]
    assert written(rule(BLACK)) == written(rule(BLACK))


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("D:20261123000000Z", "2026-11-23T00:00:00Z"),
        ("D:20261123010203-05'30'", "2026-11-23T01:02:03-05:30"),
        ("D:20261123010203+00'00'", "2026-11-23T01:02:03+00:00"),
    ],
)
def test_dates_keep_their_zone(date, expected):
    assert xmp_date(date) == expected


def test_a_date_without_time_is_refused():
    with pytest.raises(ValueError, match="2026"):
        xmp_date("D:2026")


EACH_MARK = [Marks(), *(Marks(**{name: True}) for name in ("crop", "registration", "control_strip", "slug"))]


@pytest.mark.parametrize("marks", [*EACH_MARK, Marks(crop=True, registration=True, control_strip=True, slug=True)])
@pytest.mark.parametrize("bleed", [None, 0, 3, 5])
def test_each_box_holds_the_next(marks, bleed):
    with opened(rule(BLACK), plant=Plant(marks=marks, bleed=bleed)) as pdf:
        media, bled, trim = (
            [float(v) for v in pdf.pages[0].obj[name]] for name in ("/MediaBox", "/BleedBox", "/TrimBox")
        )
    for outer, inner in pairwise((media, bled, trim)):
        assert outer[0] <= inner[0] and outer[1] <= inner[1]
        assert outer[2] >= inner[2] and outer[3] >= inner[3]
    assert trim[2] - trim[0] == pytest.approx(400.1237, abs=0.001)
    assert trim[0] - bled[0] == pytest.approx((3 if bleed is None else bleed) * MM, abs=0.002)
    if not marks.any:
        assert media == pytest.approx(bled, abs=0.002)


@pytest.mark.parametrize("name", ["proof", "trimmed", "plate"])
def test_marks_stand_outside_the_bleed(name):
    """Nothing is inked between trim and bleed of an empty page; registration colour is named only where it is used."""
    import pypdfium2

    plant = read_plant(name).plant
    data = written(page=plate(), plant=plant)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert ("/ColorSpace" in pdf.pages[0].Resources) == plant.marks.any
        bled, media = ([float(v) for v in pdf.pages[0].obj[box]] for box in ("/BleedBox", "/MediaBox"))
    scale = 4
    dark = np.asarray(pypdfium2.PdfDocument(data)[0].render(scale=scale).to_pil().convert("L")) < 250
    left, right = round(bled[0] * scale), round(bled[2] * scale)
    top, bottom = round((media[3] - bled[3]) * scale), round((media[3] - bled[1]) * scale)
    assert not dark[top:bottom, left:right].any()
    assert dark.any() == plant.marks.any


def test_what_runs_out_of_the_page_is_cut_at_the_bleed():
    import pypdfium2

    ground = Fill(x=-50, y=-50, width=500, height=700, colour=RED)
    data = written(ground, plant=Plant(bleed=0, marks=Marks(crop=True)))
    picture = pypdfium2.PdfDocument(data)[0].render(scale=2).to_pil().convert("RGB")
    assert picture.getpixel((4, picture.height // 2)) == (255, 255, 255)
    assert picture.getpixel((picture.width // 2, picture.height // 2)) != (255, 255, 255)


def test_a_spread_has_its_fold_and_no_registration_mark_on_it():
    marks = Marks(crop=True, registration=True)
    folded = content(opened(page=plate(spread=True), plant=Plant(marks=marks)))
    assert folded.count("[2 2] 0 d") == 1
    assert folded.count(" c S") == 6
    assert content(opened(page=plate(), plant=Plant(marks=marks))).count(" c S") == 4


def test_a_spot_ink_is_one_definition():
    plant = Plant(marks=Marks(control_strip=True))
    with opened(rule(SPOT), Fill(x=0, y=0, width=9, height=9, colour=SPOT.tint(0.5)), plant=plant) as pdf:
        spaces = dict(pdf.pages[0].Resources.ColorSpace)
        assert len(spaces) == 1
        ((name, space),) = spaces.items()
        assert space.is_indirect
        assert str(space[1]) == "/专色 红"
        assert space[2] == "/DeviceCMYK"
        shown = content(pdf)
        for operator in (f"{name} CS 1 SCN", f"{name} cs 0.5 scn", f"{name} cs 1 scn"):
            assert operator in shown


def test_black_type_and_rules_overprint_and_nothing_else_does():
    def state(item):
        found = re.findall(r"/GS([ok]) gs", content(opened(item)))
        return found[-1]

    assert state(rule(BLACK)) == "o"
    spot_black = Colour("k", (0, 0, 0, 1), (0, 0, 0), Spot("黑", (0, 0, 0, 1)))
    for colour in (WHITE, RED, BLACK.tint(0.5), spot_black):
        assert state(rule(colour)) == "k", colour.name
    assert state(Fill(x=0, y=0, width=9, height=9, colour=BLACK)) == "k"
    with opened(rule(BLACK)) as pdf:
        assert pdf.pages[0].Resources.ExtGState.GSo.OPM == 1


def test_a_grey_page_is_black_alone():
    with opened(rule(RED), rule(SPOT), rule(BLACK.tint(0.3)), grey=True) as pdf:
        assert "/ColorSpace" not in pdf.pages[0].Resources
        inks = re.findall(r"(\S+) (\S+) (\S+) (\S+) K", content(pdf))
    assert {ink[:3] for ink in inks} == {("0", "0", "0")}
    assert inks[-1][3] == "0.3"


# ---- tags --------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def library():
    library = FaceLibrary()
    library.index("song-regular")
    return library


def run(library, text, y, role="body", start=-1, x=20.0, article="a"):
    face = library.faces[library.index("song-regular")]
    glyphs = face.glyphs(np.array([ord(c) for c in text], dtype=np.uint32))
    ends = np.cumsum(face.advances(glyphs)) * 10
    offsets = np.concatenate(([0.0], ends[:-1]))
    keys = {"face": "song-regular", "text": text, "glyphs": glyphs, "offsets": offsets, "width": float(ends[-1])}
    return TextRun(
        x=x, y=y, size=10, source="body" if start >= 0 else "", start=start, article=article, role=Role(role), **keys
    )


def leg(*children):
    return Leg(article="a", number=0, slot="1", x=10, y=30, width=200, height=60, children=children)


def lines(role, *runs, paragraph=-1):
    return Group(role=Role(role), children=tuple(Line(role=one.role, runs=(one,), paragraph=paragraph) for one in runs))


def tagged_page(library, *children):
    page = plate(*children)
    plant = Plant(conformance=Conformance.X4_A2U, marks=Marks(crop=True))
    return opened(page=page, fonts=FontSet(library.faces, [*page.texts()]), plant=plant, titles={"a": "标题"})


@pytest.fixture
def tagged(library):
    """An article whose first paragraph runs over two columns, a rule between them, and a folio."""
    second = (
        Line(role=Role.BODY, runs=(run(library, "还没完", 60, start=3, x=110),), paragraph=0),
        Line(role=Role.BODY, runs=(run(library, "第二段", 80, start=7, x=110),), paragraph=1),
    )
    return tagged_page(
        library,
        lines("folio", run(library, "第一版", 20, "folio", article="")),
        leg(
            lines("headline", run(library, "标题", 40, "headline")),
            lines("column", run(library, "头一段", 60, start=0), paragraph=0),
            Rule(x0=100, y0=50, x1=100, y1=90, weight=0.5),
            Group(role=Role.COLUMN, children=second, number=1),
        ),
    )


def elements(element):
    yield element
    for kid in element.K:
        if isinstance(kid, pikepdf.Dictionary):
            yield from elements(kid)


def test_a_paragraph_over_two_columns_is_one_element(tagged):
    document = tagged.Root.StructTreeRoot.K
    found = list(elements(document))
    assert [str(one.S) for one in found] == ["/Document", "/Sect", "/Art", "/H1", "/P", "/P"]
    assert str(found[2].T) == "标题"
    assert [len(one.K) for one in found[3:]] == [1, 2, 1]
    assert tagged.Root.MarkInfo.Marked
    assert str(tagged.Root.Lang) == "zh-CN"


def kinds(document):
    """The tree of kinds, as nested lists."""
    kids = [kinds(kid) for kid in document.K if isinstance(kid, pikepdf.Dictionary)]
    return [str(document.S)[1:], *kids]


def test_tables_and_lists_have_their_rows_and_cells_empty_ones_with_them(library):
    def cell(role, text, y, x=20.0):
        found = (Line(role=Role(role), runs=(run(library, text, y, role, x=x),)),) if text else ()
        return Group(role=Role(role), children=found)

    table = Group(
        role=Role.TABLE,
        children=(
            lines("table-title", run(library, "表", 40, "table-title")),
            Rule(x0=20, y0=42, x1=90, y1=42, weight=0.5, role=Role.TABLE_RULE),
            Group(role=Role.TABLE_ROW, children=(cell("table-head", "甲", 50), cell("table-head", "乙", 50, 50.0))),
            Group(role=Role.TABLE_ROW, children=(cell("table-cell", "", 60), cell("table-cell", "二", 60, 50.0))),
            lines("table-source", run(library, "来源", 70, "table-source")),
        ),
    )
    names = Group(
        role=Role.LIST, children=tuple(cell("list-item", name, 90, at) for name, at in (("王", 20), ("李", 50)))
    )
    page = tagged_page(library, leg(table, names))
    item = ["LI", ["LBody"]]
    rows = [["TR", ["TH"], ["TH"]], ["TR", ["TD"], ["TD"]]]
    assert kinds(page.Root.StructTreeRoot.K) == [
        "Document",
        ["Sect", ["Art", ["Table", ["Caption"], *rows], ["P"], ["L", item, item]]],
    ]


def test_pictures_of_a_group_are_one_figure_with_its_own_caption(library, tmp_path):
    file = tmp_path / "a.png"
    Image.new("RGB", (4, 4), (200, 100, 50)).save(file)

    def figure(y, *alts):
        box = {"width": 30, "height": 30, "file": str(file), "article": "a", "role": Role.PHOTO}
        pictures = [Picture(x=20 + 40 * n, y=y, alt=alt, **box) for n, alt in enumerate(alts)]
        words = [(lines(role, run(library, role, y + 40, role))) for role in ("caption", "credit")]
        return Group(role=Role.FIGURE, children=(*pictures, *words))

    page = tagged_page(library, leg(figure(100, "桥", "船"), figure(200, "")))
    assert kinds(page.Root.StructTreeRoot.K) == [
        "Document",
        ["Sect", ["Art", ["Figure", ["Caption"]], ["Figure", ["Caption"]]]],
    ]
    both, other = (one for one in elements(page.Root.StructTreeRoot.K) if one.S == "/Figure")
    assert (str(both.Alt), str(other.Alt)) == ("桥；船", "标题")
    left, bottom, right, top = (float(side) for side in both.A.BBox)
    assert (right - left, top - bottom) == (70, 30)


def test_a_figure_whose_picture_is_missing_leaves_its_caption_as_a_paragraph(library):
    caption = lines("caption", run(library, "字", 40, "caption"))
    page = tagged_page(library, leg(Group(role=Role.FIGURE, children=(caption,))))
    assert kinds(page.Root.StructTreeRoot.K) == ["Document", ["Sect", ["Art", ["P"]]]]


def test_the_parent_tree_leads_back(tagged):
    parents = tagged.Root.StructTreeRoot.ParentTree.Nums
    assert parents[0] == tagged.pages[0].obj.StructParents == 0
    owners = list(parents[1])
    for one in elements(tagged.Root.StructTreeRoot.K):
        for kid in one.K:
            if isinstance(kid, pikepdf.Dictionary):
                assert kid.P.objgen == one.objgen
            else:
                assert owners[int(kid)].objgen == one.objgen
                assert one.Pg.objgen == tagged.pages[0].obj.objgen


def test_all_that_is_painted_is_tagged_or_an_artifact(tagged):
    depth, marks = 0, []
    for operands, operator in pikepdf.parse_content_stream(tagged.pages[0]):
        name = str(operator)
        if name in ("BDC", "BMC"):
            depth += 1
            assert depth == 1 or operands[0] == "/Span"
            if name == "BDC" and "/MCID" in operands[1]:
                marks.append(int(operands[1].MCID))
        elif name == "EMC":
            depth -= 1
        elif name in ("Tj", "TJ", "S", "f", "Do"):
            assert depth, name
    assert marks == list(range(len(marks))) and marks
    assert depth == 0


def test_the_archive_describes_what_its_metadata_has(tagged):
    packet = xmp(tagged)
    assert "<pdfaid:part>2<" in packet
    assert "<pdfaid:conformance>U<" in packet
    assert packet.count("<pdfaSchema:schema>") == 2
