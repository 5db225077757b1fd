"""Archives on a server: the queue of their documents, and the workers that take jobs from it."""
