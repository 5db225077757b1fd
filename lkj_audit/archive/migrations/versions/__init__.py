"""One module a version of the schema: what it changes in an archive of the version before."""
