"""How well are events, statements and commitments coded?"""
