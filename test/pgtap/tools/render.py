"""Renders a model of dbt with the macros of dbt/: what dbt gives to them is played here, as dbt-adapters 1.x has it.

render.py {"relation": ["database", "schema", "identifier"], "incremental": true, "empty": true, "ephemeral": true}
reads the model and writes SQL, or the error that a macro raises.
"""
import glob
import json
import os
import sys
from types import SimpleNamespace

import jinja2


class Relation:
    """A relation as ref() and this give it: as a string what stands in FROM, render() its name."""

    def __init__(self, path, is_cte=False, limit=None):
        self.path, self.is_cte, self.limit = path, is_cte, limit

    def render(self):
        if self.is_cte:
            return "__dbt__cte__" + self.path[-1]
        return ".".join('"%s"' % part.replace('"', '""') for part in self.path)

    def __str__(self):
        if self.limit == 0:
            return "(select * from %s where false limit 0) _dbt_limit_subq_%s" % (self.render(), self.path[-1])
        return self.render()


def raise_compiler_error(message):
    print("Compilation Error: " + message)
    sys.exit(1)


how = json.loads(sys.argv[1])
*place, model = how["relation"]
environment = jinja2.Environment(extensions=["jinja2.ext.do"], undefined=jinja2.StrictUndefined)
environment.globals.update(
    ref=lambda name: Relation([*place, name], how.get("ephemeral", False), 0 if how.get("empty") else None),
    this=Relation([*place, model]),
    is_incremental=lambda: how.get("incremental", False),
    var=lambda name, default: default,
    exceptions=SimpleNamespace(raise_compiler_error=raise_compiler_error),
)
package = SimpleNamespace()
environment.globals["customer_seg"] = package
macros = os.path.join(os.path.dirname(__file__), "../../../dbt/macros/*.sql")
for path in sorted(glob.glob(macros)):
    with open(path, encoding="utf-8") as file:
        module = environment.from_string(file.read()).module
    vars(package).update({name: value for name, value in vars(module).items() if not name.startswith("_")})
print(environment.from_string(sys.stdin.read()).render())
