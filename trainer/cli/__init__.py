"""The command line: every feature without a screen."""
