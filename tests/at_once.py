"""Verbs that arrive at the same moment, over connections of their own."""

import threading

from django.db import connection


def at_once(*verbs):
    """Call these in threads, all at the same moment. Returns results, or what they raised."""
    start, results = threading.Barrier(len(verbs)), [None] * len(verbs)

    def call(n, verb):
        start.wait()
        try:
            results[n] = verb()
        except Exception as error:
            results[n] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=call, args=each) for each in enumerate(verbs)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def failures(results, *expected):
    return [each for each in results if isinstance(each, Exception) and type(each) not in expected]
