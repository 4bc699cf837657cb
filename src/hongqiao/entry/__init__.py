"""What starts things: the launcher, the web server, the worker, the command line."""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # before numpy: one core is for the database
