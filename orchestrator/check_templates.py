"""`python -m orchestrator.check_templates`: compiles every template of the project."""

import os
import sys
from pathlib import Path

import django
from django.template import TemplateSyntaxError, engines
from django.template.loader import get_template


def main() -> int:
    """Exit code 1 and one line a template that does not compile."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "orchestrator.settings")
    django.setup()
    folders = [Path(folder) for engine in engines.all() for folder in engine.dirs]
    paths = [(folder, path) for folder in folders for path in sorted(folder.rglob("*.*"))]
    broken = 0
    for folder, path in paths:
        try:
            get_template(str(path.relative_to(folder)))
        except (TemplateSyntaxError, UnicodeDecodeError) as error:
            print(f"{path}: {error}", file=sys.stderr)
            broken += 1
    print(f"{len(paths)} templates, {broken} broken")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
