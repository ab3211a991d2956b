"""Functions of PDF (ISO 32000-1, 7.10) evaluated over arrays, and sampled functions made from anything."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Any

import numpy as np

from banmian.pdf.mend.calculator import calculate, parse

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    Values = NDArray[np.float64]

MOST_CORNERS = 8  # inputs of a sampled function that are interpolated


def evaluate(function: Any, points: Values) -> Values:
    """The values, n x outputs, of a function or of an array of functions at n x inputs points."""
    import pikepdf

    if isinstance(function, pikepdf.Name):  # /Identity
        return points
    if isinstance(function, pikepdf.Array):
        return np.hstack([evaluate(one, points) for one in function])
    domain = pairs(function.Domain)
    points = np.clip(points[:, : len(domain)], domain[:, 0], domain[:, 1])
    kind = int(function.FunctionType)
    if kind == 0:
        values = _sampled(function, points, domain)
    elif kind == 2:
        values = _exponential(function, points)
    elif kind == 3:
        values = _stitched(function, points, domain)
    elif kind == 4:
        program = parse(function.read_bytes())
        outputs = len(function.Range) // 2
        values = np.array([calculate(program, list(map(float, point)), outputs) for point in points])
    else:
        raise ValueError(f"function of type {kind}")
    if "/Range" in function:
        limits = pairs(function.Range)
        values = np.clip(values[:, : len(limits)], limits[:, 0], limits[:, 1])
    return np.asarray(values, float)


def pairs(array: Any) -> Values:
    """The numbers of an array by twos, n x 2."""
    return np.array([float(value) for value in array]).reshape(-1, 2)


def _scaled(values: Values, source: Values, target: Values) -> Values:
    span = np.where(source[:, 1] == source[:, 0], 1, source[:, 1] - source[:, 0])
    return np.asarray(target[:, 0] + (values - source[:, 0]) * (target[:, 1] - target[:, 0]) / span)


def unpacked(data: bytes, bits: int, count: int) -> NDArray[np.uint32]:
    """So many unsigned numbers of `bits` bits each, packed without gaps; missing ones are 0."""
    need = -(-count * bits // 8)
    data = data[:need].ljust(need, b"\0")
    if bits in (8, 16, 32):
        return np.frombuffer(data, f">u{bits // 8}", count).astype(np.uint32)
    single = np.unpackbits(np.frombuffer(data, np.uint8))[: count * bits].reshape(count, bits)
    return (single.astype(np.uint32) * (1 << np.arange(bits - 1, -1, -1)).astype(np.uint32)).sum(1, dtype=np.uint32)


def _sampled(function: Any, points: Values, domain: Values) -> Values:
    sizes = [int(size) for size in function.Size]
    if len(sizes) > MOST_CORNERS:
        raise ValueError(f"sampled function of {len(sizes)} inputs")
    limits = pairs(function.Range)
    bits = int(function.BitsPerSample)
    total = int(np.prod(sizes))
    table = unpacked(function.read_bytes(), bits, total * len(limits)).astype(float).reshape(total, len(limits))
    encode = pairs(function.get("/Encode") or [edge for size in sizes for edge in (0, size - 1)])
    decode = pairs(function.get("/Decode") or function.Range)
    top = np.array(sizes) - 1
    at = np.clip(_scaled(points, domain, encode), 0, top)
    low = np.minimum(np.floor(at).astype(int), np.maximum(top - 1, 0))
    part = at - low
    strides = np.cumprod([1, *sizes[:-1]])
    values = np.zeros((len(points), len(limits)))
    for corner in product((0, 1), repeat=len(sizes)):
        step = np.array(corner)
        weight = np.where(step == 1, part, 1 - part).prod(1)
        values += weight[:, None] * table[(np.minimum(low + step, top) * strides).sum(1)]
    whole = np.array([[0, 2**bits - 1]] * len(limits), float)
    return _scaled(values, whole, decode)


def _exponential(function: Any, points: Values) -> Values:
    first = np.array([float(value) for value in function.get("/C0", [0])])
    last = np.array([float(value) for value in function.get("/C1", [1])])
    power = float(function.N)
    at = points[:, :1]
    return np.asarray(first + (at if power == 1 else np.power(at, power)) * (last - first))


def _stitched(function: Any, points: Values, domain: Values) -> Values:
    parts = list(function.Functions)
    bounds = [float(bound) for bound in function.Bounds]
    encode = pairs(function.Encode)
    at = points[:, 0]
    which = np.searchsorted(bounds, at, side="right") if bounds else np.zeros(len(at), int)
    edges = [domain[0, 0], *bounds, domain[0, 1]]
    values: Values | None = None
    for n, part in enumerate(parts):
        mine = which == n
        if not mine.any():
            continue
        local = _scaled(at[mine, None], np.array([[edges[n], edges[n + 1]]]), encode[n : n + 1])
        found = evaluate(part, local)
        if values is None:
            values = np.zeros((len(at), found.shape[1]))
        values[mine] = found
    return values if values is not None else np.zeros((0, 1))


def sample(pdf: Any, call: Callable[[Values], Values], domain: Values, size: int) -> Any:
    """A sampled function (type 0) of 16 bits with values 0 to 1: `call` at `size` places of each input."""
    inputs = len(domain)
    axes = [np.linspace(low, high, size) for low, high in domain]
    grid = np.array(np.meshgrid(*axes, indexing="ij")).reshape(inputs, -1).T
    values = call(grid).reshape(*[size] * inputs, -1)
    values = values.transpose(*range(inputs - 1, -1, -1), inputs)  # the first input runs fastest
    outputs = values.shape[-1]
    made = pdf.make_stream(np.round(np.clip(values, 0, 1) * 65535).astype(">u2").tobytes())
    made.FunctionType = 0
    made.Domain = [round(float(edge), 6) for pair in domain for edge in pair]
    made.Range = [0, 1] * outputs
    made.Size = [size] * inputs
    made.BitsPerSample = 16
    return made
