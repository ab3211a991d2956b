"""Functions of a PDF (ISO 32000-1, 7.10) for whole arrays: tint transforms of spots, and colours of shadings."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from collections.abc import Callable

Values = npt.NDArray[np.float64]
"""A row a point, a column a component."""

_TOKEN = re.compile(rb"[{}]|[^\s{}]+")


def evaluate(function: Any, values: Values) -> Values:
    """The results of a function, or of an array of functions of one result each, for rows of inputs.

    Raises ValueError where the function is of no known type.
    """
    import pikepdf

    if isinstance(function, pikepdf.Array):
        return np.hstack([evaluate(one, values) for one in function])
    if function == pikepdf.Name.Identity:
        return values
    domain = _pairs(function.Domain)
    values = np.clip(values[:, : len(domain)], domain[:, 0], domain[:, 1])
    kind = int(function.FunctionType)
    if kind == 0:
        found = _sampled(function, values, domain)
    elif kind == 2:
        found = _exponential(function, values)
    elif kind == 3:
        found = _stitched(function, values, domain)
    elif kind == 4:
        found = _calculated(function.read_bytes(), values)
    else:
        raise ValueError(f"function of type {kind}")
    if "/Range" in function:
        span = _pairs(function.Range)
        found = np.clip(found[:, : len(span)], span[:, 0], span[:, 1])
    return found


def _pairs(array: Any) -> Values:
    return np.array([float(one) for one in array], dtype=np.float64).reshape(-1, 2)


def _sampled(function: Any, values: Values, domain: Values) -> Values:
    """Type 0, linear between the samples in every dimension."""
    size = [int(one) for one in function.Size]
    span = _pairs(function.Range)
    bits, results = int(function.BitsPerSample), len(span)
    samples = unpack(function.read_bytes(), bits, int(np.prod(size)) * results) / (2.0**bits - 1)
    table = samples.reshape(*reversed(size), results)
    encode = _pairs(function.Encode) if "/Encode" in function else np.array([[0, n - 1] for n in size], np.float64)
    decode = _pairs(function.Decode) if "/Decode" in function else span
    width = np.where(domain[:, 1] > domain[:, 0], domain[:, 1] - domain[:, 0], 1)
    at = encode[:, 0] + (values - domain[:, 0]) / width * (encode[:, 1] - encode[:, 0])
    at = np.clip(at, 0, np.array(size) - 1)
    low = np.floor(at).astype(np.intp)
    part = at - low
    found = np.zeros((len(values), results))
    for corner in range(2 ** len(size)):
        weight = np.ones(len(values))
        index = []
        for axis, count in enumerate(size):
            up = corner >> axis & 1
            weight = weight * (part[:, axis] if up else 1 - part[:, axis])
            index.append(np.minimum(low[:, axis] + up, count - 1))
        found += weight[:, None] * table[tuple(reversed(index))]
    result: Values = decode[:, 0] + found * (decode[:, 1] - decode[:, 0])
    return result


def _exponential(function: Any, values: Values) -> Values:
    """Type 2."""
    start = np.array([float(one) for one in function.get("/C0", [0])])
    end = np.array([float(one) for one in function.get("/C1", [1])])
    found: Values = start + values[:, :1] ** float(function.N) * (end - start)
    return found


def _stitched(function: Any, values: Values, domain: Values) -> Values:
    """Type 3: a function for each stretch of the domain."""
    parts = list(function.Functions)
    edges = [domain[0, 0], *(float(one) for one in function.Bounds), domain[0, 1]]
    encode = _pairs(function.Encode)
    which = np.clip(np.searchsorted(edges[1:-1], values[:, 0], side="right"), 0, len(parts) - 1)
    found: Values | None = None
    for number, (low, high) in enumerate(pairwise(edges)):
        chosen = which == number
        if not chosen.any():
            continue
        first, last = encode[number]
        part = (values[chosen, :1] - low) / (high - low) if high > low else np.zeros((int(chosen.sum()), 1))
        some = evaluate(parts[number], first + part * (last - first))
        if found is None:
            found = np.zeros((len(values), some.shape[1]))
        found[chosen] = some
    return np.zeros((len(values), 1)) if found is None else found


def unpack(data: bytes, bits: int, count: int) -> Values:
    """The first `count` numbers of `bits` bits each; what is missing is 0."""
    raw = np.frombuffer(data, np.uint8)
    raw = np.pad(raw, (0, max(-(-count * bits // 8) - len(raw), 0)))
    if bits == 8:
        return raw[:count].astype(np.float64)
    if bits in (16, 32):
        return raw[: count * bits // 8].view(f">u{bits // 8}").astype(np.float64)
    digits = np.unpackbits(raw)[: count * bits].reshape(count, bits).astype(np.float64)
    weights = 2.0 ** np.arange(bits - 1, -1, -1)
    return np.asarray(digits @ weights, dtype=np.float64)


_Stack = list[Values]


def _calculated(program: bytes, values: Values) -> Values:
    """Type 4, the calculator: each entry of the stack is an array over all points.

    Both branches of a condition are worked out and chosen from, point by point.
    """
    tokens = _TOKEN.findall(re.sub(rb"%[^\r\n]*", b"", program))
    body, _ = _block(tokens, 1)
    stack = [values[:, n].copy() for n in range(values.shape[1])]
    _run(body, stack, len(values))
    return np.stack([np.broadcast_to(one, len(values)).astype(np.float64) for one in stack], axis=1)


def _block(tokens: list[bytes], at: int) -> tuple[list[Any], int]:
    found: list[Any] = []
    while at < len(tokens) and tokens[at] != b"}":
        if tokens[at] == b"{":
            inner, at = _block(tokens, at + 1)
            found.append(inner)
        else:
            found.append(tokens[at].decode("latin-1"))
        at += 1
    return found, at


def _run(body: list[Any], stack: _Stack, count: int) -> None:
    for number, token in enumerate(body):
        if isinstance(token, list):
            continue
        if token in _PLAIN:
            arity, function = _PLAIN[token]
            arguments = stack[len(stack) - arity :]
            del stack[len(stack) - arity :]
            stack.append(np.asarray(function(*arguments), dtype=np.float64))
        elif token == "if":
            _choose(stack, body[number - 1], [], count)
        elif token == "ifelse":
            _choose(stack, body[number - 2], body[number - 1], count)
        elif token == "pop":
            stack.pop()
        elif token == "exch":
            stack[-1], stack[-2] = stack[-2], stack[-1]
        elif token == "dup":
            stack.append(stack[-1])
        elif token == "copy":
            size = _constant(stack.pop())
            stack += stack[len(stack) - size :]
        elif token == "index":
            stack.append(stack[-1 - _constant(stack.pop())])
        elif token == "roll":
            turns, size = _constant(stack.pop()), _constant(stack.pop())
            if size > 0:
                top = stack[len(stack) - size :]
                turns %= size
                stack[len(stack) - size :] = top[size - turns :] + top[: size - turns]
        else:
            stack.append(np.full(count, {"true": 1.0, "false": 0.0}.get(token) or _number(token)))


def _number(token: str) -> float:
    return 0.0 if token == "false" else float(token)


def _constant(entry: Values) -> int:
    return int(entry.flat[0])


def _choose(stack: _Stack, then: list[Any], other: list[Any], count: int) -> None:
    condition = stack.pop() != 0
    yes, no = list(stack), list(stack)
    _run(then, yes, count)
    _run(other, no, count)
    if len(yes) != len(no):
        raise ValueError("branches of a calculator function leave different stacks")
    stack[:] = [np.where(condition, a, b) for a, b in zip(yes, no, strict=True)]


def _whole(make: Callable[..., Any]) -> Callable[..., Any]:
    return lambda *entries: make(*(entry.astype(np.int64) for entry in entries))


def _shift(a: Any, by: Any) -> Any:
    return np.where(by >= 0, a << np.abs(by), a >> np.abs(by))


_PLAIN: dict[str, tuple[int, Callable[..., Any]]] = {
    "abs": (1, np.abs),
    "add": (2, np.add),
    "and": (2, _whole(np.bitwise_and)),
    "atan": (2, lambda a, b: np.degrees(np.arctan2(a, b)) % 360),
    "bitshift": (2, _whole(_shift)),
    "ceiling": (1, np.ceil),
    "cos": (1, lambda a: np.cos(np.radians(a))),
    "cvi": (1, np.trunc),
    "cvr": (1, lambda a: a),
    "div": (2, lambda a, b: np.divide(a, b, out=np.zeros_like(a), where=b != 0)),
    "eq": (2, np.equal),
    "exp": (2, np.power),
    "floor": (1, np.floor),
    "ge": (2, np.greater_equal),
    "gt": (2, np.greater),
    "idiv": (2, lambda a, b: np.trunc(np.divide(a, b, out=np.zeros_like(a), where=b != 0))),
    "le": (2, np.less_equal),
    "ln": (1, lambda a: np.log(np.maximum(a, 1e-300))),
    "log": (1, lambda a: np.log10(np.maximum(a, 1e-300))),
    "lt": (2, np.less),
    "mod": (2, lambda a, b: np.fmod(a, np.where(b == 0, 1, b))),
    "mul": (2, np.multiply),
    "ne": (2, np.not_equal),
    "neg": (1, np.negative),
    "not": (1, lambda a: np.where((a == 0) | (a == 1), 1 - a, ~a.astype(np.int64))),
    "or": (2, _whole(np.bitwise_or)),
    "round": (1, lambda a: np.floor(a + 0.5)),
    "sin": (1, lambda a: np.sin(np.radians(a))),
    "sqrt": (1, lambda a: np.sqrt(np.maximum(a, 0))),
    "sub": (2, np.subtract),
    "truncate": (1, np.trunc),
    "xor": (2, _whole(np.bitwise_xor)),
}
