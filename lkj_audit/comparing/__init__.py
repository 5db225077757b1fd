"""What became of an audit: entries that are closed, still there or new between two versions of a report."""  # noqa: E501
