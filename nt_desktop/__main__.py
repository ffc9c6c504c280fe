"""`python -m nt_desktop` is `nt-desktop`."""

import sys

from nt_desktop.cli import main

sys.exit(main())
