"""What runs: the table, the opponent, the journal, the command line and the screens."""

__version__ = "0.1.0"
