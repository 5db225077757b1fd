"""The review of the documents of an archive: entries, decisions, what stands of each, and how they are listed."""  # noqa: E501
