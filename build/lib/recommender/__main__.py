"""`python -m recommender`: the command line."""

import sys

from recommender.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
