"""PDF pages to cells that know where they were printed."""
