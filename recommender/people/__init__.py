"""Files of people as spreadsheets and form tools save them, read whole: their cells, their results, and templates."""
