from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0003_audit")]

    operations = [
        migrations.AddField(
            model_name="connection",
            name="sync_claimed_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
    ]
