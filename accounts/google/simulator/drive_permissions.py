"""Drive API v3: permissions. The last of concurrent changes wins: there are no etags."""

from accounts.google.simulator import cabinet
from accounts.google.simulator.call import Call, Handler
from accounts.google.simulator.errors import ApiError, invalid
from accounts.google.simulator.paging import paginate
from accounts.google.simulator.store import Json

SHORT = ("kind", "id", "type", "role")
ROLES = ("owner", "organizer", "fileOrganizer", "writer", "commenter", "reader")
TYPES = ("user", "group", "domain", "anyone")


def list_permissions(call: Call) -> Json:
    record = cabinet.find(call.account, call.email, call.path["fileId"])
    page, token = paginate(
        record["permissions"],
        token=call.params["pageToken"],
        size=call.params["pageSize"] or 100,
        identity=lambda p: str(p["id"]),
    )
    answer: Json = {"kind": "drive#permissionList", "permissions": [_shown(call, p) for p in page]}
    return answer | ({"nextPageToken": token} if token else {})


def get(call: Call) -> Json:
    return _shown(call, _permission(call)[1])


def create(call: Call) -> Json:
    """Share a file; whoever had access already keeps one permission, with the new role."""
    record = cabinet.find(call.account, call.email, call.path["fileId"])
    kind, role = call.body.get("type"), call.body.get("role")
    if kind not in TYPES:
        raise invalid("The permission type field is required.", reason="required")
    if role not in ROLES:
        raise invalid("The permission role field is required.", reason="required")
    address = str(call.body.get("emailAddress" if kind in ("user", "group") else "domain") or "")
    if kind != "anyone" and not address:
        raise invalid(
            "The specified emailAddress or domain is invalid or not applicable for the "
            "given permission type.",
            reason="invalid",
        )
    if role == "owner" and not call.params["transferOwnership"]:
        raise ApiError(
            403,
            "forbidden",
            "The transferOwnership parameter must be enabled when the permission role is 'owner'.",
        )
    made = cabinet.permission(role=role, kind=kind, address=address)
    if kind in ("user", "group") and "@" not in address:
        raise ApiError(400, "invalidSharingRequest", f'Bad Request. User message: "{address}"')
    _store(call, record, [p for p in record["permissions"] if p["id"] != made["id"]] + [made])
    if kind in ("user", "group") and call.params["sendNotificationEmail"] is not False:
        _notify(call, address)
    return _shown(call, made)


def update(call: Call) -> Json:
    record, held = _permission(call)
    role = call.body.get("role")
    if role not in ROLES:
        raise invalid("The permission role field is required.", reason="required")
    if held["role"] == "owner" and role != "owner":
        raise ApiError(403, "forbidden", "The owner of a file cannot be removed.")
    changed = held | {"role": role}
    _store(call, record, [changed if p["id"] == held["id"] else p for p in record["permissions"]])
    return _shown(call, changed)


def delete(call: Call) -> None:
    record, held = _permission(call)
    if held["role"] == "owner":
        raise ApiError(403, "insufficientFilePermissions", "The owner of a file cannot be removed.")
    _store(call, record, [p for p in record["permissions"] if p["id"] != held["id"]])


def _permission(call: Call) -> tuple[Json, Json]:
    record = cabinet.find(call.account, call.email, call.path["fileId"])
    wanted = call.path["permissionId"]
    for held in record["permissions"]:
        if held["id"] == wanted:
            return record, held
    raise ApiError(404, "notFound", f"Permission not found: {wanted}.", location="permissionId")


def _store(call: Call, record: Json, permissions: list[Json]) -> None:
    cabinet.save(call.account, record | {"permissions": permissions}, now=call.now, touched=False)


def _notify(call: Call, address: str) -> None:
    number = call.account.next_number("notifications")
    call.account.put(
        "notifications",
        str(number),
        {
            "service": "gdrive",
            "to": address,
            "item": call.path["fileId"],
            "message": call.params["emailMessage"],
            "at": call.now.isoformat(),
        },
    )


def _shown(call: Call, held: Json) -> Json:
    return dict(held) if call.fields else {key: held[key] for key in SHORT}


METHODS: dict[str, Handler] = {
    "drive.permissions.list": list_permissions,
    "drive.permissions.get": get,
    "drive.permissions.create": create,
    "drive.permissions.update": update,
    "drive.permissions.delete": delete,
}
