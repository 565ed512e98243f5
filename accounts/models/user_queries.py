from django.contrib.auth.models import BaseUserManager
from django.db import models

from accounts.names import name_key, name_look


class UserQuerySet(models.QuerySet):
    def visible(self):
        """Members whose profile is shown."""
        return self.filter(removed_at=None)

    def shown_to(self, viewer):
        """Visible members; all of them for a moderator."""
        sees_all = viewer.is_authenticated and viewer.is_moderator
        return self if sees_all else self.visible()

    def called(self, name):
        """Members whose name can be taken for `name`; imported ones do not count."""
        return self.filter(models.Q(name_key=name_key(name)) | models.Q(name_look=name_look(name)))

    def never_proved(self, before):
        """Sign-ups from before a moment whose e-mail address nobody ever proved to own.

        A member whom somebody else made (an import, the demo, the admin) has no row that waits
        for a proof, and does not count.
        """
        return self.filter(
            created_at__lt=before, last_login=None, is_staff=False, emailaddress__verified=False
        ).exclude(emailaddress__verified=True)


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):
    def get_by_natural_key(self, email):
        return self.get(email=email.lower())

    def create_user(self, email, name, password=None, **fields):
        """A member who signs in by e-mail; without a password, after a reset only."""
        user = self.model(email=email.lower(), **fields)
        user.take_name(name)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email, name, password=None, **fields):
        return self.create_user(email, name, password, is_staff=True, is_superuser=True, **fields)
