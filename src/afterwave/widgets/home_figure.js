import { make } from "./element.js";

/** @typedef {import("./element.js").Say} Say */

/**
 * A number to type, told when it was changed; one that cannot be is refused in words, and stays to be mended.
 * @param {Say} say
 * @param {{ least: number, most: number, value?: number, required?: boolean, words?: string }} bounds `words` is what
 *   is said of one that cannot be
 * @param {(value: string) => void} changed
 */
export function figure(say, { least, most, value, required = true, words = "figure_wrong" }, changed = () => {}) {
  const wrong = make("p.aw-wrong", { role: "alert", hidden: true });
  const field = make("input", {
    type: "number",
    min: least,
    max: most,
    value,
    required,
    inputmode: "numeric",
    // Not only once the field is left: the key that is pressed then would move away under the pointer.
    oninput: () => wrong.hidden || (field.checkValidity() && fits()),
    onchange: () => fits() && changed(field.value)
  });
  function fits() {
    const well = field.checkValidity();
    field.setAttribute("aria-invalid", String(!well));
    wrong.hidden = well;
    wrong.textContent = well ? "" : say(words, { least, most });
    return well;
  }
  return {
    ...{ field, wrong, fits },
    show(/** @type {string} */ now) {
      // The program's answer to an earlier press must not write over what is being typed.
      if (document.activeElement !== field && wrong.hidden) field.value = now;
    }
  };
}
