"""How well documents are read and audited: measured on our corpus, on written tables and on mutated numbers."""  # noqa: E501
