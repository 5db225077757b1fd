"""Reports for CI systems (GitHub, JUnit XML, Markdown), and the baseline of findings that a team has set aside."""  # noqa: E501
