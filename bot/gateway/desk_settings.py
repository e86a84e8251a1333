"""The settings of the editors' desk: LOTSEN_DESK_… Documented in docs/redaktorsbordet.md."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from pydantic import Field
from pydantic_settings import BaseSettings

from bot.gateway.setting_types import Seconds

DESK_PATH = "/desk"
MEGABYTE = 1024 * 1024
ROOT = Path(__file__).parents[2]


class DeskSettings(BaseSettings):
    """The desk is off until both roles are named, or until it is tried out on this machine only."""

    desk_editor_role: str = ""  # the role of whoever may read and write drafts
    desk_publisher_role: str = ""  # the role of whoever may also make them live
    desk_roles_claim: str = "roles"  # the claim of the token that lists roles
    desk_trying: bool = False  # without sign-in, by whoever sits at this machine
    desk_socket: Path = ROOT / ".build/desk.sock"
    desk_max_mb: Annotated[int, Field(ge=1, le=100)] = 12  # of a page that is taken in
    desk_timeout: Seconds = 180.0  # publishing computes vectors

    @property
    def desk_on(self) -> bool:
        """Whether there is a desk: somebody's roles are set, or it is only tried out."""
        return self.desk_trying or bool(self.desk_editor_role and self.desk_publisher_role)

    @property
    def desk_bytes(self) -> int:
        """The largest body that is passed on to the desk."""
        return self.desk_max_mb * MEGABYTE
