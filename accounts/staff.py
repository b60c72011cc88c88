"""The ground of the staff pages: what support may see, and that seeing it is recorded.

Every page reads a view of states and counts, through a database role that cannot read content
(`accounts.schema.staff_view`). The views are empty until a page says which member of staff reads;
opening a person's record is an entry in that person's audit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import admin
from django.db import connection, models, transaction
from django.http import HttpRequest, HttpResponse
from django.template.response import SimpleTemplateResponse
from django.utils.text import capfirst

from accounts import audit
from accounts.models import User
from accounts.schema import STAFF_SETTING


@contextmanager
def reading_as(user_id: UUID) -> Iterator[None]:
    """A transaction in which the staff's views have rows, if this person is staff."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(current_setting(%s, true), '')", [STAFF_SETTING])
        before = cursor.fetchone()[0]
        cursor.execute("SELECT set_config(%s, %s, true)", [STAFF_SETTING, str(user_id)])
        yield
        if not connection.needs_rollback:
            cursor.execute("SELECT set_config(%s, %s, true)", [STAFF_SETTING, before])


View = Callable[..., HttpResponse]
if TYPE_CHECKING:
    _Admin = admin.ModelAdmin[Any]
else:
    _Admin = admin.ModelAdmin


def as_staff(view: View) -> View:
    """The page is also rendered inside the transaction: templates read rows too."""

    @wraps(view)
    def wrapped(self: Any, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        with reading_as(staff_id(request)):
            response = view(self, request, *args, **kwargs)
            if isinstance(response, SimpleTemplateResponse):
                response.render()
            return response

    return wrapped


def staff_id(request: HttpRequest) -> UUID:
    """The member of staff who asks for a page."""
    user_id = request.user.pk
    assert user_id is not None  # noqa: S101 - the admin lets nobody else come this far
    return user_id


class StaffPages(_Admin):
    """Pages over one view: every member of staff may look, nobody adds or deletes.

    The model has the person's id as `user_id`, except for the person, whose own id it is.
    """

    person_field = "user_id"
    list_per_page = 50
    list_max_show_all = 200
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return bool(request.user.is_active and getattr(request.user, "is_staff", False))

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @as_staff
    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        title = {"title": capfirst(self.opts.verbose_name_plural)}
        response = super().changelist_view(request, title | (extra_context or {}))
        person = _person_looked_for(request)
        if person is not None:
            self._record_view(request, person, "list")
        return response

    @as_staff
    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return super().changeform_view(request, *args, **kwargs)

    def render_change_form(
        self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        context |= {"title": str(context["original"]), "subtitle": self.opts.verbose_name}
        return super().render_change_form(request, context, *args, **kwargs)

    @as_staff
    def history_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return super().history_view(request, *args, **kwargs)

    def get_object(self, request: HttpRequest, object_id: str, from_field: Any = None) -> Any:
        found = super().get_object(request, object_id, from_field)
        if found is not None and request.method == "GET":
            self._record_view(request, getattr(found, self.person_field), str(found.pk))
        return found

    def _record_view(self, request: HttpRequest, person: UUID, what: str) -> None:
        audit.record(
            user_id=person,
            actor=audit.staff(staff_id(request)),
            event=audit.Event.STAFF_VIEWED,
            subject=f"{str(self.opts.verbose_name).lower().replace(' ', '_')}:{what}",
        )


def _person_looked_for(request: HttpRequest) -> UUID | None:
    """Whose rows a list was narrowed down to, by a link or by searching the whole address."""
    wanted = request.GET.get("user_id") or request.GET.get("user_id__exact")
    people = User.objects.all()
    try:
        people = people.filter(id=UUID(wanted)) if wanted else people.filter(email=_typed(request))
    except ValueError:
        return None
    return people.values_list("id", flat=True).first()


def _typed(request: HttpRequest) -> str:
    return request.GET.get("q", "").strip().lower()


def short(name: object) -> str:
    """The beginning of an id, which is enough to tell the rows of a list apart."""
    kind, colon, rest = str(name).rpartition(":")
    return f"{kind}{colon}{rest[:8]}"


class StaffView(models.Model):
    """A row of one of the staff's views: read only, and of no content."""

    class Meta:
        abstract = True
        managed = False
