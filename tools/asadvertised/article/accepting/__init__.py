"""Take the wording of a page into the transcription, on purpose: one clean diff, ids kept, nothing half-written."""
