/** What the two parts of a sheet are: to print, and to look at. */
const TYPES = ["application/pdf", "image/svg+xml"];

/**
 * Fetches the sheet that was made last from the kernel, with its first page, and gives their addresses within this
 * page.
 * @param {{ send: (message: { fetch: number }) => void, on: Function, off: Function }} model
 * @param {() => void} changed is called once a sheet has come
 */
export function sheetKeeper(model, changed) {
  let number = 0;
  /** @type {string[]} */
  let urls = [];
  function heard(
    /** @type {{ paper?: number } | undefined} */ message,
    /** @type {DataView<ArrayBuffer>[] | undefined} */ buffers
  ) {
    // An older sheet may still be on its way when a newer one is asked for.
    if (message?.paper !== number || !buffers?.length) return;
    urls.forEach(URL.revokeObjectURL);
    urls = buffers.map((part, place) => URL.createObjectURL(new Blob([part], { type: TYPES[place] })));
    changed();
  }
  model.on("msg:custom", heard);
  return {
    /** The addresses of a sheet and of its first page, none while they are on their way. */
    at(/** @type {number} */ wanted) {
      if (wanted === number) return urls;
      urls.forEach(URL.revokeObjectURL);
      [number, urls] = [wanted, []];
      model.send({ fetch: wanted });
      return urls;
    },
    stop() {
      model.off("msg:custom", heard);
      urls.forEach(URL.revokeObjectURL);
    }
  };
}
