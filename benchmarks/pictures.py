"""A book with many photographs: CPU seconds and the peak of memory, and whether a second build is the same.

    python benchmarks/pictures.py [PHOTOGRAPHS] [FORMAT ...]

`folder` is a web page as a folder.

The photographs are drawn by code from a seed, in a folder that is thrown away: slow waves of colour under the
grain of a sensor, 4,000 x 3,000 pixels, of about 4 MB each as a camera saves them. Each format is built by a
process of its own: the first makes the pictures small, the next take what it kept.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import tempfile
from pathlib import Path

SIZE = 4000, 3000
SETTINGS = 'name = "Photographs"\ntarget-languages = ["fr"]\n'
_GRAIN = 14
"""How much a pixel differs from what stands there, of 255: so a file is as long as that of a camera."""


def draw(folder: Path, number: int) -> None:
    """Draw so many photographs; no two are alike."""
    import numpy as np
    from PIL import Image

    wide, high = SIZE
    down, right = np.mgrid[0:high, 0:wide].astype(np.float32)
    waves = [125 + 80 * np.sin(right / (400 + 90 * band) + down / (700 - 90 * band)) for band in range(3)]
    colours = np.stack(waves, -1)
    # Sensors see less than they save.
    grain = np.random.default_rng(7).normal(0, _GRAIN, (high // 2, wide // 2)).astype(np.float32)
    grain = grain.repeat(2, 0).repeat(2, 1)[..., None]
    for k in range(number):
        pixels = np.clip(colours + np.roll(grain, 6 * k), 0, 255).astype(np.uint8)
        Image.fromarray(pixels).save(folder / f"quay-{k}.jpg", "JPEG", quality=89)


def project(folder: Path, number: int) -> float:
    """A project with a talk that shows so many; gives the MB of each."""
    (folder / "source").mkdir()
    (folder / "diglot.toml").write_text(SETTINGS)
    # By a process of its own: the memory of the builds would be told with that of what begins them.
    subprocess.run([sys.executable, __file__, "--draw", folder / "source", str(number)], check=True)
    lines = ["A walk along the quay\n"]
    for k in range(number):
        lines.append(f"![The quay, step {k}.](quay-{k}.jpg) Taken at step {k}.\n")
        lines.append(f"Ann Roe: That was step {k}.\n")
    (folder / "source/quay.txt").write_text("\n".join(lines))
    return sum(path.stat().st_size for path in (folder / "source").glob("*.jpg")) / number / 1e6


def diglot(folder: Path, *arguments: str) -> tuple[float, float]:
    """CPU seconds and peak MB of a command."""
    code = "import sys; from toolkit.__main__ import run; sys.exit(run())"
    process = subprocess.Popen(
        [sys.executable, "-c", code, "-C", str(folder), "--quiet", *arguments], stderr=subprocess.DEVNULL
    )
    _, status, used = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"diglot {' '.join(arguments)} failed")
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def belongs(path: Path, kind: str) -> bool:
    """Whether a file in `build/` is of an edition in this format."""
    if kind == "folder":
        return path.is_file() and path.parent.name != "build"
    return path.suffix == f".{kind}" and path.parent.name == "build"


def main() -> None:
    """Build the book in each format, twice."""
    if sys.argv[1:2] == ["--draw"]:
        draw(Path(sys.argv[2]), int(sys.argv[3]))
        return
    numbers = [word for word in sys.argv[1:] if word.isdigit()]
    formats = [word for word in sys.argv[1:] if not word.isdigit()] or ["epub", "html", "folder", "pdf"]
    number = int(numbers[0]) if numbers else 200
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        print(f"{number} photographs, {project(folder, number):.1f} MB each")
        diglot(folder, "extract")
        for kind in formats:
            digests = set()
            more = 'html = "folder"\n' if kind == "folder" else ""
            (folder / "diglot.toml").write_text(more + SETTINGS)
            for again in ("", " again"):
                seconds, peak = diglot(folder, "build", "-f", "html" if kind == "folder" else kind, "--force")
                files = sorted(path for path in (folder / "build").rglob("*") if belongs(path, kind))
                digests.add(hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest())
                size = sum(path.stat().st_size for path in files) / 1e6
                print(f"{kind}{again}: {seconds:.1f} CPU s, {peak:.0f} MB at most, {size:.0f} MB")
            print("the same bytes" if len(digests) == 1 else "OTHER BYTES")


if __name__ == "__main__":
    main()
