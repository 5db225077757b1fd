"""Writes the sample reports of the corpus: it knows what each cell says and which errors it planted."""  # noqa: E501
