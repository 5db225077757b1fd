"""The JSON contract `lkj-audit/1`."""
