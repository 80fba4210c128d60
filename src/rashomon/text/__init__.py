"""String arithmetic with no news in it: offsets, normalisation, tokens, sentences, n-grams, diff."""
