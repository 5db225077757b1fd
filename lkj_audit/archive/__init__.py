"""The archive: years of audited reports in a database, what is missing among them, and what they say together."""  # noqa: E501
