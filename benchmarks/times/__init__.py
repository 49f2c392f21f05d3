"""How well times are found and valued."""
