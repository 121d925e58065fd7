"""How fast the program is and how much memory it takes, measured outside the tests.

``python -m benchmarks`` runs all and writes ``RESULTS.md``; ``python -m benchmarks NAME ...`` runs some.
"""
