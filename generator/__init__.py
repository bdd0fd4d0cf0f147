"""The paper catalog: records in, tagged pages out."""

import os

# Material prints a notice of its own at every build, on the first import of its templates. mkdocs.yml names a function
# of this package, so this runs before.
os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
