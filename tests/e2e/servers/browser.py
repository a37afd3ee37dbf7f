"""Reads pages in a browser."""

_TEXTS = """
const shown = [...document.querySelectorAll(`[data-testid=${arguments[0]}]`)].filter((one) => one.checkVisibility());
return shown.map((one) => one.innerText.trim()).join("\\n");
"""


def text_of(chrome, testid):
    """Return the text of the parts that are shown, read at once: a page may draw them anew at any moment."""
    return chrome.execute_script(_TEXTS, testid)


def tab_through(chrome, presses):
    """The ids of what the Tab key reaches."""
    from selenium.webdriver import ActionChains, Keys  # noqa: PLC0415 - after importorskip

    reached = []
    for _ in range(presses):
        ActionChains(chrome).send_keys(Keys.TAB).perform()
        reached.append(chrome.execute_script("return document.activeElement.id"))
    return reached
