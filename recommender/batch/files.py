"""Files with one row for each person: CSV or Parquet in, the same kind out with the results, in constant memory."""

from pathlib import Path

from recommender.batch.answer_texts import AnswerTexts
from recommender.batch.atomic_output import is_stream, writing
from recommender.batch.csv_file import score_csv
from recommender.batch.output_columns import OutputColumns
from recommender.batch.parquet_file import score_parquet
from recommender.batch.report import FileReport, Progress
from recommender.core.errors import InvalidTable

PARQUET = (".parquet", ".pq")
CSV = (".csv", ".tsv", ".txt")


def score_file(
    texts: AnswerTexts,
    path: Path,
    target: Path,
    output: OutputColumns = OutputColumns(),  # noqa: B008
    progress: Progress = lambda done, total: None,
) -> FileReport:
    """Score one file into another, which appears under its name once it is whole. The name's ending says the kind.

    Raises InvalidTable where the one cannot be read, or does not fit, or the other cannot be written.
    """
    check_input(path)
    parquet = path.suffix.lower() in PARQUET
    if not is_stream(target):
        check_target(path, target, PARQUET if parquet else CSV)
    with writing(target) as out:
        return (score_parquet if parquet else score_csv)(texts, path, out, output, progress)


def check_input(path: Path) -> None:
    """Raises InvalidTable where there is no file of this name."""
    if path.is_dir():
        raise InvalidTable(f"{path} is a folder. Name a file in it.")
    try:
        path.stat()
    except OSError as error:
        raise InvalidTable(f"{path} cannot be opened: {error.strerror}.") from error


def check_target(path: Path, target: Path, endings: tuple[str, ...]) -> None:
    """Raises InvalidTable where the target has none of these endings, or is the input itself."""
    if target.suffix.lower() not in endings:
        raise InvalidTable(
            f"{path} cannot be scored into {target}. Give it a name that ends in {' or '.join(endings)}."
        )
    if target.exists() and target.samefile(path):
        raise InvalidTable(f"{target} is also the input. Write to another file.")
