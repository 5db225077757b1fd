"""Pages of documents of several files, for queries: which file holds a page of one, and which page
of that it is.
"""

_PART = """FROM part q WHERE q.document_id = {document} AND {page} >= q.first_page
 AND {page} < q.first_page + q.pages"""


def file_at(document: str, page: str, otherwise: str) -> str:
    """Return the expression for the file that holds a page; `otherwise` is that of a document of
    one file.
    """
    part = _PART.format(document=document, page=page)
    return (
        "COALESCE((SELECT q.path || CASE q.member WHEN '' THEN '' ELSE '!/' || q.member END "
        f"{part}), {otherwise})"
    )


def page_at(document: str, page: str) -> str:
    """Return the expression for the number of a page in the file that holds it."""
    part = _PART.format(document=document, page=page)
    return f"{page} - COALESCE((SELECT q.first_page - 1 {part}), 0)"


# one of the places of a document, by its key
FILE_OF = """(SELECT min(l.path || CASE l.member WHEN '' THEN '' ELSE '!/' || l.member END)
 FROM location l WHERE l.document_id = {} AND l.current = 1)"""
