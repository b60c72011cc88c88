"""What happened to a person's accounts and settings, for the rooms above."""

from django.dispatch import Signal

# Sent with user_id (UUID), connection_id (UUID) and services (of those that Google allows).
account_connected = Signal()

# Sent with user_id (UUID), in the transaction in which the person ends that full bodies are kept.
full_bodies_unwanted = Signal()
