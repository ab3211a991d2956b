"""A walk through a PDF by the Arlington model: the PDF Association's tables of all keys of all objects.

`Walk(tables, pdf).complaints` says what an object has that its table does not allow, or lacks. The tables are
read where they stand. What a cell says in predicates (`fn:…`) is worked out by `predicates.py`; what cannot be,
is counted in `Walk.open`.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, String

from predicates import Scope, Unanswered, split

NUMBER = (int, float, Decimal)
_DATE = re.compile(rb"D:\d{4}(\d\d(\d\d(\d\d(\d\d(\d\d(Z|[+-]\d\d('(\d\d'?)?)?)?)?)?)?)?)?")


def _numbers(value: object, count: int) -> bool:
    return isinstance(value, Array) and len(value) == count and all(is_type(v, "number") for v in value)


def is_type(value: object, kind: str) -> bool:
    """Whether an object of a file is of a type of the model."""
    match kind:
        case "boolean":
            return isinstance(value, bool)
        case "integer" | "bitmask":
            return isinstance(value, int) and not isinstance(value, bool)
        case "number":
            return isinstance(value, NUMBER) and not isinstance(value, bool)
        case "name":
            return isinstance(value, Name)
        case "array":
            return isinstance(value, Array)
        case "rectangle":
            return _numbers(value, 4)
        case "matrix":
            return _numbers(value, 6)
        case "stream":
            return isinstance(value, Stream)
        case "dictionary" | "name-tree" | "number-tree":
            return isinstance(value, Dictionary) and not isinstance(value, Stream)
        case "date":
            return isinstance(value, String) and _DATE.fullmatch(bytes(value)) is not None
        case "string" | "string-text" | "string-byte":
            return isinstance(value, String)
        case "string-ascii":
            return isinstance(value, String) and bytes(value).isascii()
        case "null":
            return value is None
    raise ValueError(kind)


class Tables:
    """The tables of a folder, read as they are asked for: name → key → column → cell."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.read = lru_cache(maxsize=None)(self._read)

    def _read(self, name: str) -> dict[str, dict[str, str]]:
        with (self.folder / f"{name}.tsv").open(encoding="utf-8", newline="") as file:
            return {row["Key"]: row for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)}


class Walk:
    """All of a file from its trailer. `complaints` read “path (table): what”; `open` counts unanswered cells."""

    def __init__(self, tables: Tables, pdf: Pdf) -> None:
        self.tables, self.pdf = tables, pdf
        self.version = Decimal(pdf.pdf_version)
        self.complaints: list[str] = []
        self.open: Counter[str] = Counter()
        self.objects = 0
        self._seen: set[tuple[int, int, str]] = set()
        trailer = pdf.trailer
        todo = [(trailer, "XRefStream" if trailer.get("/Type") == "/XRef" else "FileTrailer", "trailer", ())]
        while todo:
            value, table, path, parents = todo.pop()
            found, more = self._look(value, table, path, parents)
            self.complaints += found
            self.objects += 1
            todo += more
        self.complaints.sort()

    def _rows(self, value: Object, table: str) -> tuple[list[tuple[str, object, dict[str, str]]], list[str]]:
        """Each entry of an object with its row, and the keys that have none."""
        rows = self.tables.read(table)
        if isinstance(value, Array):
            starred = [key for key in rows if key.endswith("*")]
            entries, unknown = [], []
            for index, entry in enumerate(list(value)):
                key = str(index)
                if key not in rows:
                    key = starred[(index - int(starred[0].rstrip("*") or 0)) % len(starred)] if starred else ""
                (entries.append((str(index), entry, rows[key])) if key else unknown.append(str(index)))
            return entries, unknown
        entries, unknown = [], []
        for name, entry in value.items():
            key = name[1:]
            row = rows.get(key) or rows.get("*")
            (entries.append((key, entry, row)) if row else unknown.append(key))
        return entries, unknown

    def _look(self, value: Object, table: str, path: str, parents: tuple[Object, ...]) -> tuple[list[str], list[tuple]]:
        """The complaints about an object itself, and what is to be looked at next."""
        if value.is_indirect:
            mark = (*value.objgen, table)
            if mark in self._seen:
                return [], []
            self._seen.add(mark)
        scope = Scope(value, parents, self.pdf, self.version)
        entries, unknown = self._rows(value, table)
        where = f"{path} ({table})"
        said = [f"{where}: unknown key {key}" for key in unknown]
        said += [f"{where}: {fault}" for fault in self._missing(table, scope)]
        more: list[tuple] = []
        for key, entry, row in entries:
            faults, candidates, kind = self._entry(key, entry, row, scope)
            said += [f"{where}: {key} {fault}" for fault in faults]
            if candidates:
                below = (*parents, value)
                for leaf, step in _leaves(entry, kind):
                    if not isinstance(leaf, (Dictionary, Array, Stream)):
                        continue
                    best = self._best(leaf, candidates, below)
                    more.append((leaf, best, f"{path}/{key}{step}", below))
        return said, more

    def _missing(self, table: str, scope: Scope) -> list[str]:
        missing = []
        for key, row in self.tables.read(table).items():
            if "*" in key or row["Required"] == "FALSE" or scope.has(key):
                continue
            if row["Inheritable"] == "TRUE" and scope.inherited(key):
                continue
            if self._ask(scope, row["Required"], row["SinceVersion"]) and self._since(scope, row):
                missing.append(f"required key {key} is missing")
        return missing

    def _since(self, scope: Scope, row: dict[str, str]) -> bool:
        since = row["SinceVersion"]
        return self.version >= Decimal(since) if re.fullmatch(r"[\d.]+", since) else self._ask(scope, since, "")

    def _ask(self, scope: Scope, cell: str, note: str) -> bool:
        """Whether a cell holds; what cannot be answered holds for `SinceVersion`, and not for `Required`."""
        if cell in ("TRUE", "FALSE"):
            return cell == "TRUE"
        try:
            return bool(scope.answer(cell))
        except Unanswered as reason:
            self.open[f"{reason}"] += 1
            return not note

    def _entry(self, key: str, entry: object, row: dict[str, str], scope: Scope) -> tuple[list[str], list[str], str]:
        """The faults of an entry, the tables that may describe it, and its type."""
        kinds = split(row["Type"], ";")
        at = next((i for i, kind in enumerate(kinds) if self._is(entry, kind)), None)
        if at is None:
            return [f"is {type(entry).__name__} {entry!s:.40}, not {row['Type']}"], [], ""
        faults = []
        if not self._since(scope, row):
            faults.append(f"came with {row['SinceVersion']}, the file is {self.version}")
        if row["DeprecatedIn"] and self.version >= Decimal(row["DeprecatedIn"]):
            faults.append(f"was given up with {row['DeprecatedIn']}")
        indirect = isinstance(entry, Object) and entry.is_indirect
        faults += self._reference(_of(row["IndirectReference"], at, len(kinds)), indirect, entry, scope)
        faults += self._values(_of(row["PossibleValues"], at, len(kinds)), entry, scope, key)
        special = _of(row["SpecialCase"], at, len(kinds))
        if special and not special.startswith("fn:Ignore") and not self._holds(scope, special, key):
            faults.append(f"breaks {special}")
        kind = re.sub(r"fn:\w+\([\d.]+,(.*)\)", r"\1", kinds[at])
        links = split(_of(row["Link"], at, len(kinds)), ",")
        tables = []
        for link in links:
            found = re.fullmatch(r"fn:(SinceVersion|IsPDFVersion|BeforeVersion|Extension)\(([\w.]+),(.*)\)", link)
            if not found:
                tables.append(link)
            elif found[1] == "SinceVersion" and self.version >= Decimal(found[2]) and "fn:" not in found[3]:
                tables.append(found[3])
        return faults, [table for table in tables if table], kind

    def _is(self, entry: object, kind: str) -> bool:
        found = re.fullmatch(r"fn:SinceVersion\(([\d.]+),(.*)\)", kind)
        if found:
            return self.version >= Decimal(found[1]) and is_type(entry, found[2])
        return is_type(entry, kind)

    def _holds(self, scope: Scope, cell: str, key: str) -> bool:
        try:
            return bool(scope.answer(cell, key, implied=True))
        except Unanswered as reason:
            self.open[f"{reason}"] += 1
            return True

    def _reference(self, cell: str, indirect: bool, entry: object, scope: Scope) -> list[str]:
        if not isinstance(entry, (Dictionary, Array, Stream)) or not cell or cell == "FALSE":
            return []
        if cell == "TRUE" or cell.startswith("fn:MustBeIndirect"):
            wanted = cell == "TRUE" or self._holds(scope, cell, "")
            return ["must be indirect"] if wanted and not indirect else []
        return ["must be direct"] if indirect and self._holds(scope, cell, "") else []

    def _values(self, cell: str, entry: object, scope: Scope, key: str) -> list[str]:
        if not cell or isinstance(entry, (Dictionary, Array, Stream)):
            return []
        options = split(cell, ",")
        plain = (
            str(entry)[1:] if isinstance(entry, Name) else str(entry).lower() if isinstance(entry, bool) else str(entry)
        )
        for option in options:
            if option in ("*", plain):
                return []
            if option.startswith("fn:"):
                try:
                    if scope.allows(option, plain, key):
                        return []
                except Unanswered as reason:
                    self.open[f"{reason}"] += 1
                    return []
        return [f"is {plain:.40}, not one of {cell:.80}"]

    def _best(self, value: Object, candidates: list[str], parents: tuple[Object, ...]) -> str:
        """Which of several tables an object is by: that with the fewest complaints."""
        if len(candidates) == 1:
            return candidates[0]
        opened, scores = Counter(self.open), []
        for table in candidates:
            said = self._shallow(value, table, parents)
            kinds = sum(
                f": {key} is " in text for text in said for key in ("Type", "Subtype", "S", "0", "FunctionType")
            )
            scores.append((kinds, len(said), table))
        self.open = opened
        return min(scores)[2]

    def _shallow(self, value: Object, table: str, parents: tuple[Object, ...]) -> list[str]:
        scope = Scope(value, parents, self.pdf, self.version)
        entries, unknown = self._rows(value, table)
        said = [f": unknown {key}" for key in unknown] + self._missing(table, scope)
        for key, entry, row in entries:
            said += [f": {key} {fault}" for fault in self._entry(key, entry, row, scope)[0]]
        return said


def _of(cell: str, at: int, count: int) -> str:
    """The part of a cell for one of several types, without its brackets."""
    parts = split(cell, ";")
    part = parts[at] if len(parts) == count else parts[0] if count == 1 else ""
    return part[1:-1] if part.startswith("[") and part.endswith("]") else part


def _leaves(entry: object, kind: str) -> list[tuple[object, str]]:
    """An entry itself, or the values of a name or number tree."""
    if kind not in ("name-tree", "number-tree"):
        return [(entry, "")]
    list_key = "/Names" if kind == "name-tree" else "/Nums"
    leaves: list[tuple[object, str]] = []
    nodes = [entry]
    while nodes:
        node = nodes.pop()
        nodes += list(node.get("/Kids", []))
        pairs = list(node.get(list_key, []))
        leaves += [(value, f"/{name!s}") for name, value in zip(pairs[::2], pairs[1::2], strict=True)]
    return leaves


def walk(folder: Path, file: Path) -> Walk:
    """Walk through a file by the tables of a folder."""
    with pikepdf.open(file) as pdf:
        return Walk(Tables(folder), pdf)
