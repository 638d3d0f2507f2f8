"""Stops the notebook instance when no kernel has worked for a while. Runs every five minutes: stop-when-idle.py NAME MINUTES."""

import json
import ssl
import subprocess
import sys
import time
import urllib.request
from datetime import datetime, timezone
from pathlib import Path

name, minutes = sys.argv[1], int(sys.argv[2])
#: Jupyter of a notebook instance answers with a certificate of its own.
context = ssl.create_default_context()
context.check_hostname = False
context.verify_mode = ssl.CERT_NONE
with urllib.request.urlopen("https://localhost:8443/api/kernels", context=context, timeout=30) as answer:
    kernels = json.load(answer)
if any(kernel["execution_state"] == "busy" for kernel in kernels):
    sys.exit()
#: An instance that has just started has no kernel: its start counts as work.
started = time.time() - float(Path("/proc/uptime").read_text().split()[0])
used = [datetime.strptime(kernel["last_activity"], "%Y-%m-%dT%H:%M:%S.%fZ") for kernel in kernels]
newest = max([started, *(time_.replace(tzinfo=timezone.utc).timestamp() for time_ in used)])
if time.time() - newest > minutes * 60:
    subprocess.run(["aws", "sagemaker", "stop-notebook-instance", "--notebook-instance-name", name], check=True)
