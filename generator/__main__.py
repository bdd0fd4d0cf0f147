"""`catalog`, and `python -m generator`, which is the same."""

import sys


def main() -> None:
    """Run the verb that the words behind the program's name ask for; Ctrl-C ends it with a word at any time."""
    try:
        from generator.cli import main as catalog  # it takes half a second, in which one may press Ctrl-C, too

        catalog(prog_name="catalog")
    except KeyboardInterrupt:
        sys.exit("Aborted!")


if __name__ == "__main__":
    main()
