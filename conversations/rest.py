"""`/api/v1/conversations` and what belongs to them: synchronous, one transaction a request."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import status
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.endpoints import OwnList, checked, signed_in
from accounts.paging import LatestFirst, OldestFirst
from accounts.tenancy import tenant
from agents.standing import current_actions
from conversations.models import Conversation, Feedback, Message, Turn
from conversations.problems import UnknownConversation
from conversations.serializers import ConversationSerializer, FeedbackSerializer, MessageSerializer
from conversations.shapes import message_json


class Conversations(OwnList):
    """The person's conversations, the one with the latest question first."""

    serializer_class = ConversationSerializer
    pagination_class = LatestFirst
    queryset = Conversation.objects.all()

    @extend_schema(responses={201: ConversationSerializer})
    def post(self, request: Request) -> Response:
        """Begins an empty conversation. `POST query` without one begins one too."""
        user = signed_in(request)
        title = checked(ConversationSerializer(data=request.data)).get("title", "")
        with tenant(user.id):
            made = Conversation.objects.create(user_id=user.id, title=title)
        return Response(ConversationSerializer(made).data, status=status.HTTP_201_CREATED)


class OneConversation(APIView):
    @extend_schema(responses=ConversationSerializer)
    def get(self, request: Request, conversation_id: UUID) -> Response:
        """One conversation."""
        with tenant(signed_in(request).id):
            return Response(ConversationSerializer(_own(request, conversation_id)).data)

    @extend_schema(request=ConversationSerializer(partial=True), responses=ConversationSerializer)
    def patch(self, request: Request, conversation_id: UUID) -> Response:
        """Names the conversation."""
        with tenant(signed_in(request).id):
            known = _own(request, conversation_id)
            changed = checked(ConversationSerializer(known, data=request.data, partial=True))
            if "title" in changed:
                known.title = changed["title"]
                known.save(update_fields=["title"])  # not when it was last used
        return Response(ConversationSerializer(known).data)

    @extend_schema(responses={204: None})
    def delete(self, request: Request, conversation_id: UUID) -> Response:
        """Deletes the conversation with its questions and answers, for good."""
        with tenant(signed_in(request).id):
            _own(request, conversation_id).delete()
        return Response(status=status.HTTP_204_NO_CONTENT)


@extend_schema_view(get=extend_schema(responses=MessageSerializer(many=True)))
class Messages(OwnList):
    """The questions and answers of a conversation, the oldest first."""

    serializer_class = MessageSerializer
    pagination_class = OldestFirst
    queryset = Message.objects.all()

    def owned(self, user_id: UUID) -> QuerySet[Any]:
        known = _own(self.request, self.kwargs["conversation_id"])
        return super().owned(user_id).filter(conversation_id=known.id)

    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        user = signed_in(request)
        page: list[Message] = self.paginate_queryset(self.get_queryset()) or []
        turns = Turn.objects.filter(user_id=user.id, id__in=[m.turn_id for m in page])
        requests = dict(turns.values_list("id", "request_id"))
        proposed = [action["id"] for message in page for action in message.actions_taken]
        now = current_actions(user_id=user.id, action_ids=proposed)
        rated = {f.message_id: f for f in _feedback(user.id, page)}
        shown = [
            message_json(m, requests[m.turn_id], actions=now, feedback=rated.get(m.id))
            for m in page
        ]
        return self.get_paginated_response(shown)


class MessageFeedback(APIView):
    @extend_schema(request=FeedbackSerializer, responses=FeedbackSerializer)
    def post(self, request: Request, message_id: UUID) -> Response:
        """Rates an answer; a second rating replaces the first."""
        user = signed_in(request)
        thought = checked(FeedbackSerializer(data=request.data))
        with tenant(user.id):
            if not Message.objects.filter(user_id=user.id, id=message_id).exists():
                raise NotFound
            Feedback.objects.update_or_create(
                user_id=user.id,
                message_id=message_id,
                defaults={**thought, "updated_at": timezone.now()},
            )
        return Response(FeedbackSerializer(thought).data)


def _own(request: Request, conversation_id: UUID) -> Conversation:
    user = signed_in(request)
    known = Conversation.objects.filter(user_id=user.id, id=conversation_id).first()
    if known is None:
        raise UnknownConversation(conversation_id)
    return known


def _feedback(user_id: UUID, page: list[Message]) -> QuerySet[Feedback]:
    return Feedback.objects.filter(user_id=user_id, message_id__in=[m.id for m in page])
