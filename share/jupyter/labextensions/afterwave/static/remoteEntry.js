// What JupyterLab loads of a prebuilt extension, written by hand: a module-federation container with one module. It
// hands over those of JupyterLab's own modules that the extension names, so that both hold the very same ones. Nothing
// is built, and nothing else is fetched.
(() => {
  /** @typedef {import("./lab.d.ts").Shared} Shared */

  const beside = /** @type {HTMLScriptElement} */ (document.currentScript).src;
  const NAMES = ["launcher", "apputils", "coreutils", "services", "ui-components"];
  /** @type {Shared} */
  let shared = {};

  /** JupyterLab's own module of a name, in the one version that it has loaded. */
  async function own(/** @type {string} */ name) {
    const versions = Object.values(shared[`@jupyterlab/${name}`] ?? {});
    const found = versions.find((one) => one.loaded) ?? versions[0];
    if (!found) throw new Error(`JupyterLab has no ${name}`);
    return (await found.get())();
  }

  const container = {
    /** Take what JupyterLab shares. */
    init(/** @type {Shared} */ scope) {
      shared = scope;
    },
    /** The factory of the one module there is. Voilà loads what JupyterLab loads: there, there is no launcher. */
    async get() {
      if (!shared["@jupyterlab/launcher"]) {
        const { patient } = await import(new URL("patient.js", beside).href);
        return () => ({ __esModule: true, default: patient });
      }
      const { plugin } = await import(new URL("extension.js", beside).href);
      const [launcher, apputils, coreutils, services, ui] = await Promise.all(NAMES.map(own));
      const made = plugin({ launcher, apputils, coreutils, services, ui });
      return () => ({ __esModule: true, default: made });
    }
  };

  const all = /** @type {{ _JUPYTERLAB?: Record<string, unknown> }} */ (/** @type {unknown} */ (window));
  all._JUPYTERLAB = { ...all._JUPYTERLAB, afterwave: container };
})();
