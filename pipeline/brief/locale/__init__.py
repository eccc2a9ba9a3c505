"""How a language writes: dates, numbers, direction, alphabetical order, and its tag."""
