from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("accounts", "0007_acts_stay")]

    operations = [
        migrations.AlterModelOptions(
            name="user",
            options={
                "permissions": [("overrule_user", "Can undo what another moderator decided")],
                "verbose_name": "member",
                "verbose_name_plural": "members",
            },
        ),
    ]
