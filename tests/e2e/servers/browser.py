"""Reads pages in a browser."""

_TEXTS = """
const shown = [...document.querySelectorAll(`[data-testid=${arguments[0]}]`)].filter((one) => one.checkVisibility());
return shown.map((one) => one.innerText.trim()).join("\\n");
"""


def text_of(chrome, testid):
    """Return the text of the parts that are shown, read at once: a page may draw them anew at any moment."""
    return chrome.execute_script(_TEXTS, testid)
