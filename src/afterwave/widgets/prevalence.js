/**
 * Studies side by side, as drawings that the kernel's machine keeps, and as tables. Both are HTML of the kit's own
 * making; nothing here is asked or sent.
 */

function chartPiece(/** @type {string} */ name, /** @type {string} */ className, html = "") {
  const node = document.createElement(name);
  node.className = className;
  node.innerHTML = html;
  return node;
}

/** One axis: its caption, and the drawing, whose words a screen reader reads as they stand. */
function figure(/** @type {string[]} */ [caption, svg]) {
  const node = chartPiece("figure", "", svg);
  const words = chartPiece("figcaption", "");
  words.textContent = caption;
  node.prepend(words);
  return node;
}

/** @param {import("./host.d.ts").Host<import("./wire.d.ts").PrevalenceTraits>} host */
function renderPrevalence({ model, el }) {
  const root = chartPiece("div", "aw chart aw-chart", model.get("lead"));
  const fold = chartPiece("details", "");
  const summary = chartPiece("summary", "");
  summary.textContent = model.get("labels").table;
  fold.append(summary, chartPiece("div", "", model.get("tables")));
  root.append(...model.get("pictures").map(figure), fold);
  el.append(root);
}

export default { render: renderPrevalence };
