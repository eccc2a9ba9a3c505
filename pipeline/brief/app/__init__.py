"""Between the stages and any face of the program (command line, library): project, settings, jobs, output."""
