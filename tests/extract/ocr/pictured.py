"""A PDF of one picture in a given encoding."""

from io import BytesIO

import pikepdf


def encoded_pdf(shape: tuple[int, ...], head: str, data: bytes, dpi: float) -> bytes:
    """Return a PDF whose one page is a picture: `shape` is its height and width, `head` what its
    dictionary states beside them.
    """
    high, wide = shape[:2]
    width, height = 72 * wide / dpi, 72 * high / dpi
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(width, height))
        facts = pikepdf.Object.parse(
            f"<< /Type /XObject /Subtype /Image /Width {wide} /Height {high} {head} >>".encode()
        )
        picture = pikepdf.Stream(pdf, data)
        for name, value in facts.items():
            picture[name] = value
        page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im=picture))
        page.Contents = pikepdf.Stream(
            pdf, f"q {width:.4f} 0 0 {height:.4f} 0 0 cm /Im Do Q".encode()
        )
        out = BytesIO()
        pdf.save(out, stream_decode_level=pikepdf.StreamDecodeLevel.none)
        return out.getvalue()
