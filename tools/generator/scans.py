"""Documents as a scanner leaves them: their pages as pictures, degraded as paper, scanners and
copies degrade them.

What is printed on them is known from the document itself. Equal seeds give equal bytes: nothing is
committed that can be made again.
"""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
import pypdfium2 as pdfium
from numpy.typing import NDArray

Picture = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Scanner:
    """How a document is scanned: dots an inch, depth, by how many degrees the paper lies askew, and
    what else is wrong.

    `bits` makes pages of one bit (threshold), `quarters` turns them, `quality` is that of the JPEG.
    `blur` is in pixels, `noise` in grey values, `faint` takes that share of the toner away.
    """

    name: str
    dpi: int = 200
    bits: bool = False
    skew: float = 0.0
    quarters: int = 0
    quality: int = 85
    blur: float = 0.0
    noise: float = 0.0
    faint: float = 0.0
    shadow: bool = False
    bleed: bool = False
    stamp: bool = False
    holes: bool = False
    edges: bool = False
    broken: bool = False

    @property
    def degraded(self) -> bool:
        """Whether more is wrong than a page that lies askew."""
        rest = (
            self.shadow,
            self.bleed,
            self.stamp,
            self.broken,
            self.blur > 0.8,
            self.noise > 8,
            self.faint > 0,
        )
        return any(rest) or self.dpi < 150 or (self.bits and self.dpi < 200)


SCANNERS = (
    Scanner("clean-200", skew=0.4, noise=3),
    Scanner("clean-300-bit", dpi=300, bits=True, skew=-0.8, noise=3),
    Scanner("clean-150", dpi=150, skew=1.5, noise=3),
    Scanner("sideways-200", skew=0.6, quarters=1, noise=3),
    Scanner("upside-down-200", skew=-0.5, quarters=2, noise=3),
    Scanner("shadow-200", skew=2.0, noise=6, shadow=True, quality=60),
    Scanner("faint-200", faint=0.45, noise=8, blur=0.6, skew=-1.2),
    Scanner("copied-200-bit", bits=True, blur=1.1, noise=14, holes=True, edges=True, skew=1.0),
    Scanner("bleed-200", bleed=True, noise=6, quality=50, skew=-3.0),
    Scanner("stamped-200", stamp=True, holes=True, noise=5, skew=0.8),
    Scanner("coarse-100-bit", dpi=100, bits=True, skew=0.9, broken=True, edges=True),
    Scanner("askew-200", skew=8.5, noise=5, blur=0.5),
    Scanner("phone-150", dpi=150, shadow=True, blur=0.9, noise=8, quality=45, skew=-2.2),
    Scanner("fine-600-bit", dpi=600, bits=True, skew=0.3),
)


def scan(document: bytes, scanner: Scanner, seed: str, pages: Sequence[int] | None = None) -> bytes:
    """Return the document (these 0-based pages of it, else all) as this scanner leaves it."""
    random = np.random.default_rng(zlib.crc32(f"{seed} {scanner.name}".encode()))
    source = pdfium.PdfDocument(document)
    numbers = range(len(source)) if pages is None else pages
    pictures = []
    for number in numbers:
        page = source[number]
        behind = source[(number + 1) % len(source)] if scanner.bleed else None
        pictures.append(
            _degraded(
                _drawn(page, scanner.dpi), behind and _drawn(behind, scanner.dpi), scanner, random
            )
        )
    return picture_pdf(pictures, scanner)


def _drawn(page: pdfium.PdfPage, dpi: int) -> Picture:
    """Return a page as a picture of grey values."""
    drawn = page.render(scale=dpi / 72, grayscale=True).to_numpy()
    return np.ascontiguousarray(drawn.reshape(drawn.shape[:2]))


def _degraded(
    grey: Picture, behind: Picture | None, scanner: Scanner, random: np.random.Generator
) -> Picture:
    """Return a picture as the scanner leaves it."""
    unit = scanner.dpi / 72
    page = grey.astype(np.float32)
    tall = grey.shape[0]
    if scanner.stamp:
        _stamp(page, unit, random)
    if scanner.broken:
        _break_rules(page, unit, random)
    if scanner.faint:
        page = 255 - (255 - page) * (1 - scanner.faint) * (0.85 + 0.3 * _clouds(grey.shape, random))
    if behind is not None and behind.shape == grey.shape:
        page = np.minimum(page, 255 - (255 - behind[:, ::-1].astype(np.float32)) * 0.18)
    page = _seen(page, scanner, random)
    if scanner.holes:
        for at in (0.3, 0.7):
            cv2.circle(page, (round(20 * unit), round(at * tall)), round(8 * unit), 20.0, -1)
    if scanner.edges:
        page[: round(5 * unit)] = 0
        page[:, -round(7 * unit) :] = 0
    found = np.clip(page, 0, 255).astype(np.uint8)
    if scanner.bits:
        found = np.where(found < 150, 0, 255).astype(np.uint8)
    return np.ascontiguousarray(np.rot90(found, scanner.quarters)) if scanner.quarters else found


def _seen(
    page: NDArray[np.float32], scanner: Scanner, random: np.random.Generator
) -> NDArray[np.float32]:
    """Return a sheet of paper as the glass shows it: askew, in the shade of its fold, out of focus,
    grainy.
    """
    tall, wide = page.shape
    if scanner.skew:
        matrix = cv2.getRotationMatrix2D((wide / 2, tall / 2), -scanner.skew, 1.0)
        page = np.asarray(
            cv2.warpAffine(page, matrix, (wide, tall), flags=cv2.INTER_CUBIC, borderValue=255),
            np.float32,
        )
    if scanner.shadow:
        across = np.linspace(0, 1, wide, dtype=np.float32)
        page = page * (0.55 + 0.45 * np.minimum(1, across * 2.2))[None, :]
    if scanner.blur:
        page = np.asarray(cv2.GaussianBlur(page, (0, 0), scanner.blur), np.float32)
    return page + random.normal(0, scanner.noise, page.shape).astype(np.float32)


def _clouds(shape: tuple[int, ...], random: np.random.Generator) -> NDArray[np.float32]:
    """Return values from 0 to 1 that change slowly over the page: toner that is spread unevenly."""
    coarse = random.random((8, 6)).astype(np.float32)
    return np.asarray(
        cv2.resize(coarse, (shape[1], shape[0]), interpolation=cv2.INTER_CUBIC), np.float32
    )


def _stamp(page: NDArray[np.float32], unit: float, random: np.random.Generator) -> None:
    """Put a round stamp and a signature on a page, paler than print."""
    tall, wide = page.shape
    layer = np.zeros(page.shape, np.uint8)
    middle = (
        round(wide * float(random.uniform(0.35, 0.6))),
        round(tall * float(random.uniform(0.4, 0.6))),
    )
    cv2.circle(layer, middle, round(48 * unit), 255, max(1, round(1.6 * unit)))
    cv2.circle(layer, middle, round(34 * unit), 255, max(1, round(unit)))
    steps = np.linspace(0, 9, 80)
    x = middle[0] + (steps - 2) * 16 * unit
    y = middle[1] + np.sin(steps * 2.3) * 18 * unit + random.normal(0, unit, 80)
    points = np.column_stack((x, y)).round().astype(np.int32)
    cv2.polylines(layer, [points], False, 255, max(1, round(1.2 * unit)))
    page[layer > 0] = np.minimum(page[layer > 0], 150)


def _break_rules(page: NDArray[np.float32], unit: float, random: np.random.Generator) -> None:
    """Take pieces out of long rules, as a coarse scanner does."""
    dark = (page < 140).astype(np.uint8) * 255
    for along, size in (((1, round(40 * unit)), (2, 10)), ((round(40 * unit), 1), (10, 2))):
        rules = cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones(along, np.uint8))
        rows, columns = np.nonzero(rules)
        if not len(rows):
            continue
        for at in random.integers(0, len(rows), 60).tolist():
            high, wide = round(size[0] * unit), round(size[1] * unit)
            part = rules[rows[at] : rows[at] + high, columns[at] : columns[at] + wide] > 0
            page[rows[at] : rows[at] + high, columns[at] : columns[at] + wide][part] = 255


def picture_pdf(pictures: Sequence[Picture], scanner: Scanner) -> bytes:
    """Return a PDF with a page for each picture, and nothing else on it."""
    objects: list[bytes] = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]
    kids = []
    for picture in pictures:
        tall, wide = picture.shape
        width, height = 72 * wide / scanner.dpi, 72 * tall / scanner.dpi
        first = len(objects) + 1
        kids.append(f"{first} 0 R")
        box = f"[0 0 {width:.2f} {height:.2f}]"
        resources = f"<< /XObject << /Im {first + 2} 0 R >> >>"
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox {box} /Resources {resources} /Contents "
            f"{first + 1} 0 R >>".encode()
        )
        objects.append(_stream("", f"q {width:.2f} 0 0 {height:.2f} 0 0 cm /Im Do Q".encode()))
        objects.append(_image(picture, scanner))
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>".encode()
    out = bytearray(b"%PDF-1.5\n")
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{offset:010d} 00000 n \n".encode() for offset in offsets)
    out += (
        f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n".encode()
    )
    return bytes(out)


def _image(picture: Picture, scanner: Scanner) -> bytes:
    tall, wide = picture.shape
    head = f"/Type /XObject /Subtype /Image /Width {wide} /Height {tall} /ColorSpace /DeviceGray"
    if scanner.bits:
        bits = np.packbits(picture > 127, axis=1).tobytes()
        return _stream(f"{head} /BitsPerComponent 1 /Filter /FlateDecode", zlib.compress(bits, 9))
    _, data = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, scanner.quality])
    return _stream(f"{head} /BitsPerComponent 8 /Filter /DCTDecode", data.tobytes())


def _stream(head: str, data: bytes) -> bytes:
    return f"<< {head} /Length {len(data)} >>\nstream\n".encode() + data + b"\nendstream"
