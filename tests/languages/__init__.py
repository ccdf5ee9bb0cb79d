"""Tests of claims.languages."""
