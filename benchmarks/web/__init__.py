"""How quick the pages of a large record come, over HTTP."""
