"""A PostgreSQL server for the tests: Debian's binaries, run as an unprivileged user in a folder of its own."""

import os
import pwd
import shutil
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path

MUST = "DETENTE_TEST_POSTGRES"  # set by CI: no test may skip for want of PostgreSQL
_USER = "nobody"


def why_not():
    """The reason why there is no server to be had, or None."""
    try:
        import psycopg  # noqa: F401
    except ImportError:
        return "psycopg is not installed (detente[postgres])"
    if _binaries() is None:
        return "no PostgreSQL here (apt-get install postgresql)"
    if os.geteuid() == 0 and _account() is None:
        return f"PostgreSQL does not run as root, and there is no user {_USER}"
    return None


def _binaries():
    return max(Path("/usr/lib/postgresql").glob("*/bin"), default=None, key=lambda p: int(p.parent.name))


def _account():
    try:
        return pwd.getpwnam(_USER)
    except KeyError:
        return None


@contextmanager
def server():
    """The address of a database server that lives as long as the block, reached by a socket in its folder."""
    folder = Path(tempfile.mkdtemp(prefix="detente-pg-"))
    owner = {}
    if os.geteuid() == 0:
        owner = {"user": _account().pw_uid, "group": _account().pw_gid}
        os.chown(folder, _account().pw_uid, _account().pw_gid)

    def call(*command):
        subprocess.run(
            command, check=True, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.STDOUT, **owner
        )

    binaries, data = _binaries(), folder / "data"
    try:
        call(
            binaries / "initdb",
            "-D",
            data,
            "-U",
            "detente",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C",
            "--no-sync",
        )
        settings = (
            f"-k {folder} -c listen_addresses= -c fsync=off -c full_page_writes=off -c max_connections=20"
        )
        call(binaries / "pg_ctl", "-D", data, "-w", "-l", folder / "log", "-o", settings, "start")
        try:
            yield f"postgresql://detente@/postgres?host={folder}"
        finally:
            call(binaries / "pg_ctl", "-D", data, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
