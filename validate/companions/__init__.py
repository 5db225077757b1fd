"""Documents beside the report under audit: what they are, what of them is the same, and what contradicts what."""  # noqa: E501
