"""What can be written down: cases, formats, statutes, terms, moves, transcripts, money."""
