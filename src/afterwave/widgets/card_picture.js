import { CARD_WAVE } from "./card_face.js";

// CSS pixels: a card's width, its margin, and how tall a picture may be before it is drawn less finely.
const [WIDE, EDGE, TALLEST] = [560, 44, 6000];
// A canvas knows no dir="auto": the first letter of somebody's words decides here.
const RIGHT_TO_LEFT = /^[^\p{L}]*[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}]/u;

/** Breaks a text into lines of a width; a word that is wider than a line is broken anywhere. */
function broken(/** @type {CanvasRenderingContext2D} */ pen, /** @type {string} */ text, /** @type {number} */ width) {
  const fits = (/** @type {string} */ line) => pen.measureText(line).width <= width;
  const lines = [];
  for (const paragraph of text.split("\n")) {
    let line = "";
    for (const word of paragraph
      .split(/\s+/)
      // \0 marks a sign that goes on within its word: no blank comes before it.
      .flatMap((one) => (fits(one) ? [one] : [...one].map((sign, i) => (i ? `\0${sign}` : sign))))) {
      const longer = word.startsWith("\0") ? line + word.slice(1) : line ? `${line} ${word}` : word;
      if (line && !fits(longer)) lines.push(line);
      line = line && !fits(longer) ? word.replace("\0", "") : longer;
    }
    lines.push(line);
  }
  return lines;
}

/**
 * A line of a card or more, its size and what is left free above it, in CSS pixels, and how it looks.
 * @typedef {{ text: string, size: number, above: number, bold?: boolean, quiet?: boolean, marked?: boolean, own?:
 *   boolean }} Row
 * @typedef {ReturnType<typeof lookOf>} Look
 */

function rowsOf(
  /** @type {import("./card_face.js").Told} */ { title, name, parts, lead },
  /** @type {string} */ blank
) {
  /** @type {Row[]} */
  const rows = [{ text: title, size: 28, bold: true, above: 12 }];
  if (name) rows.push({ text: name, size: 15, above: 4, quiet: true });
  for (const { heading, forms, words } of parts) {
    rows.push({ text: heading, size: 17, bold: true, above: 22 });
    for (const form of forms) rows.push({ text: form, size: 17, above: 5, marked: true });
    if (words) rows.push({ text: words, size: 17, above: 7, own: true });
  }
  if (!parts.length) rows.push({ text: blank, size: 17, above: 22 });
  return [...rows, { text: lead, size: 14, above: 26, quiet: true }];
}

/** Writes one card's rows, or only measures them where `left` is null. @returns {number} how tall they are */
function write(
  /** @type {CanvasRenderingContext2D} */ pen,
  /** @type {Row[]} */ rows,
  /** @type {number | null} */ left,
  /** @type {Look} */ look
) {
  let y = EDGE + 52;
  for (const { text, size, above, bold, quiet, marked, own } of rows) {
    pen.font = `${bold ? "700 " : ""}${size}px ${look.font}`;
    const [inset, width] = [marked ? 20 : 0, WIDE - 2 * EDGE];
    y += above;
    for (const [i, line] of broken(pen, text, width - inset).entries()) {
      y += size * 1.4;
      if (left === null) continue;
      pen.direction = own ? (RIGHT_TO_LEFT.test(text) ? "rtl" : "ltr") : look.direction;
      pen.fillStyle = quiet ? look.quiet : look.ink;
      const [rtl, from] = [pen.direction === "rtl", pen.direction === "rtl" ? left + WIDE - EDGE : left + EDGE];
      pen.fillText(line, from + (rtl ? -inset : inset), y);
      if (marked && i === 0) dot(pen, from + (rtl ? -6 : 6), y - size * 0.33, look);
    }
  }
  return y + EDGE;
}

function dot(
  /** @type {CanvasRenderingContext2D} */ pen,
  /** @type {number} */ x,
  /** @type {number} */ y,
  /** @type {Look} */ look
) {
  pen.fillStyle = look.wave;
  pen.beginPath();
  pen.arc(x, y, 3.5, 0, 2 * Math.PI);
  pen.fill();
}

function wave(/** @type {CanvasRenderingContext2D} */ pen, /** @type {number} */ left, /** @type {Look} */ look) {
  pen.save();
  pen.translate(left + EDGE, EDGE);
  pen.scale((WIDE - 2 * EDGE) / 600, 0.8);
  Object.assign(pen, { strokeStyle: look.wave, lineWidth: 3, lineCap: "round" });
  pen.stroke(new Path2D(CARD_WAVE));
  pen.restore();
}

/** How a card looks in the page now: its picture is drawn with the same colours and the same letters. */
function lookOf(/** @type {HTMLElement} */ shown) {
  const style = (
    /** @type {Element | null} */ one,
    /** @type {"color" | "backgroundColor" | "stroke" | "fontFamily" | "direction"} */ name
  ) => getComputedStyle(one ?? shown)[name];
  const [path, lead] = [shown.querySelector("path"), shown.querySelector(".aw-card-lead")];
  const facts = {
    ink: style(shown, "color"),
    quiet: style(lead, "color"),
    paper: style(shown, "backgroundColor"),
    wave: style(path, "stroke")
  };
  return {
    ...facts,
    font: style(shown, "fontFamily"),
    direction: /** @type {CanvasDirection} */ (style(shown, "direction"))
  };
}

/**
 * Draws cards side by side, in the page and nowhere else.
 * @param {import("./card_face.js").Told[]} cards
 * @param {HTMLElement} shown one of them as it lies open in the page
 * @param {string} blank what a card says on which nothing stands
 * @returns {Promise<Blob>} a PNG
 */
export function pictureOf(cards, shown, blank) {
  const look = lookOf(shown);
  const canvas = document.createElement("canvas");
  const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  const all = cards.map((card) => rowsOf(card, blank));
  const tall = Math.max(...all.map((rows) => write(pen, rows, null, look)));
  const fine = Math.min(2, TALLEST / tall);
  // Only now, when the height is known: a canvas that gets another size loses what stands on it.
  Object.assign(canvas, { width: WIDE * cards.length * fine, height: tall * fine });
  pen.scale(fine, fine);
  pen.fillStyle = look.paper;
  pen.fillRect(0, 0, WIDE * cards.length, tall);
  pen.fillStyle = look.quiet;
  for (const [i] of all.slice(1).entries()) pen.fillRect((i + 1) * WIDE, EDGE, 1, tall - 2 * EDGE);
  const right = look.direction === "rtl" ? all.length - 1 : 0; // the first card lies where reading begins
  for (const [i, rows] of all.entries()) {
    const left = Math.abs(right - i) * WIDE;
    wave(pen, left, look);
    write(pen, rows, left, look);
  }
  return new Promise((done) => canvas.toBlob(/** @type {BlobCallback} */ (done), "image/png"));
}
