"""The gateway's Swedish sentences, read from texts.yml and checked at start: one for every problem code."""

from __future__ import annotations

from pathlib import Path

from ruamel.yaml import YAML, YAMLError

from bot.gateway.problems import Code

TEXTS_FILE = Path(__file__).with_name("texts.yml")
#: Read as data: the channel's own reader of this file needs Rasa.
CHANNEL_TEXTS_FILE = Path(__file__).parents[1] / "channels" / "texts.yml"


class TextsError(Exception):
    """A file of texts cannot be used; the message names the file, the key and what to do."""


def load_texts(path: Path = TEXTS_FILE) -> dict[Code, str]:
    """One sentence for each code; raises TextsError for a missing, unknown or empty one."""
    data = read_mapping(path)
    wanted = {code.value for code in Code}
    if set(data) != wanted:
        missing, unknown = sorted(wanted - set(data)), sorted(map(str, set(data) - wanted))
        raise TextsError(f"{path.name}: missing keys: {missing}, unknown keys: {unknown}. Correct the key(s) named.")
    texts = {Code(key): text.strip() for key, text in data.items() if isinstance(text, str)}
    empty = [code.value for code in Code if not texts.get(code)]
    if empty:
        raise TextsError(f"{path.name}: {', '.join(empty)}: write a sentence here.")
    return texts


def load_placeholders(path: Path = CHANNEL_TEXTS_FILE) -> dict[str, str]:
    """The words that stand for removed personal data, by kind; raises TextsError."""
    found = read_mapping(path).get("placeholders")
    if not isinstance(found, dict) or not found:
        raise TextsError(f"{path.name}: placeholders: missing. Write the words that replace personal data there.")
    return {str(kind): str(words) for kind, words in found.items()}


def read_mapping(path: Path) -> dict[str, object]:
    """A YAML file of sentences by key; raises TextsError."""
    try:
        data = YAML(typ="safe", pure=True).load(path)
    except FileNotFoundError as error:
        raise TextsError(f"{path.name}: the file is missing; restore it in {path.parent.name}/.") from error
    except YAMLError as error:
        raise TextsError(f"{path.name}: not valid YAML: {error}") from error
    if not isinstance(data, dict):
        raise TextsError(f"{path.name}: must hold keys with sentences.")
    return data
