"""What is known of text: its hygiene, its scripts, its marks, its sentences. Pure."""
