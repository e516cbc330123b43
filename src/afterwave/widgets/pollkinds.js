/**
 * The kinds of poll that a form offers, the easiest first; a test holds them to content/kinds.py.
 * @type {import("./wire.d.ts").PollFacts["kind"][]}
 */
export const KINDS = ["pick-one", "pick-any", "scale"];
