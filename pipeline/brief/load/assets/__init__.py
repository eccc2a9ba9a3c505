"""The files of a dossier, and the pictures and tables that its prose asks for."""
