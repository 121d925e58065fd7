"""The table: a turn machine, rules, a fold over events, the clock, and views by seat."""
