from votes.models import serial


def undo_serial_votes():
    """Take back votes that were cast in series; moderators see which, and why."""
    serial.undo_serial_votes()
