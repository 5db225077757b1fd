"""Programs that build the reference data of `normalize/reference`."""
