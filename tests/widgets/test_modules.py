"""Scripts are laid together in the order in which they import each other."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

import pytest
from anywidget import AnyWidget

from afterwave import widgets
from afterwave.server.assets import LAZY, SCRIPTS, script
from afterwave.widgets.modules import bundle

ONE = 'import { two } from "./two.js";\nimport "./three.js";\n\nexport default { render: two };\n'
TWO = 'import {\n  three,\n} from "./three.js";\n\nexport const two = three;\n\nexport default { render: two };\n'
THREE = "/** Three. */\nexport async function three() {}\n"


def test_what_is_imported_comes_first_once_and_keeps_neither_import_nor_export() -> None:
    scripts = {"one": ONE, "two": TWO, "three": THREE}
    assert (
        bundle("one", scripts.__getitem__)
        == "/** Three. */\nasync function three() {}\n\nconst two = three;\n\n\nexport default { render: two };\n"
    )


def test_a_script_that_only_names_others_leaves_nothing_of_itself() -> None:
    assert bundle("all", {"all": '/** All. */\nimport "./three.js";\n', "three": THREE}.__getitem__) == THREE.replace(
        "export ", ""
    )


@pytest.mark.parametrize(
    "strange",
    [
        'import { three as four } from "./three.js";',
        'import three from "./three.js";',
        'import { three } from "three";',
        "export { two };",
    ],
)
def test_an_import_that_is_not_understood_is_said(strange: str) -> None:
    with pytest.raises(ValueError, match=r"^one\.js: "):
        bundle("one", {"one": f"{strange}\n", "three": THREE}.__getitem__)


def test_two_scripts_that_declare_one_name_are_not_laid_together() -> None:
    scripts = {"one": 'import "./two.js";\nconst LONG = 1;\n', "two": "const LONG = 2;\n"}
    with pytest.raises(ValueError, match=r"^one\.js and two\.js both declare LONG"):
        bundle("one", scripts.__getitem__)


def test_scripts_that_import_each_other_are_each_laid_once() -> None:
    assert (
        bundle("one", {"one": 'import "./two.js";\nlet one;\n', "two": 'import "./one.js";\nlet two;\n'}.__getitem__)
        == "let two;\n\nlet one;\n"
    )


@pytest.mark.parametrize("name", [*SCRIPTS, *LAZY])
def test_every_page_s_script_holds_what_it_imports(name: str) -> None:
    made = script(name)
    assert "\nimport" not in f"\n{made}"
    assert made.count("export ") == (name in LAZY)


def all_widgets() -> set[type[AnyWidget]]:
    """Return every widget class of the kit."""
    modules = [import_module(f"{widgets.__name__}.{one.name}") for one in iter_modules(widgets.__path__)]
    found = {one for module in modules for one in vars(module).values() if isinstance(one, type)}
    return {one for one in found if issubclass(one, AnyWidget) and one is not AnyWidget}


@pytest.mark.parametrize("widget", sorted(all_widgets(), key=str), ids=lambda widget: widget.__name__)
def test_every_widget_s_script_holds_what_it_imports(widget: type[AnyWidget]) -> None:
    """A notebook gets it as one text, and has no folder in which another would lie."""
    made = str(widget._esm)
    assert "export default" in made
    assert "\nimport" not in f"\n{made}"
