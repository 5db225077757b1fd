"""`python -m lkj_audit` is `lkj`."""

from lkj_audit.main import main

if __name__ == "__main__":
    main()
