"""What prepares, checks and packages the program. Not part of it: only run.py imports this, with the bare Python."""
