"""What an audit costs, beside what other readers of tables cost."""
