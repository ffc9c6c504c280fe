"""Making the folder that goes onto a stick."""
