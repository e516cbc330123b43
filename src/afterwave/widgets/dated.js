/**
 * A model that knows what time it is for the kernel, which may run on another machine, and whose messages say when they
 * were sent: what lay in a kernel that hung is not done over what others did since (presenter/desk.py).
 * @template {Record<string, any>} Traits
 * @template {{ at?: number | null }} Message
 * @typedef {import("./host.d.ts").Model<Traits, Message> & { now: () => number }} Dated
 */

/**
 * What draws a widget whose messages are dated, from what draws it with such a model.
 * @template {Record<string, any>} Traits
 * @template {{ at?: number | null }} Message
 * @param {(host: { model: Dated<Traits, Message>, el: HTMLElement }) => () => void} render
 * @returns {(host: import("./host.d.ts").Host<Traits, Message>) => () => void}
 */
export const dated =
  (render) =>
  ({ model, el }) => {
    // In ms, how far the kernel's clock is before this one; null until it has told what time it is.
    let ahead = /** @type {number | null} */ (null);
    const heard = (/** @type {import("./wire.d.ts").Answer} */ message) => {
      if (message?.pong !== undefined) ahead = message.pong * 1000 - Date.now();
    };
    const now = () => (Date.now() + (ahead ?? 0)) / 1000;
    const send = (/** @type {Message} */ message) =>
      model.send({ ...message, at: ahead === null ? null : (message.at ?? now()) });
    model.on("msg:custom", heard);
    const end = render({ model: Object.assign(Object.create(model), { now, send }), el });
    return () => {
      end();
      model.off("msg:custom", heard);
    };
  };
