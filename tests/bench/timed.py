"""Run a command, and say in JSON on standard error how long it took and how much memory it had: `timed.py COMMAND`."""

import json
import resource
import subprocess
import sys
import time

begun = time.perf_counter()
code = subprocess.run(sys.argv[1:], check=False).returncode
told = {
    "seconds": time.perf_counter() - begun,
    "peak_mb": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024,
}
sys.stderr.write(json.dumps(told) + "\n")
sys.exit(code)
