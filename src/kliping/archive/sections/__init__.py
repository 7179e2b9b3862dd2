"""The rails of a news page over one's own archive: related, latest, popular, picks and regional, each in a file."""
