"""The screens: the only package that knows Textual. Importing it imports nothing heavy."""
