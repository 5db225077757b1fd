"""One module of tests a rule, as the rules have a module each."""
