"""The files of a dossier, its pictures and its tables."""
