"""The service agents that there are."""

from __future__ import annotations

from collections.abc import Mapping

from agents.query import Service
from agents.workspace import calendar, drive, gmail
from agents.workspace.base import ServiceAgent

AGENTS: Mapping[Service, ServiceAgent] = {
    agent.service: agent for agent in (gmail.AGENT, calendar.AGENT, drive.AGENT)
}
