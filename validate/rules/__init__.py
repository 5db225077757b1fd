"""The rules, one file each, in a folder for each group; `validate/catalogue.py` lists them."""
