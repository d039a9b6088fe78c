#!/usr/bin/env python3
"""Rebuilds the vendored files in assets/ from unpacked upstream packages.

    npm pack govuk-frontend@6.6.0 lucide-static@1.62.0   # then unpack each
    tools/vendor.py GOVUK_PACKAGE_DIR LUCIDE_PACKAGE_DIR

The stylesheet loses everything that belongs to another government: its font,
its coat of arms, header, footer and the components we do not use. What is left
takes its colours from custom properties, which assets/tokens.css sets.
"""
import re
import sys
from pathlib import Path

ASSETS = Path(__file__).resolve().parent.parent / "assets"

# Components that we either draw ourselves or do not use.
DROP = ("govuk-header", "govuk-footer", "govuk-cookie-banner", "govuk-accordion", "govuk-exit-this-page",
        "govuk-service-navigation", "govuk-logo", "govuk-panel", "govuk-generic-header", "govuk-tabs",
        "govuk-phase-banner", "govuk-password-input", "govuk-table", "govuk-task-list", "govuk-file-upload",
        "govuk-character-count", "govuk-date-input", "govuk-tag", "govuk-notification-banner", "govuk-pagination",
        "govuk-inset-text", "govuk-warning-text", "govuk-back-link")

ICONS = ("archive", "arrow-down", "arrow-left", "arrow-right", "arrow-up", "ban", "bell", "building-2", "calendar",
         "check", "chevron-down", "circle-alert", "circle-check", "circle-help", "clock", "copy", "download",
         "file-check", "file-text", "files", "globe", "history", "house", "inbox", "info", "languages", "list-checks",
         "log-out", "map-pin", "message-square", "phone", "printer", "qr-code", "refresh-cw", "scan-line", "search",
         "send", "stamp", "triangle-alert", "user", "users", "wallet", "x")


def blocks(css):
    """Yields (prelude, body) of the rules at one level; body is None for a statement."""
    i = 0
    while i < len(css):
        j = i
        while j < len(css) and css[j] not in "{;":
            j += 1
        if j >= len(css):
            return
        if css[j] == ";":
            yield css[i:j].strip(), None
            i = j + 1
            continue
        depth, k = 1, j + 1
        while depth:
            depth += {"{": 1, "}": -1}.get(css[k], 0)
            k += 1
        yield css[i:j].strip(), css[j + 1:k - 1]
        i = k


def keep_selector(selector):
    return not any(name in selector for name in DROP) and "crest" not in selector and "crown" not in selector


def split_selectors(prelude):
    """Splits at commas that are not inside parentheses."""
    return re.split(r",(?![^()]*\))", prelude)


def prune(css):
    out = []
    for prelude, body in blocks(css):
        if body is None:
            continue  # only @charset
        if prelude == "@font-face":
            continue
        if prelude.startswith("@media") or prelude.startswith("@supports"):
            inner = prune(body)
            if inner:
                out.append(f"{prelude}{{{inner}}}\n")
            continue
        if prelude.startswith("@keyframes"):
            out.append(f"{prelude}{{{body}}}\n")
            continue
        kept = [s for s in split_selectors(prelude) if keep_selector(s)]
        if kept and "url(" not in body:
            out.append(f"{','.join(kept)}{{{body}}}\n")
    return "".join(out)


def stylesheet(package):
    css = (package / "dist/govuk/govuk-frontend.min.css").read_text(encoding="utf-8")
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.S)
    css = css.replace("GDS Transport,arial,sans-serif", "var(--mc-font)")
    # Their print rules fall back to the printer's fonts; ours carries the K'Ho letters too.
    css = re.sub(r"font-family:sans-serif", "font-family:var(--mc-font)", css)
    notice = ("/*! govuk-frontend 6.6.0, MIT License, Copyright (C) 2017 Crown Copyright (Government Digital Service).\n"
              "   Changed: fonts, coat of arms, header, footer and unused components removed; see VENDOR.toml. */\n")
    (ASSETS / "govuk.css").write_text(notice + prune(css), encoding="utf-8")


def sprite(package):
    parts = ['<svg xmlns="http://www.w3.org/2000/svg">\n<!-- Lucide 1.62.0, ISC License, see LICENSES.txt -->\n']
    for name in ICONS:
        svg = (package / f"icons/{name}.svg").read_text(encoding="utf-8")
        inner = re.search(r"<svg[^>]*>(.*)</svg>", svg, flags=re.S).group(1)
        inner = re.sub(r"\s*\n\s*", "", inner).replace(" />", "/>")
        parts.append(f'<symbol id="{name}" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" '
                     f'stroke-linecap="round" stroke-linejoin="round">{inner}</symbol>\n')
    parts.append("</svg>\n")
    (ASSETS / "icons.svg").write_text("".join(parts), encoding="utf-8")


if __name__ == "__main__":
    stylesheet(Path(sys.argv[1]))
    sprite(Path(sys.argv[2]))
