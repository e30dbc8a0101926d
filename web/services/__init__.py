"""What a running server needs beside an edition: keys, sealing, the database, revocations."""
