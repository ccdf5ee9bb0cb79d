"""The text itself: its language, words, sentences."""
