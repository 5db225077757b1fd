"""The review of the documents of an archive: entries, decisions, the status of each, and how they are listed."""  # noqa: E501
