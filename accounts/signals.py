"""What happened to a person's accounts, for the rooms above."""

from django.dispatch import Signal

# Sent with user_id (UUID), connection_id (UUID) and services (of those that Google allows).
account_connected = Signal()
