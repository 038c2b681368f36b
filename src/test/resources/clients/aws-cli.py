# Runs many commands of the AWS CLI in one process: its start takes most of a second.
# In: a line of JSON with the arguments. Out: a line of JSON with the exit status and what was written.
import io
import json
import sys

import awscli.clidriver
from botocore.config import Config

# As AWS_DISABLE_HOST_PREFIX_INJECTION does where the CLI knows it: data-127.0.0.1 is no host.
Config.OPTION_DEFAULTS["inject_host_prefix"] = False
answers = sys.stdout
usual = awscli.clidriver.create_clidriver()


def run(arguments):
    sys.stdout = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True)
    sys.stderr = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True)
    # A driver keeps the region and the profile of a command for those that follow.
    own = "--region" in arguments or "--profile" in arguments
    driver = awscli.clidriver.create_clidriver() if own else usual
    try:
        status = driver.main(arguments)
    except SystemExit as end:
        status = end.code
    written = [stream.buffer.getvalue().decode("utf-8") for stream in (sys.stdout, sys.stderr)]
    return {"status": status or 0, "stdout": written[0], "stderr": written[1]}


for line in sys.stdin:
    answer = run(json.loads(line))
    answers.write(json.dumps(answer) + "\n")
    answers.flush()
