"""Where the judges are: other people's tools, and what is said when one of them is not there.

On a plain machine a missing judge is a skip with its reason. In CI, where `BANMIAN_JUDGES=required`, it is a failure:
`tools/judges.sh` should have installed it.
"""

from __future__ import annotations

import hashlib
import importlib
import os
import shutil
import subprocess
from functools import lru_cache
from pathlib import Path
from types import ModuleType
from typing import NoReturn

import pytest

ROOT = Path(__file__).resolve().parents[2]
REQUIRED = os.environ.get("BANMIAN_JUDGES") == "required"
_JAVA = Path("/usr/share/java")
_PDFBOX = ("preflight", "pdfbox2", "fontbox2", "xmpbox", "commons-logging", "javax.activation", "jaxb-api")
_VERAPDF_POM = ROOT / "tools" / "verapdf" / "pom.xml"


def absent(judge: str) -> NoReturn:
    """A judge is not here: a skip that says so, a failure where all are asked for."""
    if REQUIRED:
        pytest.fail(f"{judge}, though BANMIAN_JUDGES=required; tools/judges.sh installs the judges")
    pytest.skip(f"{judge}, so this check did not run")


def tool(name: str) -> str:
    """The path of a command."""
    return shutil.which(name) or absent(f"{name} is not installed")


def module(name: str) -> ModuleType:
    """A Python package that is a judge."""
    try:
        return importlib.import_module(name)
    except ImportError:
        absent(f"the Python package {name} is not installed")


def arlington_tables() -> Path:
    """The folder of the Arlington model's tables: $BANMIAN_ARLINGTON, or beside the checkout."""
    given = os.environ.get("BANMIAN_ARLINGTON")
    folder = Path(given) if given else ROOT.parent / "shared" / "arlington" / "tsv" / "latest"
    return (
        folder if (folder / "FileTrailer.tsv").is_file() else absent("the tables of the Arlington model are not here")
    )


def pdfbox() -> list[str]:
    """The command of PDFBox preflight (Debian's PDFBox 2), which knows PDF/A-1b."""
    java = tool("java")
    jars = [_JAVA / f"{name}.jar" for name in _PDFBOX]
    for jar in jars:
        if not jar.is_file():
            absent(f"PDFBox preflight is not installed ({jar.name} is missing)")
    return [java, "-cp", ":".join(map(str, jars)), "org.apache.pdfbox.preflight.Validator_A1b"]


@lru_cache(maxsize=1)
def verapdf() -> list[str]:
    """The command of veraPDF; Maven fetches its jars into build/verapdf, or $BANMIAN_VERAPDF, on first use."""
    java = tool("java")
    folder = Path(os.environ.get("BANMIAN_VERAPDF") or ROOT / "build" / "verapdf")
    ready = folder / f"{hashlib.sha256(_VERAPDF_POM.read_bytes()).hexdigest()[:12]}.ready"
    if not ready.is_file():
        _fetch_verapdf(folder)
        ready.touch()
    return [java, "-cp", f"{folder}/*", "org.verapdf.apps.GreenfieldCliWrapper"]


def _fetch_verapdf(folder: Path) -> None:
    maven = tool("mvn")
    shutil.rmtree(folder, ignore_errors=True)
    goal = "dependency:copy-dependencies"
    wanted = (f"-DoutputDirectory={folder}", "-DincludeScope=runtime")
    command = [maven, "-q", "-B", "-f", str(_VERAPDF_POM), goal, *wanted]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    except subprocess.TimeoutExpired:
        absent("Maven did not bring veraPDF within five minutes")
    if done.returncode or not list(folder.glob("cli-*.jar")):
        last = (done.stdout.strip().splitlines() or ["it said nothing"])[-1]
        absent(f"Maven could not bring veraPDF ({last:.120})")
