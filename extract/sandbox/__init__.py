"""Work on a document in a process of its own: a crash, timeout or memory overrun costs that work and nothing else."""  # noqa: E501
