"""The formats in which papers can be taken away: one module for each."""
