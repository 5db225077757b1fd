"""Pictures of pages to glyphs and rules: prepared, recognised, handed to the readers of text pages."""  # noqa: E501
