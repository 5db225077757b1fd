"""The review in the browser: a server on loopback for one user, over a folder of outputs."""
