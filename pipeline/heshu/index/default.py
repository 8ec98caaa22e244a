"""The index of whoever names none."""

import os
from pathlib import Path

from heshu.errors import StoreError


def default_index(*, make_folder: bool = False) -> Path:
    """Give the file that HESHU_INDEX names, else index.sqlite in the user's data folder.

    With `make_folder` that data folder is there afterwards. Raises StoreError where it cannot be made.
    """
    if named := os.environ.get("HESHU_INDEX"):
        return Path(named).expanduser()
    from platformdirs import user_data_path

    path = user_data_path("heshu", appauthor=False) / "index.sqlite"
    if make_folder:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreError(
                f"無法建立資料夾，請以 --index 或 HESHU_INDEX 另選 {path.parent}: cannot be made ({error.strerror}); "
                "name an index with --index or HESHU_INDEX"
            ) from error
    return path
