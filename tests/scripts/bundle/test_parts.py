"""Which collected files go into the bundle."""

from __future__ import annotations

import pytest

from scripts.bundle.parts import is_wanted

QT = "PySide6/Qt"


@pytest.mark.parametrize(
    ("name", "source", "expected"),
    [
        (f"{QT}/plugins/platforms/libqxcb.so", "", True),
        (f"{QT}/plugins/platforms/libqeglfs.so", "", False),
        (f"{QT}/plugins/platforminputcontexts/libibusplatforminputcontextplugin.so", "", True),
        (f"{QT}/plugins/platforminputcontexts/libqtvirtualkeyboardplugin.so", "", False),
        (f"{QT}/plugins/printsupport/libcupsprintersupport.so", "", True),
        (f"{QT}/plugins/platformthemes/libqgtk3.so", "", False),
        (f"{QT}/plugins/xcbglintegrations/libqxcb-glx-integration.so", "", False),
        (f"{QT}/lib/libQt6Core.so.6", "", True),
        (f"{QT}/lib/libicudata.so.73", "", True),
        (f"{QT}/lib/libQt6Network.so.6", "", False),
        (f"{QT}/lib/libQt6Qml.so.6", "", False),
        (f"{QT}/translations/qtbase_zh_CN.qm", "", True),
        (f"{QT}/translations/qtbase_de.qm", "", False),
        ("PySide6/QtWidgets.abi3.so", "", True),
        ("PySide6/QtNetwork.abi3.so", "", False),
        ("PySide6\\plugins\\platforms\\qwindows.dll", "", True),
        ("PySide6\\plugins\\platforms\\qdirect2d.dll", "", False),
        ("PySide6\\Qt6Gui.dll", "", True),
        ("PySide6\\opengl32sw.dll", "", False),
        ("PySide6\\MSVCP140.dll", "", True),
        ("libxcb-cursor.so.0", "/usr/lib/x86_64-linux-gnu/libxcb-cursor.so.0", False),
        ("libffi.so.7", "/usr/lib/x86_64-linux-gnu/libffi.so.7", True),
        ("libpython3.13.so.1.0", "/opt/python/lib/libpython3.13.so.1.0", True),
        ("resources/units.toml", "resources/units.toml", True),
    ],
)
def test_only_what_the_program_uses_goes_in(name: str, source: str, expected: bool) -> None:
    assert is_wanted(name, source, "BINARY") is expected


def test_links_do_not_go_in() -> None:
    assert not is_wanted("libQt6Core.so.6", f"{QT}/lib/libQt6Core.so.6", "SYMLINK")
