"""What is true of an invented office: its budget, people, performance."""
