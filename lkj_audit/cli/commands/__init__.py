"""One file a command of `lkj`."""
