"""The table of pages that are pictures: which there are, and what OCR has made of each.

A page is recognised and recorded by itself, so that a long scan continues at the page where a
worker was killed, and several machines can read one document.
"""

from sqlalchemy import Column, Index, Integer, LargeBinary, Table

from lkj_audit.archive.storage.schema import METADATA, reference, string

PICTURE_PAGE = Table(
    "picture_page",
    METADATA,
    reference("document_id", "document", key=True),
    # the number of its file, from 0, where a document consists of several
    Column("file", Integer, primary_key=True, autoincrement=False),
    Column("page", Integer, primary_key=True, autoincrement=False),
    # `recognition.picture_pages.PageState`
    Column("state", string(16), nullable=False),
    # the program that has read it: recogniser and version, version of ours; empty until then
    Column("engine", string(64), nullable=False),
    # the page as it was read, packed (`extract.ocr.stored_pages`)
    Column("data", LargeBinary),
    Index(None, "state"),
)
