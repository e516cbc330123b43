import { piece } from "./writing.js";

let put = () => {};

/** Takes away what was laid out for the printer. */
export const putAway = () => put();

/** Prints cards and nothing else of the page, or saves them as a PDF, which a browser names by the title. */
export function printed(/** @type {HTMLElement[]} */ faces, /** @type {string} */ title) {
  putAway();
  const [root, before] = [document.documentElement, document.title];
  const paper = piece("div", "aw aw-box aw-own aw-card aw-card-paper", ...faces.map((one) => one.cloneNode(true)));
  put = () => {
    put = () => {};
    paper.remove();
    delete root.dataset.awPrinting;
    document.title = before;
  };
  document.body.append(paper);
  root.dataset.awPrinting = "card";
  document.title = title;
  // Not after print(): where a browser does not wait for its dialog, nothing would be left to print.
  addEventListener("afterprint", putAway, { once: true });
  print();
}
