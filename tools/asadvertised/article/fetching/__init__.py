"""A page's way to us: fetched politely, kept as it came, and recognised where it is not the page that was asked for."""
