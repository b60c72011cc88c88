"""format=flowed text (RFC 3676) with its paragraphs restored."""


def flowed(text: str, *, delete_space: bool) -> str:
    """Paragraphs of format=flowed text (RFC 3676) on one line each."""
    lines: list[str] = []
    open_depth = -1
    for line in text.split("\n"):
        depth = len(line) - len(line.lstrip(">"))
        words = line[depth:].removeprefix(" ")
        if open_depth == depth and words != "-- ":
            lines[-1] += words
        else:
            lines.append(f"{'>' * depth} {words}" if depth else words)
        is_open = words.endswith(" ") and words != "-- "
        open_depth = depth if is_open else -1
        if is_open and delete_space:
            lines[-1] = lines[-1][:-1]
    return "\n".join(lines)
