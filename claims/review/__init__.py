"""The local page where a person confirms or dismisses findings."""

from claims.review.app import create_app

__all__ = ["create_app"]
