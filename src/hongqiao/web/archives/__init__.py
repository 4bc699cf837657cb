"""Pages of archives: what people take along and bring."""
