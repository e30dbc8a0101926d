"""The files that come with the guide, and those that a rule base of one's own may leave to them."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[1]


def shipped_files() -> Path:
    """The folder that holds `rules` and `content`: inside an installed package, or the root of a checkout."""
    installed = _PACKAGE / "shipped"
    return installed if installed.is_dir() else _PACKAGE.parent


def or_shipped(content: Path, name: str) -> Path:
    """The file with this name in a content folder, such as en/pages.yaml, or else the shipped one, if there is one."""
    own, shipped = content / name, shipped_files() / "content" / name
    return own if own.exists() or not shipped.exists() else shipped
