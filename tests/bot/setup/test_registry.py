from __future__ import annotations

import sys
from pathlib import Path

from bot.setup.registry import translate, uv_settings

LISTING = """:env:.cert='/etc/certificates.pem'
:env:.index-url='https://packages.example/b'
global.index-url='https://packages.example/a'
global.extra-index-url='https://packages.example/extra'
global.timeout='60'
install.trusted-host='packages.example'
"""


def test_pips_settings_become_uvs_and_the_environment_wins() -> None:
    assert translate(LISTING) == {
        "SSL_CERT_FILE": "/etc/certificates.pem",
        "UV_DEFAULT_INDEX": "https://packages.example/b",
        "UV_INSECURE_HOST": "packages.example",
    }


def test_what_the_caller_set_for_uv_wins(tmp_path: Path) -> None:
    pip = tmp_path / "pip"
    pip.mkdir()
    (pip / "__main__.py").write_text(f"print({LISTING!r})")
    environ = {"PYTHONPATH": str(tmp_path), "UV_INDEX_URL": "https://packages.example/c"}
    assert set(uv_settings(Path(sys.executable), environ)) == {"SSL_CERT_FILE", "UV_INSECURE_HOST"}
