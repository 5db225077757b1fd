"""Hostile PDFs: made to be so, and valid ones that were mutated. Everything follows from a random
generator's seed.
"""

import re
import zlib
from collections.abc import Callable, Sequence
from random import Random

from tests import drawn

Mutation = Callable[[Random, bytes], bytes]
Construction = Callable[[Random], bytes]

_OBJECT = re.compile(rb"(?<=[\r\n])\d+ \d+ obj\b.*?\bendobj", re.DOTALL)
_STREAM = re.compile(rb"(/Length )(\d+)([^>]*>>\s*stream\r?\n)(.*?)(\r?\nendstream)", re.DOTALL)
_NUMBER = re.compile(rb"(?<=[\s\[(/])-?\d+(?:\.\d+)?(?=[\s\])])")

# What no page should hold: too large, too small, and no numbers at all.
_ODD = (
    b"0",
    b"-1",
    b"1e38",
    b"-1e38",
    b"nan",
    b"inf",
    b"2147483648",
    b"-2147483649",
    b"99999999999999999999",
    b"0.0000001",
)


class InapplicableMutation(Exception):
    """A document that this mutation cannot change."""


# Mutations ----------------------------------------------------------------------------------------


def truncated(random: Random, data: bytes) -> bytes:
    """Cut off anywhere."""
    return data[: random.randrange(1, len(data))]


def bytes_changed(random: Random, data: bytes) -> bytes:
    """Some bytes are others."""
    changed = bytearray(data)
    for _ in range(random.choice((1, 3, 10, 100))):
        changed[random.randrange(len(changed))] = random.randrange(256)
    return bytes(changed)


def piece_removed(random: Random, data: bytes) -> bytes:
    """A piece is missing from the middle."""
    start = random.randrange(len(data))
    return data[:start] + data[start + random.randrange(1, 2000) :]


def piece_repeated(random: Random, data: bytes) -> bytes:
    """A piece is there twice."""
    start = random.randrange(len(data))
    end = start + random.randrange(1, 5000)
    return data[:end] + data[start:end] + data[end:]


def spliced(random: Random, data: bytes) -> bytes:
    """The first part is followed by another part of the same file."""
    return data[: random.randrange(1, len(data))] + data[random.randrange(len(data)) :]


def objects_swapped(random: Random, data: bytes) -> bytes:
    """Two objects have each other's content."""
    spans = [match.span() for match in _OBJECT.finditer(data)]
    if len(spans) < 2:
        raise InapplicableMutation
    (a, b), (c, d) = sorted(random.sample(spans, 2))
    one, other = data[a:b].split(b"obj", 1), data[c:d].split(b"obj", 1)
    return data[:a] + one[0] + b"obj" + other[1] + data[b:c] + other[0] + b"obj" + one[1] + data[d:]


def references_changed(random: Random, data: bytes) -> bytes:
    """Some references lead to other objects."""
    return _some(random, data, rb"\b(\d{1,6}) 0 R\b", lambda _: b"%d 0 R" % random.randrange(1, 60))


def lengths_lie(random: Random, data: bytes) -> bytes:
    """Streams say that they are longer or shorter than they are."""
    return _some(
        random,
        data,
        rb"/Length \d+(?! \d+ R)",
        lambda _: b"/Length " + random.choice((*_ODD, b"7", b"70000")),
    )


def filters_changed(random: Random, data: bytes) -> bytes:
    """Streams are said to be packed in another way."""
    names = (
        b"/LZWDecode",
        b"/ASCIIHexDecode",
        b"/ASCII85Decode",
        b"/RunLengthDecode",
        b"/DCTDecode",
        b"/JBIG2Decode",
    )
    return _some(random, data, rb"/FlateDecode", lambda _: random.choice(names))


def page_tree_cyclic(random: Random, data: bytes) -> bytes:
    """The children of a node of the page tree are the node itself, or each other."""
    numbers = re.findall(rb"(\d+) 0 obj", data)
    if b"/Kids" not in data or not numbers:
        raise InapplicableMutation

    def kids(_: re.Match[bytes]) -> bytes:
        chosen = (random.choice(numbers) for _ in range(random.choice((1, 2, 50))))
        return b"/Kids [" + b" ".join(b"%s 0 R" % number for number in chosen) + b"]"

    return re.sub(rb"/Kids\s*\[[^\]]*\]", kids, data)


def boxes_changed(random: Random, data: bytes) -> bytes:
    """Pages are huge, of no size, inside out, or no numbers."""
    boxes = (
        b"0 0 1e9 1e9",
        b"0 0 0 0",
        b"0 0 nan nan",
        b"842 595 0 0",
        b"-1e7 -1e7 1e7 1e7",
        b"0 0 1e-9 842",
        b"0 0 inf 1",
    )
    return _some(
        random,
        data,
        rb"/MediaBox\s*\[[^\]]*\]",
        lambda _: b"/MediaBox [" + random.choice(boxes) + b"]",
    )


def turned_oddly(random: Random, data: bytes) -> bytes:
    """Pages are turned by an angle, or are shown at a scale, that nobody uses."""
    turns = (
        b"/Rotate 90",
        b"/Rotate 45",
        b"/Rotate -270",
        b"/Rotate 1e9",
        b"/Rotate nan",
        b"/UserUnit 1e6",
    )
    return _some(
        random,
        data,
        rb"/Type\s*/Page\b(?!s)",
        lambda match: match.group() + random.choice(turns) + b" ",
    )


def without_unicode(random: Random, data: bytes) -> bytes:
    """Fonts do not say which characters their glyphs are."""
    return _some(random, data, rb"/ToUnicode \d+ 0 R", lambda match: b" " * len(match.group()))


def numbers_changed(random: Random, data: bytes) -> bytes:
    """Some numbers of the file's structure are odd ones."""
    return _some(random, data, _NUMBER.pattern, lambda _: random.choice(_ODD), most=8)


def operators_changed(random: Random, data: bytes) -> bytes:
    """Numbers and operators of a content stream are others, its length and packing right."""
    streams = [match for match in _STREAM.finditer(data) if _unpacked(match[4]) is not None]
    if not streams:
        raise InapplicableMutation
    match = random.choice(streams)
    content = _unpacked(match[4]) or b""
    for _ in range(random.choice((1, 5, 50))):
        content = random.choice((_number_odd, _token_dropped, _token_repeated))(random, content)
    packed = zlib.compress(content)
    stream = match[1] + b"%d" % len(packed) + match[3] + packed + match[5]
    return data[: match.start()] + stream + data[match.end() :]


def _unpacked(packed: bytes) -> bytes | None:
    try:
        content = zlib.decompressobj().decompress(packed, 1 << 22)
    except zlib.error:
        return None
    return content if re.search(rb"\b(?:re|Tj|TJ|BT)\b", content) else None


def _number_odd(random: Random, content: bytes) -> bytes:
    found = list(_NUMBER.finditer(content))
    if not found:
        return content
    match = random.choice(found)
    return content[: match.start()] + random.choice(_ODD) + content[match.end() :]


def _token_dropped(random: Random, content: bytes) -> bytes:
    tokens = content.split(b" ")
    del tokens[random.randrange(len(tokens))]
    return b" ".join(tokens)


def _token_repeated(random: Random, content: bytes) -> bytes:
    tokens = content.split(b" ")
    at = random.randrange(len(tokens))
    return b" ".join([*tokens[:at], *[tokens[at]] * random.choice((2, 300)), *tokens[at:]])


def _some(
    random: Random,
    data: bytes,
    pattern: bytes,
    replaced: Callable[[re.Match[bytes]], bytes],
    most: int = 4,
) -> bytes:
    """Return the data with some of the places that the pattern fits replaced."""
    found = list(re.finditer(pattern, data))
    if not found:
        raise InapplicableMutation
    chosen = sorted(
        random.sample(found, min(len(found), random.randint(1, most))),
        key=lambda match: match.start(),
    )
    parts, at = [], 0
    for match in chosen:
        parts += [data[at : match.start()], replaced(match)]
        at = match.end()
    return b"".join([*parts, data[at:]])


MUTATIONS: tuple[Mutation, ...] = (
    truncated,
    bytes_changed,
    piece_removed,
    piece_repeated,
    spliced,
    objects_swapped,
    references_changed,
    lengths_lie,
    filters_changed,
    page_tree_cyclic,
    boxes_changed,
    turned_oddly,
    without_unicode,
    numbers_changed,
    operators_changed,
)


# Constructions ------------------------------------------------------------------------------------


def file_of(objects: Sequence[bytes]) -> bytes:
    """Return a file of these objects, the first of which is the catalog."""
    body, offsets = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, 1):
        offsets.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    table += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    trailer = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (
        len(objects) + 1,
        len(body),
    )
    return body + table + trailer


_FONT = b"/Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >>"


def page_of(
    content: bytes, box: bytes = b"0 0 595 842", resources: bytes = _FONT, packed: int = 0
) -> bytes:
    """Return a file of one page with this content, packed so many times."""
    for _ in range(packed):
        content = zlib.compress(content, 9)
    filters = b"/Filter [%s] " % (b"/FlateDecode " * packed)
    return file_of(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [%s] /Resources << %s >> /Contents 4 0 R >>"
            % (box, resources),
            b"<< %s/Length %d >>\nstream\n%s\nendstream" % (filters, len(content), content),
        ]
    )


def _table(rows: int = 4) -> bytes:
    grid = [
        ["Kode", "Pagu", "Realisasi"],
        *([f"7.01.{row:02}", "1.500", "1.400"] for row in range(rows)),
    ]
    return drawn.table(grid, [80, 80, 80]).encode("cp1252")


def million_path_operators(random: Random) -> bytes:
    """A page with a million path operators beside a table."""
    count = random.choice((1000, 40_000))
    ends = [random.randrange(800) for _ in range(4 * count)]
    lines = b"%d %d m %d %d l S\n" * count % tuple(ends)
    return page_of(_table() + lines * (333_333 // count), packed=1)


def deeply_nested_forms(random: Random) -> bytes:
    """Forms that draw forms, a thousand deep, or each the next one twice."""
    depth = random.choice((30, 1000))
    twice = b"/X Do " * (2 if depth == 30 else 1)
    box = b"/Type /XObject /Subtype /Form /BBox [0 0 595 842]"
    inner = [
        b"<< %s /Resources << %s /XObject << /X %d 0 R >> >> /Length %d >>\nstream\n%s\nendstream"
        % (box, _FONT, number + 1, len(twice), twice)
        for number in range(5, 5 + depth)
    ]
    content = _table() + b"/X Do"
    last = b"<< %s /Resources << %s >> /Length %d >>\nstream\n%s\nendstream" % (
        box,
        _FONT,
        len(_table()),
        _table(),
    )
    return file_of(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << %s /XObject << /X 5 0 R >> >> "  # noqa: E501
            b"/Contents 4 0 R >>" % _FONT,
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
            *inner,
            last,
        ]
    )


def form_that_draws_itself(random: Random) -> bytes:  # noqa: ARG001
    """A form whose content is itself."""
    content = _table() + b"/X Do"
    stream = b"/Length %d >>\nstream\n%s\nendstream" % (len(content), content)
    resources = b"/Resources << %s /XObject << /X 5 0 R >> >>" % _FONT
    return file_of(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] %s /Contents 4 0 R >>"
            % resources,
            b"<< " + stream,
            b"<< /Type /XObject /Subtype /Form /BBox [0 0 595 842] %s " % resources + stream,
        ]
    )


def decompression_bomb(random: Random) -> bytes:
    """A few kilobytes that unpack to hundreds of megabytes."""
    return page_of(
        _table() + random.choice((b" ", b"q Q\n", b"0 0 m\n")) * 60_000_000,
        packed=random.choice((1, 2)),
    )


def coordinates_that_are_no_numbers(random: Random) -> bytes:
    """Rules and words at NaN, infinity and beyond."""
    form = b"%s %s m %s %s l S BT /F1 %s Tf %s %s Td (7.500) Tj ET %s 0 0 %s %s 0 cm\n"
    numbers = [random.choice((*_ODD, b"100", b"200")) for _ in range(200 * form.count(b"%s"))]
    return page_of(_table() + form * 200 % tuple(numbers))


def page_without_size(random: Random) -> bytes:
    """A table on a page of no size, or of a size that no paper has."""
    return page_of(
        _table(),
        random.choice(
            (b"0 0 0 0", b"100 100 100 900", b"0 0 1e10 1e10", b"0 0 nan 842", b"0 0 1 1")
        ),
    )


def tiny_cells(random: Random) -> bytes:
    """A grid of 100,000 cells, each with a digit: less than a point high on a page, or just legible
    on a poster.
    """
    rows, columns = random.choice(((1000, 100), (500, 200), (100, 1000)))
    width, height = random.choice(((595 / columns, 842 / rows), (14.0, 8.0)))
    right, top = width * columns, height * rows
    rules = [b"%.3f 0 m %.3f %.3f l S\n" % (width * k, width * k, top) for k in range(columns + 1)]
    rules += [
        b"0 %.3f m %.3f %.3f l S\n" % (height * k, right, height * k) for k in range(rows + 1)
    ]
    places = (
        (width * column + 0.1, height * row + 0.1, column % 10)
        for row in range(rows)
        for column in range(columns)
    )
    size = min(width, height) * 0.7
    words = [
        b"BT /F1 %.2f Tf 1 0 0 1 %.3f %.3f Tm (%d) Tj ET\n" % (size, *place) for place in places
    ]
    return page_of(b"0.05 w\n" + b"".join(rules + words), b"0 0 %.3f %.3f" % (right, top), packed=1)


def page_listed_often(random: Random) -> bytes:
    """One page that the page tree lists a hundred thousand times."""
    times = random.choice((3000, 100_000))
    content = _table()
    return file_of(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b"3 0 R " * times, times),
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << %s >> /Contents 4 0 R >>"  # noqa: E501
            % _FONT,
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        ]
    )


def million_glyphs(random: Random) -> bytes:
    """A page with half a million letters, most of them one over another."""
    letters = bytes(random.choice(b"0123456789.,ABC ") for _ in range(500)) * 1000
    return page_of(_table() + b"BT /F1 9 Tf 70 700 Td (" + letters + b") Tj ET", packed=1)


def page_tree_that_is_its_own_child(random: Random) -> bytes:  # noqa: ARG001
    """A page tree without an end."""
    return file_of(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 100000 /Parent 2 0 R >>",
        ]
    )


def font_without_unicode(random: Random) -> bytes:  # noqa: ARG001
    """A table whose font names its glyphs after nothing."""
    names = b" ".join(b"/g%d" % code for code in range(32, 127))
    font = (
        b"/Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /ABCDEF+Rahasia /FirstChar 32 /LastChar 126 "  # noqa: E501
        b"/Encoding << /Type /Encoding /Differences [32 %s] >> /Widths [%s] >> >>"
        % (names, b"500 " * 95)
    )
    return page_of(_table(), resources=font)


CONSTRUCTIONS: tuple[Construction, ...] = (
    million_path_operators,
    deeply_nested_forms,
    form_that_draws_itself,
    decompression_bomb,
    coordinates_that_are_no_numbers,
    page_without_size,
    tiny_cells,
    page_listed_often,
    million_glyphs,
    page_tree_that_is_its_own_child,
    font_without_unicode,
)
