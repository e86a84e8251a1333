"""``python -m knowledge``: the editors' command line."""

from knowledge.cli import app

if __name__ == "__main__":
    app()
