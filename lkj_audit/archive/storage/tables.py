"""Every table of an archive, of whichever module: what is copied and checked as a whole."""

from lkj_audit.archive.storage import schema_across, schema_pages, schema_reviews
from lkj_audit.archive.storage.schema import METADATA

MODULES = (schema_across, schema_pages, schema_reviews)

# those that others refer to first
TABLES = METADATA.sorted_tables
