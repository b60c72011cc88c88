"""Passages refer to items partition by partition.

Items and passages of one person lie in partitions of the same number, so the reference can be one
between leaves. Through the parents every removed item looks for its passages in a statement that
locks all sixteen partitions: three quarters of the time of removing a mailbox.
"""

from django.db import migrations

from accounts.schema import PARTITIONS

TABLES = (
    ("search_email", "search_emailpassage"),
    ("search_event", "search_eventpassage"),
    ("search_file", "search_filepassage"),
)


def _reference(items: str, passages: str) -> str:
    name = f"{passages}_item_id_same_person"
    return (
        f"ADD CONSTRAINT {name} FOREIGN KEY (user_id, item_id) "
        f"REFERENCES {items} (user_id, id) ON DELETE CASCADE"
    )


class Migration(migrations.Migration):
    dependencies = [("search", "0008_bits_of_long_vectors")]

    operations = [
        operation
        for items, passages in TABLES
        for operation in (
            migrations.RunSQL(
                # In the order in which indexing writes, so that nobody waits for us in a circle.
                f"LOCK TABLE {items}, {passages} IN SHARE ROW EXCLUSIVE MODE;"
                f"ALTER TABLE {passages} DROP CONSTRAINT {passages}_item_id_same_person",
                f"ALTER TABLE {passages} {_reference(items, passages)}",
            ),
            *(
                migrations.RunSQL(
                    f"ALTER TABLE {passages}_p{n:02} {_reference(f'{items}_p{n:02}', f'{passages}_p{n:02}')}",
                    f"ALTER TABLE {passages}_p{n:02} "
                    f"DROP CONSTRAINT {passages}_p{n:02}_item_id_same_person",
                )
                for n in range(PARTITIONS)
            ),
        )
    ]
