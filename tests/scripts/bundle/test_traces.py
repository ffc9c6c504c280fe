"""Reading what strace wrote."""

from __future__ import annotations

from scripts.bundle.traces import changes, foreign_sockets

DATA = "/stick/试 用/data"


def test_only_what_was_changed_elsewhere_is_named() -> None:
    trace = [
        '12 openat(AT_FDCWD</stick>, "/etc/hosts", O_RDONLY|O_CLOEXEC) = 3</etc/hosts>',
        f'12 openat(AT_FDCWD</stick>, "{DATA}/workspace.db", O_RDWR|O_CREAT, 0644) = 4<{DATA}/workspace.db>',
        '12 openat(AT_FDCWD</stick>, "/home/user/.config/x", O_RDWR|O_CREAT, 0644) = -1 EACCES (Permission denied)',
        '12 openat(AT_FDCWD</stick>, "/dev/null", O_RDWR) = 5</dev/null>',
        '12 openat(AT_FDCWD</home/user>, "notes", O_WRONLY|O_CREAT, 0644) = 5</home/user/notes>',
        '12 mkdir("/home/user/.cache", 0777) = 0',
        '12 rename("/home/user/a", "/home/user/b") = 0',
        f'12 unlink("{DATA}/workspace.db-journal") = 0',
        '12 readlink("/proc/self/exe", "/stick/x", 4095) = 8',
    ]
    found = ["/home/user/notes", "/home/user/.cache", "/home/user/a", "/home/user/b"]
    assert changes(trace, [DATA]) == found


def test_names_in_octal_and_relative_to_a_folder_are_understood() -> None:
    trace = [
        r'12 mkdirat(7</stick/\350\257\225 \347\224\250>, "data", 0777) = 0',
        '12 mkdirat(8</home/user>, "left", 0777) = 0',
    ]
    assert changes(trace, [DATA]) == ["/home/user/left"]


def test_a_call_that_another_thread_interrupted_counts() -> None:
    trace = [
        '12 openat(AT_FDCWD</stick>, "/home/user/left", O_WRONLY|O_CREAT, 0644 <unfinished ...>',
        "13 getpid() = 13",
        "12 <... openat resumed>) = 5</home/user/left>",
    ]
    assert changes(trace, [DATA]) == ["/home/user/left"]


def test_sockets_that_are_not_the_screens_are_named_even_where_nobody_answers() -> None:
    trace = [
        '12 connect(3<socket:[1]>, {sa_family=AF_UNIX, sun_path=@"/tmp/.X11-unix/X71"}, 21) = 0',
        '12 connect(3<socket:[1]>, {sa_family=AF_UNIX, sun_path="/run/cups/cups.sock"}, 22) = -1 ENOENT (No such file)',
        "12 socket(AF_UNIX, SOCK_STREAM|SOCK_CLOEXEC, 0) = 4<socket:[2]>",
        "12 socket(AF_INET, SOCK_DGRAM|SOCK_CLOEXEC, IPPROTO_IP) = 4<socket:[3]>",
        "12 connect(4, {sa_family=AF_INET, sin_port=htons(53)}, 16) = -1 ENETUNREACH (Network is unreachable)",
    ]
    found = foreign_sockets(trace, ["@/tmp/.X11-unix/X71", "/tmp/.X11-unix/X71"])
    assert [each.partition("(")[0] for each in found] == ["connect", "socket", "connect"]
    assert "cups.sock" in found[0]
    assert "AF_INET" in found[1]
