"""DOK: the report beside other documents of its office."""
