/**
 * @typedef {import("./wire.d.ts").SectionFacts} Section
 * @typedef {import("./wire.d.ts").ChangedStep} Changed
 */

/** A section's steps as they are today; where the first is left out, the first that is shown opens the part. */
function stepsToday(/** @type {Section} */ section, /** @type {Changed[]} */ changed) {
  const steps = section.steps.map((step, index) => {
    const found = changed.find((one) => one.section === section.slug && one.step === index);
    return found
      ? { ...step, hidden: found.hidden, reworded: found.html !== null, html: found.html ?? step.html }
      : step;
  });
  const [opens, first] = [steps[0]?.opens, steps.findIndex(({ hidden }) => !hidden)];
  if (!opens || first <= 0) return led(steps);
  // A copy: the section's own first step opens the part again once it is taken in.
  const closed = { ...steps[0] };
  delete closed.opens;
  return led([closed, ...steps.slice(1).map((step, index) => (index + 1 === first ? { ...step, opens } : step))]);
}

/**
 * The notes of a step that is left out lead the step after it, so that nothing that was to be said is lost; behind the
 * last, they close the one before. The stage has none.
 */
function led(/** @type {import("./wire.d.ts").Step[]} */ steps) {
  const shown = steps.filter(({ hidden }) => !hidden);
  const last = shown[shown.length - 1];
  let waiting = "";
  const found = steps.map((step) => {
    if (step.hidden) waiting += step.notes ?? "";
    if (step.hidden || !waiting) return step;
    const notes = waiting + (step.notes ?? "");
    waiting = "";
    return { ...step, notes };
  });
  if (!waiting || !last) return found;
  return found.map((step, index) => (steps[index] === last ? { ...step, notes: (step.notes ?? "") + waiting } : step));
}

/**
 * The evening's sections as they are today, kept so: one array, whose steps change with the trait.
 * @param {import("./host.d.ts").Model<import("./wire.d.ts").DeskTraits, any>} model
 * @param {() => void} changed is told when they did
 */
export function sectionsToday(model, changed) {
  const own = model.get("sections");
  const sections = own.map((section) => ({ ...section }));

  function lay() {
    own.forEach((section, index) => (sections[index].steps = stepsToday(section, model.get("today") ?? [])));
  }

  function heard() {
    lay();
    changed();
  }

  lay();
  model.on("change:today", heard);
  return { sections, stop: () => model.off("change:today", heard) };
}
