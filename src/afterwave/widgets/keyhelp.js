import { make } from "./element.js";

/** The list of keys: a sheet over the page that `?` shows and takes away again; Escape does so too, and the focus goes back to where it was. */
export function keyHelp(names, say) {
  const shut = make("button.aw-act.aw-small-act", { type: "button", onclick: close }, say("close"));
  const line = (name) => {
    const [keys, what] = say(`key_${name}`).split("|");
    return [make("dt", {}, keys), make("dd", {}, what)];
  };
  const inside = make("div.aw-help-sheet", {}, make("h2", {}, say("sheet")), make("dl", {}, ...names.flatMap(line)), shut);
  const node = make("div.aw-help", { role: "dialog", "aria-modal": "true", "aria-label": say("sheet"), hidden: true, onkeydown: held }, inside);
  let before = null;

  function close() {
    node.hidden = true;
    before?.focus?.();
  }

  function held(event) {
    if (event.key === "Escape") close();
    if (event.key === "Tab") event.preventDefault(); // there is one button in it
    if (event.key === "Escape" || event.key === "Tab") event.stopPropagation();
  }

  function toggle() {
    if (!node.hidden) return close();
    before = document.activeElement;
    node.hidden = false;
    shut.focus();
  }

  return { node, toggle };
}
