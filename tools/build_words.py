"""Make the dictionary of ``banmian/words``: its words, how probable they are, and where characters stand in words.

    python tools/build_words.py                                 # gets jieba's sdist from the package index
    python tools/build_words.py --source jieba-0.42.1.tar.gz    # from the sdist at hand

All of it is jieba's (MIT), whose sdist is held against its SHA-256. A word's number in the trie is its row in
``weights.npy``; a hanzi's distance from U+4E00 is its row in ``tags.npy``.
"""

from __future__ import annotations

import argparse
import ast
import hashlib
import io
import subprocess
import sys
import tarfile
import tempfile
from math import log
from pathlib import Path

import marisa_trie
import numpy as np

from banmian.words import FIRST, LAST, LONGEST, NEVER, RARE

NAME = "jieba-0.42.1"
SHA256 = "055ca12f62674fafed09427f176506079bc135638a14e23e25be909131928db2"
FOLDER = Path(__file__).resolve().parent.parent / "render/banmian/words"


def main() -> None:
    """Write the three files."""
    parser = argparse.ArgumentParser(description="Make the dictionary that headlines are turned by.")
    parser.add_argument("--source", type=Path, help="jieba's sdist, if it is not to be fetched")
    given: Path | None = parser.parse_args().source
    data = given.read_bytes() if given else fetched()
    if hashlib.sha256(data).hexdigest() != SHA256:
        raise SystemExit(f"{NAME}.tar.gz: SHA-256 differs from the one that is named here")
    with tarfile.open(fileobj=io.BytesIO(data)) as tar:
        rows, model = (
            tar.extractfile(f"{NAME}/jieba/{name}").read().decode()  # type: ignore[union-attr]
            for name in ("dict.txt", "finalseg/prob_emit.py")
        )
    counts = {word: int(count) for word, count, _ in map(str.split, rows.splitlines())}
    total = sum(counts.values())
    assert max(map(len, counts)) == LONGEST
    assert abs(log(1 / total) - RARE) < 1e-9
    trie = marisa_trie.Trie(counts)
    weights = np.zeros(len(trie), "<f4")
    for word, count in counts.items():
        weights[trie[word]] = log(count / total)
    tags = np.full((ord(LAST) - ord(FIRST) + 1, 4), NEVER, "<f4")
    for place, name in enumerate("BMES"):
        for character, likely in ast.literal_eval(model.partition("=")[2].strip())[name].items():
            if len(character) == 1 and FIRST <= character <= LAST:
                tags[ord(character) - ord(FIRST), place] = likely
    trie.save(str(FOLDER / "words.marisa"))
    np.save(FOLDER / "weights.npy", weights)
    np.save(FOLDER / "tags.npy", tags)
    print(f"{len(trie)} words, {(tags[:, 3] > NEVER).sum()} hanzi")


def fetched() -> bytes:
    """Return the sdist from the package index."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--no-binary", ":all:"]
        subprocess.run([*command, "--dest", folder, NAME.replace("-", "==")], check=True)
        return (Path(folder) / f"{NAME}.tar.gz").read_bytes()


if __name__ == "__main__":
    main()
