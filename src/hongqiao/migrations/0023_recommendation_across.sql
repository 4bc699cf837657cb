-- What a brigade did is looked up by account: few accounts, whose rows lie beside many notes.
create index note_reader_account on note_reader (account_id);
