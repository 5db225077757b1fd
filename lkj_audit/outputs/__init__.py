"""The outputs of an audit, one package each; `page_boxes.py` turns findings into boxes on pages,
which HTML and PDF draw.
"""
