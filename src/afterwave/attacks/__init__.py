"""How polls give answers away: other ways of polling and this kit's, in exact odds, sentences and pictures."""
