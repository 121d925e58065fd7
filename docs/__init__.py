"""Tools that make the documentation; not part of the installed packages."""
