"""What a pasted text is given to in the tests, in a process of its own."""

import os
import time

from detente.types import Coding


def quick(article):
    if "fail" in article.text:
        raise ZeroDivisionError
    if "dies" in article.text:
        os._exit(9)
    return Coding(article, sentences=1)


def endless(article):
    time.sleep(3600)
