"""Writes or checks the Teams app package: ``make teams-package``, with ``OPTIONS=`` for what stands below."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from bot.gateway.settings import ROOT
from bot.gateway.teams.package.archive import write_whole
from bot.gateway.teams.package.errors import PackageError
from bot.gateway.teams.package.making import make_package, project_version
from bot.gateway.teams.package.package_check import package_faults
from bot.gateway.teams.package.settings import read_package_settings
from bot.gateway.teams.package.texts import load_manifest_texts
from bot.gateway.texts import TextsError

OUT = ROOT / ".build/teams/lotsen-teams.zip"


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the package, or check one; the exit status. What is wrong is said on standard error."""
    options = _parser().parse_args(arguments)
    try:
        return _check(options.check) if options.check else _write(options.out, options.version)
    except PackageError as error:
        faults = error.faults
    except (TextsError, OSError) as error:
        faults = [str(error)]
    what = f"{options.check} is not right" if options.check else "The Teams package cannot be made"
    print("\n".join([f"{what}:", *(f"  {fault}" for fault in faults)]), file=sys.stderr)
    return 1


def _write(out: Path, version: str | None) -> int:
    settings, texts = read_package_settings(), load_manifest_texts()
    version = version or project_version()
    data = make_package(settings, texts, version)
    write_whole(out, data)
    shown = out.relative_to(ROOT) if out.is_relative_to(ROOT) else out
    print(f"Wrote {shown}: {texts.name} {version} for the bot {settings.teams_app_id}, {len(data)} bytes, checked.")
    return 0


def _check(path: Path) -> int:
    faults = package_faults(path.read_bytes())
    if faults:
        raise PackageError(faults)
    print(f"{path} holds to Microsoft's schema and our rules.")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="make teams-package", description=__doc__)
    parser.add_argument("--out", type=Path, default=OUT, metavar="FILE", help="where to write it (%(default)s)")
    parser.add_argument("--version", metavar="N.N.N", help="the app's version, where the project's will not do")
    parser.add_argument("--check", type=Path, metavar="FILE", help="only check this package, for example an edited one")
    return parser


if __name__ == "__main__":
    sys.exit(main())
