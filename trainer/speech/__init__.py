"""Words at the table: typed speech to moves, and moves to plain words."""
