"""Writes the exports, or prints the terms (``python -m`` with this package's name)."""

import argparse
import sys
from datetime import date
from pathlib import Path

from .accounts import ACCOUNTS, terms
from .takeout import write


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="demonstration", description=__doc__)
    parser.add_argument("--today", type=date.fromisoformat, help="YYYY-MM-DD")
    parser.add_argument("--out", type=Path, help="directory that the exports go to")
    parser.add_argument("--person", choices=[*ACCOUNTS, "all"], default="all")
    parser.add_argument("--terms", action="store_true", help="print the distinctive words instead")
    arguments = parser.parse_args()
    if not arguments.terms and not (arguments.today and arguments.out):
        parser.error("--today and --out are needed")
    return arguments


def main() -> int:
    """Exit code 0; 1 when a file cannot be written; argparse exits with 2 on bad usage."""
    arguments = _arguments()
    if arguments.terms:
        print("\n".join(terms()))
        return 0
    try:
        roots = write(arguments.out, arguments.today, arguments.person)
    except OSError as error:
        print(f"demonstration: {error}", file=sys.stderr)
        return 1
    print("\n".join(str(root) for root in roots))
    return 0


if __name__ == "__main__":
    sys.exit(main())
