"""A record in the formats that other programs read; `render` of each module gives one."""
