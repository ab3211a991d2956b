"""PostScript calculator functions (type 4): their programs parsed and run (ISO 32000-1, 7.10.5)."""

from __future__ import annotations

import math
import operator
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

_TOKEN = re.compile(rb"%[^\r\n]*|[{}]|[^\s{}%]+")
MOST_STEPS = 100_000


def parse(data: bytes) -> list[Any]:
    """A program as a list of numbers, words and nested lists. Raises ValueError where it is none."""
    stack: list[list[Any]] = [[]]
    for token in _TOKEN.findall(data):
        if token.startswith(b"%"):
            continue
        if token == b"{":
            stack.append([])
        elif token == b"}":
            if len(stack) < 2:
                raise ValueError("unbalanced calculator function")
            done = stack.pop()
            stack[-1].append(done)
        else:
            text = token.decode("latin-1")
            try:
                stack[-1].append(float(text) if any(c in text for c in ".eE") else int(text))
            except ValueError:
                stack[-1].append(text)
    if len(stack) != 1 or len(stack[0]) != 1:
        raise ValueError("unbalanced calculator function")
    program: list[Any] = stack[0][0]
    return program


def calculate(program: list[Any], inputs: list[float], outputs: int) -> list[float]:
    """The last `outputs` values that a program leaves for its inputs. Raises ValueError where it cannot run."""
    stack: list[Any] = list(inputs)
    try:
        _run(program, stack)
    except (IndexError, ZeroDivisionError, OverflowError, TypeError, KeyError) as error:
        raise ValueError(f"calculator function: {error!r}") from None
    if len(stack) < outputs:
        raise ValueError("calculator function leaves too few values")
    return [float(value) for value in stack[-outputs:]]


def _divide(a: float, b: float) -> float:
    return a / b if b else 0.0


def _bits(whole: Callable[[int, int], int], logic: Callable[[bool, bool], bool]) -> Callable[[Any, Any], Any]:
    return lambda a, b: logic(a, b) if isinstance(a, bool) else whole(int(a), int(b))


def _angle(a: float, b: float) -> float:
    return math.degrees(math.atan2(a, b)) % 360


_TWO: dict[str, Callable[[Any, Any], Any]] = {
    "add": operator.add,
    "sub": operator.sub,
    "mul": operator.mul,
    "div": _divide,
    "idiv": lambda a, b: int(a / b),
    "mod": lambda a, b: int(math.fmod(a, b)),
    "atan": _angle,
    "exp": lambda a, b: float(a) ** b if a >= 0 else 0.0,
    "eq": operator.eq,
    "ne": operator.ne,
    "gt": operator.gt,
    "ge": operator.ge,
    "lt": operator.lt,
    "le": operator.le,
    "and": _bits(operator.and_, operator.and_),
    "or": _bits(operator.or_, operator.or_),
    "xor": _bits(operator.xor, operator.xor),
    "bitshift": lambda a, b: int(a) << int(b) if b >= 0 else int(a) >> -int(b),
}
_ONE: dict[str, Callable[[Any], Any]] = {
    "abs": abs,
    "neg": operator.neg,
    "ceiling": math.ceil,
    "floor": math.floor,
    "round": lambda a: math.floor(a + 0.5),
    "truncate": math.trunc,
    "cvi": math.trunc,
    "cvr": float,
    "sqrt": lambda a: math.sqrt(max(a, 0)),
    "sin": lambda a: math.sin(math.radians(a)),
    "cos": lambda a: math.cos(math.radians(a)),
    "ln": lambda a: math.log(a) if a > 0 else 0.0,
    "log": lambda a: math.log10(a) if a > 0 else 0.0,
    "not": lambda a: not a if isinstance(a, bool) else ~int(a),
}


def _run(program: list[Any], stack: list[Any]) -> None:
    if len(stack) > MOST_STEPS:
        raise ValueError("calculator function without end")
    for n, word in enumerate(program):
        if isinstance(word, (int, float)):
            stack.append(word)
        elif isinstance(word, list):
            _branch(program, n, stack)
        elif word in _TWO:
            second, first = stack.pop(), stack.pop()
            stack.append(_TWO[word](first, second))
        elif word in _ONE:
            stack.append(_ONE[word](stack.pop()))
        elif word not in ("if", "ifelse"):
            _move(word, stack)


def _branch(program: list[Any], n: int, stack: list[Any]) -> None:
    """A procedure at place n: run by the `if` or `ifelse` that ends its pair."""
    after = program[n + 1 : n + 3]
    if after[:1] == ["if"]:
        if stack.pop():
            _run(program[n], stack)
    elif len(after) == 2 and after[1] == "ifelse":
        _run(program[n] if stack.pop() else after[0], stack)
    # the second procedure of an ifelse has been run with the first


def _move(word: str, stack: list[Any]) -> None:
    if word in ("true", "false"):
        stack.append(word == "true")
    elif word == "pop":
        stack.pop()
    elif word == "exch":
        stack[-1], stack[-2] = stack[-2], stack[-1]
    elif word == "dup":
        stack.append(stack[-1])
    elif word == "copy":
        count = int(stack.pop())
        stack.extend(stack[len(stack) - count :] if count else [])
    elif word == "index":
        stack.append(stack[-1 - int(stack.pop())])
    elif word == "roll":
        turn, count = int(stack.pop()), int(stack.pop())
        if count:
            part = stack[-count:]
            turn %= count
            stack[-count:] = part[-turn:] + part[:-turn] if turn else part
    else:
        raise ValueError(f"calculator function: {word}")
