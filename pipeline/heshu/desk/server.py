"""The desk's door: opened before anything is said, so that an address that is told is one that answers."""

import socket
from collections.abc import Iterable
from errno import EACCES, EADDRINUSE, EADDRNOTAVAIL
from ipaddress import ip_address
from pathlib import Path
from types import FrameType

import uvicorn

from heshu.desk.app import make_app
from heshu.desk.desk import Desk
from heshu.errors import OptionError


def listen(host: str, port: int) -> socket.socket:
    """Open the door at a host and port. Raises OptionError, with the cure, where that cannot be done."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
        family, _, _, _, address = min(found, key=lambda one: one[0] != socket.AF_INET)  # localhost is both
        return socket.create_server(address[:2], family=family)
    except (socket.gaierror, UnicodeError) as error:
        raise OptionError(f"--host {host}: 沒有這部主機 there is no such host ({error})") from error
    except OSError as error:
        if error.errno == EADDRINUSE:
            line = f"埠 {port} 已被使用，請以 --port 另選 port {port} is in use; name another with --port"
        elif error.errno == EACCES:
            line = f"無權使用埠 {port}，請以 --port 另選 no right to port {port}; name another with --port"
        elif error.errno == EADDRNOTAVAIL:
            line = f"--host {host}: 不是本機的位址 not an address of this machine"
        else:
            line = f"{host}:{port}: 無法使用 cannot be used ({error})"
        raise OptionError(line) from error


def address_of(door: socket.socket) -> str:
    """Give the address to type in a browser on this machine."""
    host, port = door.getsockname()[:2]
    if ip_address(host).is_unspecified:
        host = "[::1]" if ":" in host else "127.0.0.1"
    return f"http://{f'[{host}]' if ':' in host and host[0] != '[' else host}:{port}/"


def is_open_to_others(door: socket.socket) -> bool:
    """Tell whether other machines may reach the door."""
    return not ip_address(door.getsockname()[0]).is_loopback


def serve(index: Path | None, door: socket.socket, hosts: Iterable[str] = ()) -> None:
    """Answer at an open door until stopped, under the names of this machine and of `hosts`."""
    desk = Desk(index)
    desk.checks.start()
    app = make_app(desk, hosts)
    config = uvicorn.Config(app, log_level="warning", server_header=False, timeout_graceful_shutdown=3)
    try:
        _Server(config, desk).run(sockets=[door])
    finally:
        desk.checks.stop()


class _Server(uvicorn.Server):
    """A server that waits for no check when it is told to stop."""

    def __init__(self, config: uvicorn.Config, desk: Desk) -> None:
        super().__init__(config)
        self._desk = desk

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Stop."""
        self._desk.checks.stop()
        super().handle_exit(sig, frame)
