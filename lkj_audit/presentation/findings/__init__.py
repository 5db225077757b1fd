"""What a finding is called, how findings are grouped, and how they are worded."""
