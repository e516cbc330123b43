/** What the two parts of a sheet are: to print, and to look at. */
const TYPES = ["application/pdf", "image/svg+xml"];

/**
 * Fetches sheets from the kernel, each with its first page, and gives their addresses within this page.
 * @param {{ send: (message: { fetch: number }) => void, on: Function, off: Function }} model
 * @param {() => void} changed is called once a sheet has come
 */
export function sheetKeeper(model, changed) {
  /**
   * The sheet in each place, by its number, and its addresses.
   *
   * @type {Record<string, { number: number; urls: string[] }>}
   */
  const kept = {};
  const letGo = (/** @type {string} */ place) => kept[place]?.urls.forEach(URL.revokeObjectURL);
  function heard(
    /** @type {{ paper?: number } | undefined} */ message,
    /** @type {DataView<ArrayBuffer>[] | undefined} */ buffers
  ) {
    if (!buffers?.length) return;
    // An older sheet may still be on its way when a newer one is asked for.
    for (const [place, { number }] of Object.entries(kept)) {
      if (message?.paper !== number) continue;
      letGo(place);
      kept[place].urls = buffers.map((part, at) => URL.createObjectURL(new Blob([part], { type: TYPES[at] })));
    }
    changed();
  }
  model.on("msg:custom", heard);
  return {
    /** The addresses of a sheet and of its first page, none while they come; `place` keeps one at a time. */
    at(/** @type {number} */ wanted, place = "last") {
      if (kept[place]?.number === wanted) return kept[place].urls;
      letGo(place);
      kept[place] = { number: wanted, urls: [] };
      model.send({ fetch: wanted });
      return kept[place].urls;
    },
    stop() {
      model.off("msg:custom", heard);
      Object.keys(kept).forEach(letGo);
    }
  };
}
