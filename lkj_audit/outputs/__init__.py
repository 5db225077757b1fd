"""The outputs of an audit; `page_boxes.py` turns findings into the boxes on a page."""
