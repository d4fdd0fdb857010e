"""What pages say about records: words, dates, facts. Reads prefetched records and asks the database nothing."""
