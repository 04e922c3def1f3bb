"""How promises are asked: one folder of step definitions for each article, in the article's words."""
