/** As many people as an evening may have; a test holds it to content/occasion.py. */
export const MOST_PEOPLE = 10_000;
