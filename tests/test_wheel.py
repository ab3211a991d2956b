"""The wheel holds every file of the package, and nothing else."""

import os
import shutil
import subprocess
import sys
import zipfile
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
FOLDERS = {"render/banmian": "banmian"} | {
    name: f"banmian/{name}" for name in ("fonts", "layouts", "plants", "profiles")
}
"""Folder of the tree → folder of the wheel."""


def tree():
    """The files that belong in the wheel, by their names there."""
    found = {}
    for folder, name in FOLDERS.items():
        for path in (ROOT / folder).rglob("*"):
            if path.is_file() and "__pycache__" not in path.parts:
                found[f"{name}/{path.relative_to(ROOT / folder).as_posix()}"] = path
    return found


def has_setuptools():
    """Whether the setuptools at hand knows licences as expressions (PEP 639)."""
    try:
        return int(version("setuptools").partition(".")[0]) >= 77
    except PackageNotFoundError:
        return False


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    source = folder / "source"  # setuptools writes build/ and *.egg-info beside what it builds
    source.mkdir()
    for name in ("pyproject.toml", "setup.py", "README.md", "LICENSE", "render", *list(FOLDERS)[1:]):
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, source / name, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
        elif (ROOT / name).is_file():
            shutil.copy(ROOT / name, source / name)
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--disable-pip-version-check"]
    if has_setuptools():
        command.append("--no-build-isolation")  # quick, and without a package index
    done = subprocess.run([*command, "--wheel-dir", folder, source], capture_output=True, text=True, check=False)
    if "No matching distribution found for setuptools" in done.stderr:
        pytest.skip("no setuptools 77 here and no package index to get it from: the wheel was not built")
    assert done.returncode == 0, done.stderr[-2000:]
    (path,) = folder.glob("banmian-*.whl")
    return zipfile.ZipFile(path)


def test_the_wheel_holds_the_tree_and_nothing_else(wheel):
    packed = {name for name in wheel.namelist() if ".dist-info/" not in name}
    expected = set(tree())
    assert packed - expected == set(), "in the wheel, but not in the tree"
    assert expected - packed == set(), "in the tree, but not in the wheel: see [tool.setuptools.package-data]"


def test_every_file_is_as_it_is_in_the_tree(wheel):
    assert [name for name, path in tree().items() if wheel.read(name) != path.read_bytes()] == []


@pytest.mark.parametrize(
    "name",
    [
        "banmian/py.typed",
        "banmian/typeset/classes.toml",
        "banmian/layout/borders.toml",
        "banmian/fonts/catalogue.toml",
        "banmian/fonts/BanmianSong-Regular.ttf",
        "banmian/fonts/OFL-NotoSerifSC.txt",
        "banmian/fonts/BanmianSongCentred-Regular.ttf",
        "banmian/fonts/BanmianSongCentred-Regular.areas",
        "banmian/fonts/OFL-NotoSerifTC.txt",
        "banmian/layouts/broadsheet.toml",
        "banmian/profiles/catalogue.toml",
    ],
)
def test_data_that_the_program_cannot_do_without(wheel, name):
    assert wheel.getinfo(name).file_size > 0 or name.endswith("py.typed")


def test_the_wheel_says_what_it_is(wheel):
    (name,) = (name for name in wheel.namelist() if name.endswith(".dist-info/METADATA"))
    metadata = wheel.read(name).decode()
    assert "Name: banmian\n" in metadata
    assert "License-Expression: Apache-2.0 AND OFL-1.1 AND Zlib AND Unicode-3.0 AND MIT\n" in metadata
    needed = {line for line in metadata.splitlines() if line.startswith("Requires-Dist: ")}
    assert {"Requires-Dist: weasyprint>=68.0", "Requires-Dist: fonttools>=4.59.2"} <= needed
    assert "Provides-Extra: html\n" in metadata, "the name by which HTML was once asked for goes on working"
    assert not [line for line in needed if "extra ==" in line]
    (scripts,) = (name for name in wheel.namelist() if name.endswith("entry_points.txt"))
    assert "banmian = banmian.cli:run" in wheel.read(scripts).decode()
    licences = [
        name.rpartition("/")[2] for name in wheel.namelist() if ".dist-info/" in name and "LICEN" in name.upper()
    ]
    assert "LICENSE" in licences


def test_the_wheel_is_small(wheel):
    assert Path(wheel.filename).stat().st_size < 20_000_000


ALONE = """
import sys
sys.meta_path[:] = [one for one in sys.meta_path if not getattr(one, "__module__", "").startswith("__editable__")]
import banmian.cli
assert banmian.cli.__file__.startswith(sys.path[1]), "this is not the wheel"
banmian.cli.run()
"""
"""The command line out of $PYTHONPATH, with the editable install of the tests out of the way."""


def test_a_new_issue_is_started_and_built_from_the_wheel_alone(wheel, tmp_path):
    wheel.extractall(tmp_path / "site")
    environment = {**os.environ, "PYTHONPATH": str(tmp_path / "site")}
    for line in (
        "layouts list",
        "fonts",
        "init mine --paper 试刊 --date 2026-11-23",
        "build mine -o out --only press --no-ink",
    ):
        command = [sys.executable, "-c", ALONE, *line.split()]
        done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
    assert len(list((tmp_path / "out" / "press").glob("*.pdf"))) == 2
