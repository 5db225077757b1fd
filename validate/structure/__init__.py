"""The structure of tables and reports: hierarchy of rows, links between entities, completeness."""
