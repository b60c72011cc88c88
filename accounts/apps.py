from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from accounts import google_connection, sign_in_audit

        sign_in_audit.listen()
        google_connection.listen()
