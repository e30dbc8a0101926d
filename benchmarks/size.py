"""What the guide weighs: `python -m benchmarks.size`. The size of an environment with only what it needs to run."""

import subprocess
import sys
import tempfile
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
        pip = [f"{folder}/bin/pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*pip, "-r", str(PROJECT / "requirements.txt")], check=True)
        weight = sum(
            file.stat().st_size for file in Path(folder).rglob("*") if file.is_file() and not file.is_symlink()
        )
        print(f"installed environment {weight / 1e6:8.0f} MB")


if __name__ == "__main__":
    main()
