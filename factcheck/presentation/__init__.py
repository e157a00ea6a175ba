"""What every face that shows findings to people shares: safe text, passages, words for numbers, the page shell."""
