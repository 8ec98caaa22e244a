"""Which figures of an article stand in relation. A relation that only might hold is not given: rules judge what is."""
