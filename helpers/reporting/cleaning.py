"""What may stand in a page: a policy without scripts or requests, and the tags and attributes that are let through."""

from __future__ import annotations

import re

import bleach
from bleach.css_sanitizer import CSSSanitizer

POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; base-uri 'none'; form-action 'none'"
"""The Content-Security-Policy of every page: no script and no request at all."""

TAGS = frozenset(
    """a abbr b blockquote br caption cite code col colgroup dd del details div dl dt em figcaption figure h1 h2 h3 h4
    h5 h6 hr i img ins kbd li mark ol p pre q rp rt ruby s samp section small span strong sub summary sup table tbody td
    tfoot th thead time tr u ul var wbr""".split()  # noqa: SIM905
)
"""What a cell's output or a Markdown cell may hold; other tags are dropped, scripts and styles with what they hold."""

ATTRIBUTES = {
    "*": ["class", "id", "lang", "dir", "title", "role", "tabindex", "aria-label", "style"],
    "a": ["href", "rel"],
    "img": lambda tag, name, value: name in {"alt", "width", "height"} or (name == "src" and is_kept_image(value)),
    "td": ["colspan", "rowspan"],
    "th": ["colspan", "rowspan", "scope"],
    "ol": ["start"],
    "time": ["datetime"],
}


def cleaned(content: str) -> str:
    """HTML with only the tags and attributes of this module: no script, no handler, no remote image, no style sheet.

    >>> cleaned('<p onclick="x()">中国<script>x()</script><img src="https://example.org/pixel.gif" alt="a"></p>')
    '<p>中国<img alt="a"></p>'
    """
    whole = re.compile(r"<(script|style|noscript|template|iframe|object)\b.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
    return bleach.clean(
        whole.sub("", content), tags=TAGS, attributes=ATTRIBUTES, strip=True,
        css_sanitizer=CSSSanitizer(allowed_css_properties=["text-align", "width"]),
        protocols={"http", "https", "mailto", "figure"},
    )  # fmt: skip


def is_kept_image(source: str) -> bool:
    return re.fullmatch(r"figure:\d+", source) is not None
