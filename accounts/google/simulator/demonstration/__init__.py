"""Demonstration data: one invented person's year, and a second person, as Google Takeout exports.

A program of its own (``python -m accounts.google.simulator.demonstration``); nothing imports it.
"""
