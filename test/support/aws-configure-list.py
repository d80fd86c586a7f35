"""Runs `aws configure list` of the installed CLI v2 many times in one process. Reads and prints one JSON object per line.

In: {"env": {...}, "argv": ["--profile", "x"]}. Out: {"status": 0, "type": "env"}, the TYPE in the line access_key.
"""

import contextlib
import io
import json
import os
import re
import sys

sys.path.insert(0, "/usr/lib/python3/dist-packages")
from awscli.clidriver import create_clidriver  # noqa: E402

# Variables that the import of awscli sets: the location of its own data.
OWN = {name: os.environ[name] for name in ("AWS_DATA_PATH",) if name in os.environ}

for line in sys.stdin:
    task = json.loads(line)
    os.environ.clear()
    os.environ.update({**OWN, **task["env"]})
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            status = create_clidriver().main([*task["argv"], "configure", "list"])
        except SystemExit as error:
            status = error.code
        except Exception as error:  # Exceptions that the CLI's own main does not catch.
            status, _ = 255, err.write(str(error))
    found = re.search(r"^\s*access_key\s+(?:<not set>|\S+)\s+(\S+)", out.getvalue(), re.MULTILINE)
    print(json.dumps({"status": status, "type": found and found[1], "error": err.getvalue()[-300:]}), flush=True)
