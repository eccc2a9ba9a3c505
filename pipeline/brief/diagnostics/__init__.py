"""Problems, their codes, and suggestions for misspelt names."""
