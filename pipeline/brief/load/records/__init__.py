"""What may be written in each file, and the frozen values that it becomes."""
