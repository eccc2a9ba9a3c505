"""What holds across files: names that exist, and who may see what."""
