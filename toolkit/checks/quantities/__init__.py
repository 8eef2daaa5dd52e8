"""What is counted, measured and dated in a text: numbers, dates, times of day, units."""
