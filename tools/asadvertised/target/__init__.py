"""The service that is asked: reached over HTTP, by the operations of an article's contract, and in no other way."""
