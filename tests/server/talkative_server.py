"""The participants' server with every logger at DEBUG, printed without the time. A test reads what it says."""

import logging

from afterwave.cli.main import run

logging.basicConfig(level=logging.DEBUG, format="%(levelname)s %(name)s %(message)s")
run()
