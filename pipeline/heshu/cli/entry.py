"""From the words of a command line to an exit code: every known error is one line, in both languages.

0: done. 1: some file could not be read (the others were), nothing was found, or `check` found an error that stands.
2: nothing could be done: a misuse, a missing file, an index or a folder that cannot be used. 130: interrupted.
"""

import os
import sys

from typer.exceptions import Abort, TyperException

from heshu.cli.app import app
from heshu.cli.completion import VARIABLE, prepare
from heshu.cli.output import prepare_streams, told_of_lost
from heshu.cli.run import tell
from heshu.errors import HeshuError

_MISUSE = {
    "MissingParameter": "欠缺參數",
    "NoSuchOption": "沒有這個選項",
    "BadParameter": "值不能用",
    "BadOptionUsage": "選項用法不對",
    "BadArgumentUsage": "參數用法不對",
}

_REFUSED = {
    FileNotFoundError: "沒有這個檔案或資料夾",
    PermissionError: "沒有權限",
    IsADirectoryError: "這是資料夾，不是檔案",
    NotADirectoryError: "這不是資料夾",
    FileExistsError: "檔案已存在",
}


def main() -> None:
    """Run `heshu` and leave with its exit code."""
    prepare_streams()
    if VARIABLE in os.environ:
        prepare()
    try:
        code = app(prog_name="heshu", standalone_mode=False) or 0
    except HeshuError as error:
        code = _told(str(error), 2)
    except TyperException as error:
        code = _misuse(error)
    except Abort:
        code = 130
    except OSError as error:
        code = _told(_refused(error), 2)
    except Exception as error:
        if "--debug" in sys.argv:
            raise
        code = _told(f"核數本身出錯 a fault of heshu's own: {type(error).__name__}: {error} (--debug)", 2)
    raise SystemExit(_flushed(code))


def _refused(error: OSError) -> str:
    """Say which file the system refused, and why."""
    zh = _REFUSED.get(type(error), "系統拒絕")
    why = (error.strerror or str(error)).lower()
    return f"{error.filename}: {zh} {why}" if error.filename else f"{zh} {why}"


def _told(line: str, code: int) -> int:
    tell(line)
    return code


def _misuse(error: TyperException) -> int:
    """Tell what is wrong with a command line, and where its help is; nothing where the help itself was shown."""
    if type(error).__name__ != "NoArgsIsHelpError":
        context = getattr(error, "ctx", None)
        command = context.command_path if context else "heshu"
        zh = _MISUSE.get(type(error).__name__, "用法不對")
        tell(f"{zh} {' '.join(error.format_message().split())} 請看 see `{command} --help`")
    return error.exit_code


def _flushed(code: int) -> int:
    """Write out what is left to write; a full disk is an error, a reader that went away is none."""
    try:
        sys.stdout.flush()
    except OSError as error:
        os.dup2(
            os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno()
        )  # or Python would try again, and complain
        if not isinstance(error, BrokenPipeError):
            code = _told(f"寫不出結果 the output cannot be written: {_refused(error)}", 2)
    if line := told_of_lost():
        tell(line)
    return code
