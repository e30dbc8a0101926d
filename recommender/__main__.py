"""`python -m recommender`: the command line."""

import sys

from recommender.cli.main import main

sys.exit(main())
