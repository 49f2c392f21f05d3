"""How fast is the whole path, and how much memory does it take?"""
