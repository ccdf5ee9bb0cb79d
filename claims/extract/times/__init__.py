"""Words of time → days on the calendar."""
