"""A Google Workspace on loopback that Google's own Python client talks to over HTTP.

A program of its own (``python -m accounts.google.simulator``); nothing in the product imports it.
"""
