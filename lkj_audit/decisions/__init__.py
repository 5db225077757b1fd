"""What people decide on findings: an append-only file beside the outputs, kept through every later audit."""  # noqa: E501
