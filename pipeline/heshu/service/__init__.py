"""Use-cases: what the command line and the Python API offer, free of how it is shown."""
