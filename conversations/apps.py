from django.apps import AppConfig


class ConversationsConfig(AppConfig):
    name = "conversations"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from agents import changes
        from conversations.notices import action_changed
        from conversations.own_writes import read_back

        changes.on_change(action_changed)
        changes.on_change(read_back)
