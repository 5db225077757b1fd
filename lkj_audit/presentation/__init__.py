"""What findings are called, how they are grouped, numbered and worded: decided here once, for every output."""  # noqa: E501
