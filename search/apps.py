from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "search"
    default_auto_field = "django.db.models.BigAutoField"

    def describe_embeddings(self) -> str:
        """The id of the embedding model in use, without loading it. Raises EmbeddingError."""
        from search.embeddings.base import embedder

        return embedder().model_id
