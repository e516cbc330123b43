/** Sends a form until somebody answers: its ticket makes it count once, however often it is sent. */
const PATIENCE = 10_000; // ms for one try
const LONGEST = 8_000; // ms between two

/** @returns {Promise<Response>} */
async function send(/** @type {string} */ address, /** @type {URLSearchParams} */ body, /** @type {() => void} */ trying) {
  for (let wait = 1000; ; wait = Math.min(wait * 2, LONGEST)) {
    try {
      const answer = await fetch(address, { method: "POST", body, redirect: "manual", signal: AbortSignal.timeout(PATIENCE) });
      if (answer.status < 500) return answer;
    } catch {
      /* No network, no server, or no patience: all the same to who waits. */
    }
    trying();
    await new Promise((again) => setTimeout(again, wait + Math.random() * 500));
  }
}

/** Gives the page in which a refusal says why. */
async function refusal(/** @type {Response} */ answer) {
  return new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("main");
}
