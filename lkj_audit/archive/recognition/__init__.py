"""Pages that are pictures: a stage of its own, read page by page and taken up where it stopped."""
