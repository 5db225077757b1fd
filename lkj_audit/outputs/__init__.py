"""What an auditor takes away: pages, annotated documents, working papers and notes, one module each."""  # noqa: E501
