"""The reference service: the article, made executable. It is reached over HTTP and in no other way."""
