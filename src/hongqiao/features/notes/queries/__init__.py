"""More SQL of notes: drafts and topics."""
