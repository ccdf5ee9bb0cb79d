"""axe-core, the common check of accessibility, run in a page that a browser shows."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page


def violations(page: Page) -> list[str]:
    """Each element that breaks a rule of axe-core, with the rule and what is wrong; also what it calls best practice."""
    found = Axe().run(page).response["violations"]
    return [f"{rule['id']} at {node['target']}: {node['failureSummary']}" for rule in found for node in rule["nodes"]]
