"""`manage.py ask QUESTION --email E`: one question through the whole pipeline."""

from __future__ import annotations

import asyncio
import json
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.core.management.base import CommandParser
from django.utils import timezone

from accounts.command_line import ExitCode, PersonCommand, person_of, stop
from accounts.models import User
from accounts.problems import Problem
from accounts.tenancy import close_pool
from agents import actions, intent
from agents.deciding import told
from agents.events import PlanMade, StepFinished, TurnFinished
from conversations.own_writes import read_back_here
from conversations.problems import UnknownConversation
from conversations.serializers import QuerySerializer
from conversations.turns import StoredTurn, run_turn, start_turn


class Command(PersonCommand):
    help = "Asks one question and prints the answer with its sources."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("question", help="in the person's own words")
        parser.add_argument("--conversation", help="the id of a conversation to go on with")
        parser.add_argument("--now", help="the clock of the question, as ISO 8601")
        parser.add_argument("--json", action="store_true", help="print the whole object")
        parser.add_argument(
            "--approve", action="store_true", help="carry out what is proposed, at once"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        person = person_of(options["email"])
        question = _question(options["question"])
        conversation = _conversation(options["conversation"])
        now = _clock(options["now"], person)
        intent.warm()  # a server has its model loaded: the times are of the answer
        try:
            with read_back_here(person.id, now=timezone.now(), say=self.progress):
                message = asyncio.run(
                    self._ask(person, question, conversation, now, approve=options["approve"])
                )
        except UnknownConversation as problem:
            stop(problem.message, ExitCode.BAD_USAGE)
        except Problem as problem:
            stop(f"{problem.title}: {problem.message}", ExitCode.FAILED)
        self.stdout.write(
            json.dumps(message, ensure_ascii=False, indent=2)
            if options["json"]
            else _as_text(message)
        )
        if any(action.get("error") for action in message["actions"]):
            raise SystemExit(int(ExitCode.FAILED))
        if message["partial"]:
            raise SystemExit(int(ExitCode.PARTIAL))

    async def _ask(
        self,
        person: User,
        question: str,
        conversation: UUID | None,
        now: datetime,
        *,
        approve: bool,
    ) -> dict[str, Any]:
        try:
            turn = await start_turn(
                user_id=person.id, query=question, conversation_id=conversation, request_id=None
            )
            message = await self._run(turn, now)
            if approve:
                message["actions"] = [
                    await self._approved(person, action) for action in message["actions"]
                ]
            return message
        finally:
            await close_pool()

    async def _approved(self, person: User, action: dict[str, Any]) -> dict[str, Any]:
        """What became of an action; one that may not be carried out stays as it is, with why."""
        which: Any = {"user_id": person.id, "action_id": UUID(action["id"])}
        try:
            return await told(actions.approve_and_execute(**which, now=timezone.now()), **which)
        except Problem as problem:
            self.progress(f"{problem.title}: {problem.message}")
            return {**await actions.get(**which), "error": problem.as_json()}

    async def _run(self, turn: StoredTurn, now: datetime) -> dict[str, Any]:
        message: dict[str, Any] = {}
        async for event in run_turn(turn, now=now):
            if isinstance(event, PlanMade):
                steps = (f"{s.id}: {s.agent} {s.operation}" for s in event.plan.steps)
                self.progress("plan  " + ", ".join(steps))
            elif isinstance(event, StepFinished):
                r = event.result
                self.progress(f"step  {r.step.id} {r.status}, {len(r.items)} in {r.ms:.0f} ms")
            elif isinstance(event, TurnFinished):
                message = dict(event.message)
        return message


def _question(text: str) -> str:
    serializer = QuerySerializer(data={"query": text})
    if not serializer.is_valid():
        stop(str(serializer.errors["query"][0]), ExitCode.BAD_USAGE)
    return str(serializer.validated_data["query"])


def _conversation(text: str | None) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        stop(f"--conversation {text!r} is no conversation id", ExitCode.BAD_USAGE)


def _clock(text: str | None, person: User) -> datetime:
    """The moment of the question; without an offset it is in the person's zone."""
    if not text:
        return timezone.now()
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        stop(f"--now {text!r} is no ISO 8601 moment, as in 2026-03-01T09:00", ExitCode.BAD_USAGE)
    return moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(person.time_zone))


def _as_text(message: dict[str, Any]) -> str:
    lines = [message["clarification"] or message["answer"]]
    if message["citations"]:
        lines += ["", "Sources:"]
        lines += [f"  [{c['n']}] {c['title']}  {c['url']}" for c in message["citations"]]
    for action in message["actions"]:
        lines += ["", *_action_lines(action)]
    as_of = ", ".join(f"{service} {moment}" for service, moment in message["as_of"].items())
    lines += ["", f"As of: {as_of or 'never synced'}. {message['timings_ms']['total']:.0f} ms."]
    return "\n".join(lines)


def _action_lines(action: dict[str, Any]) -> list[str]:
    lines = [f"{action['operation']} ({action['status']}), id {action['id']}"]
    lines += [
        f"  {name}: {_shown(name, value)}" for name, value in action["arguments"].items() if value
    ]
    if action["receipt"]:
        lines.append(f"  receipt: {action['receipt']['google_id']} {action['receipt']['url']}")
    return lines


def _shown(name: str, value: Any) -> Any:
    """The mails that an action is about by their titles, all else as it is."""
    if name != "mails":
        return value
    return "; ".join(f"{mail['title']} ({mail['from']})" for mail in value)
