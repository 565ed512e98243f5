from screening.models import Trace


def forget_addresses():
    """Forget from where things were written, when they have been kept long enough."""
    Trace.objects.old().delete()
