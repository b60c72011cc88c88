from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "search"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from search import kept_bodies

        kept_bodies.listen()

    def describe_embeddings(self) -> str:
        """The id of the embedding model in use, without loading it. Raises EmbeddingError."""
        from search.embeddings.base import embedder

        return embedder().model_id
