"""Programs for those who develop lkj-audit; none of them is installed."""
