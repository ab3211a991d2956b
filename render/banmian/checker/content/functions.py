"""Functions of a PDF (types 0, 2, 3 and 4), as tint transforms of spot inks use them: numbers in, numbers out."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

Function = Callable[[Sequence[float]], tuple[float, ...]]
DEEPEST = 16
MOST_STEPS = 20_000


def read_function(source: Any, depth: int = 0) -> Function:
    """The function of a dictionary, a stream, or an array of functions of one value each.

    Raises ValueError, KeyError or TypeError where it is none.
    """
    if depth > DEEPEST:
        raise ValueError("functions within functions without end")
    if hasattr(source, "__len__") and not hasattr(source, "keys"):
        parts = [read_function(part, depth + 1) for part in source]
        return lambda values: tuple(part(values)[0] for part in parts)
    domain = _pairs(source["/Domain"])
    limits = _pairs(source["/Range"]) if "/Range" in source else []
    kind = int(source["/FunctionType"])
    if kind == 0:
        inner = _sampled(source, domain, limits)
    elif kind == 2:
        inner = _exponential(source)
    elif kind == 3:
        inner = _stitched(source, domain, depth)
    elif kind == 4:
        inner = _calculator(source.read_bytes().decode("latin-1"), len(limits))
    else:
        raise ValueError(f"no function is of type {kind}")

    def bounded(values: Sequence[float]) -> tuple[float, ...]:
        taken = [min(max(v, low), high) for v, (low, high) in zip(values, domain, strict=True)]
        given = inner(taken)
        return tuple(min(max(v, low), high) for v, (low, high) in zip(given, limits, strict=True)) if limits else given

    return bounded


def _pairs(values: Any) -> list[tuple[float, float]]:
    numbers = [float(v) for v in values]
    return list(zip(numbers[::2], numbers[1::2], strict=True))


def _exponential(source: Any) -> Function:
    low = [float(v) for v in source.get("/C0", [0])]
    high = [float(v) for v in source.get("/C1", [1])]
    power = float(source["/N"])
    return lambda values: tuple(a + values[0] ** power * (b - a) for a, b in zip(low, high, strict=True))


def _stitched(source: Any, domain: list[tuple[float, float]], depth: int) -> Function:
    parts = [read_function(part, depth + 1) for part in source["/Functions"]]
    bounds = [float(v) for v in source["/Bounds"]]
    encode = _pairs(source["/Encode"])
    edges = [domain[0][0], *bounds, domain[0][1]]

    def stitched(values: Sequence[float]) -> tuple[float, ...]:
        at = sum(1 for bound in bounds if values[0] >= bound)
        low, high = edges[at], edges[at + 1]
        first, last = encode[at]
        part = (values[0] - low) / (high - low) if high > low else 0.0
        return parts[at]([first + part * (last - first)])

    return stitched


def _sampled(source: Any, domain: list[tuple[float, float]], limits: list[tuple[float, float]]) -> Function:
    size = [int(v) for v in source["/Size"]]
    bits = int(source["/BitsPerSample"])
    count = math.prod(size) * len(limits)
    if not limits or count > 4_000_000 or len(size) != len(domain):
        raise ValueError("a sampled function without range, or too large")
    encode = _pairs(source["/Encode"]) if "/Encode" in source else [(0.0, n - 1.0) for n in size]
    decode = _pairs(source["/Decode"]) if "/Decode" in source else limits
    table = (
        _samples(source.read_bytes(), bits, count)
        .reshape(*size[::-1], len(limits))
        .transpose(*range(len(size) - 1, -1, -1), len(size))
    )

    def sampled(values: Sequence[float]) -> tuple[float, ...]:
        part = table
        for v, (low, high), (first, last), n in zip(values, domain, encode, size, strict=True):
            place = first + (v - low) / (high - low) * (last - first) if high > low else 0.0
            place = min(max(place, 0.0), n - 1.0)
            below = min(int(place), max(n - 2, 0))
            share = place - below
            part = part[below] * (1 - share) + part[min(below + 1, n - 1)] * share
        return tuple(low + float(v) * (high - low) for v, (low, high) in zip(part, decode, strict=True))

    return sampled


def _samples(data: bytes, bits: int, count: int) -> np.ndarray[Any, np.dtype[np.float64]]:
    """The samples of a table, each 0 to 1."""
    if bits in (8, 16, 32):
        return np.frombuffer(data, f">u{bits // 8}", count).astype(float) / float(2**bits - 1)
    if bits not in (1, 2, 4, 12, 24):
        raise ValueError(f"samples of {bits} bits")
    every = np.unpackbits(np.frombuffer(data, np.uint8))[: count * bits].reshape(count, bits)
    weights = 2.0 ** np.arange(bits - 1, -1, -1)
    table: np.ndarray[Any, np.dtype[np.float64]] = every @ weights / float(2**bits - 1)
    return table


def _calculator(text: str, results: int) -> Function:
    """A PostScript calculator function."""
    tokens = iter(text.replace("{", " { ").replace("}", " } ").split())

    def procedure() -> list[Any]:
        steps: list[Any] = []
        for token in tokens:
            if token == "}":
                return steps
            if token == "{":
                steps.append(procedure())
            else:
                try:
                    steps.append(float(token) if any(c in token for c in ".eE") else int(token))
                except ValueError:
                    steps.append(token)
        return steps

    program = procedure()

    def calculate(values: Sequence[float]) -> tuple[float, ...]:
        stack: list[Any] = list(values)
        for step in program:
            _run(step if isinstance(step, list) else [step], stack)
        if len(stack) < results:
            raise ValueError("a calculator function that gives too few numbers")
        return tuple(float(v) for v in stack[len(stack) - results :])

    return calculate


_TWO: dict[str, Callable[[Any, Any], Any]] = {
    "add": lambda a, b: a + b,
    "sub": lambda a, b: a - b,
    "mul": lambda a, b: a * b,
    "div": lambda a, b: a / b if b else 0.0,
    "idiv": lambda a, b: int(a / b) if b else 0,
    "mod": lambda a, b: math.fmod(a, b) if b else 0,
    "exp": lambda a, b: a**b,
    "atan": lambda a, b: math.degrees(math.atan2(a, b)) % 360,
    "eq": lambda a, b: a == b,
    "ne": lambda a, b: a != b,
    "gt": lambda a, b: a > b,
    "ge": lambda a, b: a >= b,
    "lt": lambda a, b: a < b,
    "le": lambda a, b: a <= b,
    "and": lambda a, b: a & b,
    "or": lambda a, b: a | b,
    "xor": lambda a, b: a ^ b,
    "bitshift": lambda a, b: a << min(b, 31) if b >= 0 else a >> -b,
}
_ONE: dict[str, Callable[[Any], Any]] = {
    "abs": abs,
    "neg": lambda a: -a,
    "ceiling": math.ceil,
    "floor": math.floor,
    "round": lambda a: math.floor(a + 0.5),
    "truncate": int,
    "cvi": int,
    "cvr": float,
    "sqrt": lambda a: math.sqrt(max(a, 0)),
    "sin": lambda a: math.sin(math.radians(a)),
    "cos": lambda a: math.cos(math.radians(a)),
    "ln": lambda a: math.log(a) if a > 0 else 0.0,
    "log": lambda a: math.log10(a) if a > 0 else 0.0,
    "not": lambda a: not a if isinstance(a, bool) else ~a,
}


def _run(steps: list[Any], stack: list[Any]) -> None:
    """Do the steps on the stack."""
    for at, step in enumerate(steps):
        if len(stack) > 1000:
            raise ValueError("a calculator function that fills its stack")
        if isinstance(step, list):
            follow = steps[at + 1] if at + 1 < len(steps) else ""
            if follow == "if":
                if stack.pop():
                    _run(step, stack)
            elif follow and at + 2 < len(steps) and steps[at + 2] == "ifelse":
                _run(step if stack.pop() else list(follow), stack)
        elif step in _TWO:
            b, a = stack.pop(), stack.pop()
            stack.append(_TWO[step](a, b))
        elif step in _ONE:
            stack.append(_ONE[step](stack.pop()))
        elif isinstance(step, (int, float)):
            stack.append(step)
        else:
            _shuffle(step, stack)


def _shuffle(step: str, stack: list[Any]) -> None:
    match step:
        case "true" | "false":
            stack.append(step == "true")
        case "pop":
            stack.pop()
        case "dup":
            stack.append(stack[-1])
        case "exch":
            stack[-2:] = stack[:-3:-1]
        case "copy":
            n = int(stack.pop())
            if n > 0:
                stack.extend(stack[-n:])
        case "index":
            stack.append(stack[-1 - int(stack.pop())])
        case "roll":
            j, n = int(stack.pop()), int(stack.pop())
            if 0 < n <= len(stack):
                part = stack[-n:]
                stack[-n:] = part[-(j % n) :] + part[: -(j % n)] if j % n else part
        case "if" | "ifelse":
            pass
        case _:
            raise ValueError(f"no operator of calculator functions: {step}")
