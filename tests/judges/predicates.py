"""The predicates of the Arlington model: `fn:Eval((@CA>=0.0) && (@CA<=1.0))` and its like, asked of an object."""

from __future__ import annotations

import operator
import re
from decimal import Decimal
from functools import cache

from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, String

_TOKEN = re.compile(r"fn:(\w+)\(|&&|\|\||[=!<>]=|[<>(),+*/-]|\bmod\b|[@\w.:*#-]*[\w*](?:::[@\w*]+)*")
_COMPARE = {
    "==": operator.eq,
    "!=": operator.ne,
    ">=": operator.ge,
    "<=": operator.le,
    ">": operator.gt,
    "<": operator.lt,
}
_STANDARD_14 = re.compile(r"/(Helvetica|Courier|Times|Symbol|ZapfDingbats)(-\w+)?")


class Unanswered(Exception):  # noqa: N818 (no error: a question that is left open)
    """A predicate that is not worked out here; its name."""


def split(cell: str, sign: str) -> list[str]:
    """The parts of a cell between signs that stand in no bracket."""
    parts, depth, start = [], 0, 0
    for at, char in enumerate(cell):
        depth += (char in "([") - (char in ")]")
        if char == sign and depth == 0:
            parts.append(cell[start:at])
            start = at + 1
    return [*parts, cell[start:]]


@cache
def parse(text: str) -> tuple:
    """The tree of a predicate: ("fn", name, arguments), (sign, left, right), ("word", text)."""
    tokens = [m[0] for m in _TOKEN.finditer(text)]
    at = 0

    def peek() -> str:
        return tokens[at] if at < len(tokens) else ""

    def take() -> str:
        nonlocal at
        at += 1
        return tokens[at - 1]

    def either() -> tuple:
        left = both()
        while peek() == "||":
            take()
            left = ("||", left, both())
        return left

    def both() -> tuple:
        left = compared()
        while peek() == "&&":
            take()
            left = ("&&", left, compared())
        return left

    def compared() -> tuple:
        left = summed()
        if peek() in _COMPARE:
            return (take(), left, summed())
        return left

    def summed() -> tuple:
        left = single()
        while peek() in ("+", "-", "*", "mod", "/"):
            left = (take(), left, single())
        return left

    def single() -> tuple:
        token = take()
        if token == "(":
            inside = either()
            take()
            return inside
        if token.startswith("fn:"):
            arguments = []
            while peek() != ")":
                arguments.append(either())
                if peek() == ",":
                    take()
            take()
            return ("fn", token[3:-1], tuple(arguments))
        return ("word", token)

    return either()


class Scope:
    """An object, those above it, and its file: what a predicate may ask about."""

    def __init__(self, value: Object, parents: tuple[Object, ...], pdf: Pdf, version: Decimal) -> None:
        self.value, self.parents, self.pdf, self.version = value, parents, pdf, version
        self.key = ""
        self.implied = False

    def has(self, key: str) -> bool:
        """Whether the object has a key, or an array an index."""
        return self._get(self.value, key) is not None

    def inherited(self, key: str) -> bool:
        """Whether a page tree node above has the key."""
        node = self.value.get("/Parent")
        while node is not None:
            if f"/{key}" in node:
                return True
            node = node.get("/Parent")
        return False

    def answer(self, cell: str, key: str = "", *, implied: bool = False) -> object:
        """The value of a predicate; Unanswered where it is none that is worked out here.

        What is asked of one version only is, in other versions, `implied`.
        """
        self.key, self.implied = key, implied
        return self._value(parse(cell))

    def allows(self, option: str, plain: str, key: str) -> bool:
        """Whether a possible value that is a predicate lets a value through."""
        self.key = key
        match parse(option):
            case ("fn", "SinceVersion" | "BeforeVersion" | "IsPDFVersion" | "Deprecated" as name, (version, inner)):
                at = Decimal(version[1])
                holds = {
                    "SinceVersion": self.version >= at,
                    "IsPDFVersion": self.version == at,
                }.get(name, self.version < at)
                return holds and self._is(inner, plain)
            case ("fn", "Extension" | "RequiredValue", (_, inner)):
                return self._is(inner, plain)
            case tree:
                return bool(self._value(tree))

    def _is(self, tree: tuple, plain: str) -> bool:
        if tree[0] == "word":
            return tree[1] == plain
        return bool(self._value(tree))

    def _value(self, tree: tuple) -> object:
        match tree:
            case ("||", left, right):
                return self._truth(left) or self._truth(right)
            case ("&&", left, right):
                return self._truth(left) and self._truth(right)
            case ("fn", name, arguments):
                return self._call(name, arguments)
            case ("word", word):
                return self._word(word)
            case ("mod", left, right):
                return self._number(left) % self._number(right)
            case ("+" | "-" | "*" | "/" as sign, left, right):
                signs = {"+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv}
                return signs[sign](self._number(left), self._number(right))
            case (sign, left, right):
                one, other = self._value(left), self._value(right)
                if one is None or other is None:
                    return False
                if isinstance(one, Decimal) != isinstance(other, Decimal):
                    one, other = str(one), str(other)
                return _COMPARE[sign](one, other)
        raise Unanswered(str(tree))

    def _truth(self, tree: tuple) -> bool:
        value = self._value(tree)
        if isinstance(value, Decimal) and tree[0] == "word":  # `|| 2.0`: from this version on
            return self.version >= value
        return bool(value)

    def _number(self, tree: tuple) -> Decimal:
        value = self._value(tree)
        if not isinstance(value, Decimal):
            raise Unanswered("arithmetic of what is no number")
        return value

    def _call(self, name: str, arguments: tuple) -> object:
        match name, arguments:
            case "Eval" | "IsRequired", (inner,):
                return self._truth(inner)
            case "Not", (inner,):
                return not self._truth(inner)
            case "MustBeDirect" | "MustBeIndirect", rest:
                return self._truth(rest[0]) if rest else True
            case "SinceVersion" | "BeforeVersion" | "IsPDFVersion", (version, *rest):
                at = Decimal(version[1])
                holds = {"SinceVersion": self.version >= at, "BeforeVersion": self.version < at}.get(
                    name, self.version == at
                )
                if not rest:
                    return holds
                return self._truth(rest[0]) if holds else self.implied
            case "Extension", _:
                return True
            case "IsPresent", (what, *rest):
                there = self._value(what) if what[0] != "word" else self._find(what[1].replace("@", "")) is not None
                return (self._truth(rest[0]) if there else True) if rest else there
            case "Contains", (what, (_, value)):
                held = self._find(what[1].replace("@", ""))
                return f"/{value}" in ([str(v) for v in held] if isinstance(held, Array) else [str(held)])
            case "ArrayLength", (what,):
                held = self._find(what[1])
                return Decimal(len(held)) if isinstance(held, Array) else Decimal(held is not None)
            case "StringLength", (what,):
                return Decimal(len(bytes(self._find(what[1]))))
            case "RectWidth" | "RectHeight", (what,):
                rectangle = self._find(what[1])
                side = 0 if name == "RectWidth" else 1
                return abs(Decimal(rectangle[side + 2]) - Decimal(rectangle[side]))
            case "BitClear" | "BitsClear" | "BitSet" | "BitsSet", bits:
                low, high = int(bits[0][1]), int(bits[-1][1])
                mask = sum(1 << (bit - 1) for bit in range(low, high + 1))
                flags = int(self._get(self.value, self.key) or 0) & mask
                return flags == (mask if name.endswith("Set") else 0)
            case "FileSize", ():
                return Decimal(1 << 40)
            case "NotStandard14Font", ():
                return not _STANDARD_14.fullmatch(str(self.value.get("/BaseFont", "")))
            case "IsPDFTagged", ():
                return "/StructTreeRoot" in self.pdf.Root
        raise Unanswered(name)

    def _word(self, word: str) -> object:
        if re.fullmatch(r"-?\d+(\.\d+)?", word):
            return Decimal(word)
        if "@" not in word:
            return word
        held = self._find(word.replace("@", ""))
        if isinstance(held, bool):
            return str(held).lower()
        if isinstance(held, (int, float, Decimal)):
            return Decimal(held)
        if isinstance(held, Name):
            return str(held)[1:]
        return str(held) if isinstance(held, String) else held

    def _find(self, path: str) -> object:
        """What stands at `parent::Subtype`, `trailer::Catalog::Names`, `FontDescriptor::FontFile2`, `1`."""
        held: object = self.value
        above = list(self.parents)
        for step in path.split("::"):
            if step == "trailer":
                held = self.pdf.trailer
            elif step == "Catalog":
                held = self.pdf.Root
            elif step == "parent":
                if not above:
                    raise Unanswered("parent")
                held = above.pop()
            elif "*" in step:
                raise Unanswered(f"path {path}")
            else:
                held = self._get(held, step)
            if held is None:
                return None
        return held

    @staticmethod
    def _get(held: object, key: str) -> object:
        if isinstance(held, Array):
            return held[int(key)] if key.isdigit() and int(key) < len(held) else None
        return held.get(f"/{key}") if isinstance(held, (Dictionary, Stream)) else None
