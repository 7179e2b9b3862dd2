"""From one page to one record, touching nothing but the page."""
