"""The consent page: plain HTML without scripts or outside assets."""

from html import escape

STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;max-width:34rem;margin:3rem auto;padding:0 1rem}"
    "label{display:block;margin:.4rem 0}button{font:inherit;padding:.5rem 1.2rem;"
    "margin:1rem .5rem 0 0}"
    "code{overflow-wrap:anywhere}.note{color:#555}"
)


def page(
    title: str,
    problem: str,
    *,
    asked: dict[str, list[str]] | None = None,
    emails: list[str] | None = None,
    scopes: list[str] | None = None,
) -> bytes:
    """The page in UTF-8: what is wrong, or the form that answers to this same URL."""
    body = (
        f"<p>{escape(problem)}</p>" if asked is None else _form(asked, emails or [], scopes or [])
    )
    text = (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width"><title>{escape(title)}</title>'
        f"<style>{STYLE}</style></head><body><main><h1>{escape(title)}</h1>"
        '<p class="note">This is the simulated Google Workspace on this machine. '
        f"It asks for no password.</p>{body}</main></body></html>"
    )
    return text.encode()


def _form(asked: dict[str, list[str]], emails: list[str], scopes: list[str]) -> str:
    hint = (asked.get("login_hint") or [""])[-1]
    options = "".join(f'<option value="{escape(email)}">' for email in emails)
    first = escape(hint or (emails[0] if emails else ""))
    boxes = "".join(
        f'<label><input type="checkbox" name="scope" value="{escape(scope)}" checked> '
        f"<code>{escape(scope)}</code></label>"
        for scope in scopes
    )
    return (
        '<form method="post" action="">'
        '<label>Account <input type="email" name="email" list="accounts" required '
        f'value="{first}"></label><datalist id="accounts">{options}</datalist>'
        f"<fieldset><legend>What the application may do</legend>{boxes}</fieldset>"
        '<button name="decision" value="allow">Allow</button>'
        '<button name="decision" value="deny" formnovalidate>Deny</button></form>'
    )
