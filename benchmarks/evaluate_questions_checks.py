"""What of an expectation an answer does not hold, per part of the pipeline."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from benchmarks.evaluate_questions_account import Account, key_of, same_key
from benchmarks.evaluate_questions_actions import mismatch, moment
from benchmarks.evaluate_questions_facts import holds, plain

Message = Mapping[str, Any]
PARTS = ("services", "operation", "slots", "cites", "facts", "action", "found", "clarifies")
ANY_TOP, ALL_TOP = 3, 10
LEAD = 400
CITATION_KEYS = ("rfc822_message_id", "ical_uid", "path")
NOT_FOUND = re.compile(
    r"(did|could|can) ?(not|n't)( \w+)? find|cannot find|found (no|nothing)"
    r"|\bno\b[^.]{0,60}\b(found|match|mention|names?)|nothing\b|not found"
    r"|there (is|are|was|were) no|nicht gefunden|keine\b|aucun|no encontr|bulamad|bulunamad"
    r"|(have|has|had) no\b|\bno (e-?mails?|mails?|messages?|events?|files?|documents?)\b"
    r"|is empty|free all day|do(es)?(n't| not) (have|hold|mention|contain)|nobody|none of"
)


def failures(expect: Mapping[str, Any], message: Message, account: Account) -> dict[str, str]:
    """The parts that do not hold, each with what came instead; empty when all is right."""
    found = {part: CHECKS[part](expect, message, account) for part in PARTS}
    return {part: what for part, what in found.items() if what}


def parts_of(expect: Mapping[str, Any]) -> list[str]:
    """The parts that an expectation says something about."""
    names = {
        "services": "services",
        "operations": "operation",
        "slots": "slots",
        "cites": "cites",
        "not_cites": "cites",
        "cited": "cites",
        "facts": "facts",
        "lead": "facts",
        "not_facts": "facts",
        "action": "action",
        "actions": "action",
        "found": "found",
    }
    return [*dict.fromkeys(names[name] for name in expect if name in names), "clarifies"]


def _services(expect: Mapping[str, Any], message: Message, _: Account) -> str:
    got = sorted(message["intent"]["services"])
    return "" if got in expect.get("services", [got]) else f"got {'+'.join(got) or 'none'}"


def _operation(expect: Mapping[str, Any], message: Message, _: Account) -> str:
    got = message["intent"]["operation"]
    return "" if got in expect.get("operations", [got]) else f"got {got}"


def _slots(expect: Mapping[str, Any], message: Message, account: Account) -> str:
    slots = expect.get("slots", {})
    wrong = []
    if "time_range" in slots:
        got = message["intent"]["time_range"] or {"start": None, "end": None}
        wanted = [moment(spec, account.today) for spec in slots["time_range"]]
        if [_moment(got["start"]), _moment(got["end"])] != wanted:
            wrong.append(f"time {str(got['start'])[:16]}..{str(got['end'])[:16]}")
    entities = plain(json.dumps(message["intent"]["entities"], ensure_ascii=False))
    wrong += [f"no {word}" for word in slots.get("entities", ()) if plain(word) not in entities]
    return ", ".join(wrong)


def _cites(expect: Mapping[str, Any], message: Message, _: Account) -> str:
    cited = [_key(citation) for citation in message["citations"]]
    cites = expect.get("cites", {})
    wanted_any = {same_key(key) for key in cites.get("any", ())}
    wanted_all = [same_key(key) for key in cites.get("all", ())]
    wrong = []
    if wanted_any and not wanted_any & set(cited[: cites.get("top", ANY_TOP)]):
        wrong.append(f"none of {_few(sorted(wanted_any))}")
    missing = [key for key in wanted_all if key not in cited[: cites.get("top", ALL_TOP)]]
    if missing:
        wrong.append(f"not {_few(missing)}")
    strange = [key for key in map(same_key, expect.get("not_cites", ())) if key in cited]
    if strange:
        wrong.append(f"should not be there: {_few(strange)}")
    if expect.get("cited") is False and cited:
        wrong.append("should cite nothing")
    return f"{'; '.join(wrong)}; got {_few(cited) or 'none'}" if wrong else ""


def _facts(expect: Mapping[str, Any], message: Message, account: Account) -> str:
    text = _text(message)
    lead = text[:LEAD]
    wrong = [f for f in expect.get("facts", ()) if not holds(text, f, account.today)]
    late = [f for f in expect.get("lead", ()) if not holds(lead, f, account.today)]
    false = [f for f in expect.get("not_facts", ()) if holds(text, f, account.today)]
    said = [f"no {f}" for f in wrong]
    said += [f"not first: {f}" if holds(text, f, account.today) else f"no {f}" for f in late]
    said += [f"says {f}" for f in false]
    return f"{'; '.join(said)}; said: {plain(text)[:160]}" if said else ""


def _action(expect: Mapping[str, Any], message: Message, account: Account) -> str:
    actions = message["actions"]
    if expect.get("actions") == 0 and actions:
        return f"proposed {actions[0]['operation']}"
    if "action" not in expect:
        return ""
    wrong = mismatch(expect["action"], actions, account)
    return f"{wrong}; said: {plain(_text(message))[:120]}" if wrong and not actions else wrong


def _found(expect: Mapping[str, Any], message: Message, _: Account) -> str:
    if expect.get("found") is not False:
        return ""
    lead = plain(_text(message))[:LEAD]
    return "" if NOT_FOUND.search(lead) else f"does not say so: {lead[:120]}"


def _clarifies(expect: Mapping[str, Any], message: Message, _: Account) -> str:
    asks = bool(message["clarification"])
    if "assumes" in expect:
        said = _text(message) + json.dumps(message["actions"], ensure_ascii=False)
        stated = re.search(expect["assumes"], said, re.IGNORECASE)
        return "" if asks or stated else "neither asks nor says whom it took"
    if asks == expect.get("clarifies", False):
        return ""
    return f"asks {plain(message['clarification'])[:100]}" if asks else "asks nothing"


def _text(message: Message) -> str:
    """What the person reads: the answer, and the question back unless the answer is it."""
    answer, question = message["answer"] or "", message["clarification"] or ""
    return answer if question in answer else f"{answer}\n{question}"


def _key(citation: Mapping[str, Any]) -> str:
    kind = next((k for k in CITATION_KEYS if citation.get(k)), None)
    return key_of(kind, citation[kind]) if kind else "?"


def _moment(value: str | None) -> datetime | None:
    return datetime.fromisoformat(value) if value else None


def _few(keys: list[str]) -> str:
    return " ".join(keys[:5]) + (f" (+{len(keys) - 5})" if len(keys) > 5 else "")


CHECKS: Mapping[str, Callable[[Mapping[str, Any], Message, Account], str]] = {
    "services": _services,
    "operation": _operation,
    "slots": _slots,
    "cites": _cites,
    "facts": _facts,
    "action": _action,
    "found": _found,
    "clarifies": _clarifies,
}
