"""How quick a large record answers."""
