"""`GET /api/v1/search`: one search of one service, asynchronous down to the database."""

from __future__ import annotations

from django.http import HttpResponse, JsonResponse
from drf_spectacular.utils import extend_schema

from accounts.endpoints import Asked, async_endpoint, checked
from accounts.problems import Problem
from search.embeddings.base import EmbeddingError
from search.filters import Filters
from search.hybrid import SearchUnavailable, search
from search.serializers import SearchQuerySerializer, SearchResultsSerializer
from search.threads import by_thread

MOST_GROUPED = 100  # results that are looked at to make groups of them


@extend_schema(parameters=[SearchQuerySerializer], responses=SearchResultsSerializer)
async def find(asked: Asked) -> HttpResponse:
    """The items of one service that fit best. Without `q` the newest that pass the filters. With
    `group=thread` each thread of mails is one result, its best, with the others in `thread`."""
    context = {"time_zone": asked.user.time_zone}
    wanted = checked(SearchQuerySerializer(data=asked.request.GET.dict(), context=context))
    filters = Filters(
        sender=wanted.get("sender"), after=wanted.get("after"), before=wanted.get("before")
    )
    try:
        found = await search(
            user_id=asked.user.id,
            service=wanted["service"],
            query=wanted["q"],
            filters=filters,
            limit=MOST_GROUPED if wanted.get("group") else wanted["limit"],
            mode=wanted["mode"],
        )
    except (SearchUnavailable, EmbeddingError) as error:
        raise _unavailable(error) from error
    shown = found.as_json()
    if wanted.get("group"):
        shown["results"] = by_thread(shown["results"])[: wanted["limit"]]
    return JsonResponse({**shown, "next": None})


def _unavailable(error: SearchUnavailable | EmbeddingError) -> Problem:
    return Problem(
        code="search_unavailable",
        title="Search Temporarily Unavailable",
        message="We couldn't search right now. Please try again in a few moments.",
        action="Try Again",
        retry_after=max(1, round(getattr(error, "retry_after", None) or 1)),
        status=503,
    )


search_view = async_endpoint(spends="searches", get=find)
