import re

import pytest
from django.contrib.staticfiles.storage import staticfiles_storage

from queshub.stylesheets import flatten


def test_a_style_sheet_takes_in_what_it_imports_layer_by_layer():
    sheets = {
        "css/app.css": '@layer base, pages;\n@import url("base.css") layer(base);\n',
        "css/base.css": "a { color: red }",
    }
    css = flatten("css/app.css", sheets.__getitem__)
    assert css == "@layer base, pages;\n@layer base {\na { color: red }\n}\n"


def test_an_import_without_a_layer_stays_where_it_stands():
    sheets = {"css/app.css": '@import url("x.css");b {}', "css/x.css": "a {}"}
    assert flatten("css/app.css", sheets.__getitem__) == "a {}b {}"


@pytest.mark.parametrize("script", ["js/tag-input.js", "js/mentions.js"])
def test_a_script_names_what_it_imports_by_its_hash(script):
    with staticfiles_storage.open(staticfiles_storage.stored_name(script)) as file:
        (imported,) = re.findall(rb'import .* from "(.*)";', file.read())
    hashed = staticfiles_storage.stored_name("js/completion.js").removeprefix("js/")
    assert re.fullmatch(r"completion\.[0-9a-f]{12}\.js", hashed)
    assert imported.decode().endswith(hashed)
