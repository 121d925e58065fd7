"""The computer across the table: it plays either side from that side's own brief and the public table."""
