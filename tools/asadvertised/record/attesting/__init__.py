"""Signing a record, withholding values of it afterwards, and telling whether it still is what was signed."""
