/** @typedef {import("./lab.d.ts").Modules} Modules */
/** @typedef {import("./lab.d.ts").Opened} Opened */
/** @typedef {import("./lab.d.ts").Tab} Tab */
/** @typedef {import("./lab.d.ts").Told} Told */
/** @typedef {import("./lab.d.ts").App} App */

const TILES = ["lead", "read", "practise", "poll"];
const SANDBOX = ["scripts", "same-origin", "forms", "popups", "downloads", "modals"].map((what) => `allow-${what}`);
const WAVE =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><path d="M2 16c5 0 6-1 8-6 1-3 4-3 5 0 2 5 3 6 7 6" ' +
  'fill="none" stroke="#3f7f8c" stroke-width="2" stroke-linecap="round"/></svg>';

/** Asks the kit's part of this Jupyter server. @returns {Promise<any>} */
async function ask(/** @type {Modules} */ { services, coreutils }, /** @type {string} */ method, tile = "") {
  const settings = services.ServerConnection.makeSettings();
  const url = coreutils.URLExt.join(settings.baseUrl, "api/afterwave", tile);
  const answer = await services.ServerConnection.makeRequest(url, { method }, settings);
  const told = await answer.json();
  if (!answer.ok) throw new Error(told.message);
  return told;
}

/**
 * The front door as a tab, made when it is first asked for. A tile that leads to another of its steps shows it there.
 */
function doorway(/** @type {Modules} */ { apputils, ui }, /** @type {App} */ app, /** @type {unknown} */ icon) {
  /** @type {Tab | null} */
  let tab = null;
  /** @type {{ url: string } | null} */
  let frame = null;
  return (/** @type {string} */ label, /** @type {string} */ url) => {
    if (!tab || !frame || tab.isDisposed) {
      frame = new ui.IFrame({ sandbox: SANDBOX });
      tab = new apputils.MainAreaWidget({ content: frame });
      Object.assign(tab, { id: "afterwave-door" });
      Object.assign(tab.title, { label, icon, closable: true });
      app.shell.add(tab, "main");
    }
    // The same address would load the page anew, and lose what is being typed there.
    if (frame.url !== url) frame.url = url;
    app.shell.activateById(tab.id);
  };
}

/** What JupyterLab is to do where a tile, or its line in the palette, is chosen. */
function opener(
  /** @type {Modules} */ modules,
  /** @type {App} */ app,
  /** @type {Told} */ told,
  /** @type {unknown} */ icon
) {
  const door = doorway(modules, app, icon);
  return async (/** @type {string} */ tile) => {
    try {
      /** @type {Opened} */
      const opened = await ask(modules, "POST", tile);
      if (tile === "read") {
        await app.commands.execute("docmanager:open", { path: opened.first, factory: "Notebook" });
      } else if (opened.door) {
        door(told.door, opened.door);
      } else {
        for (const page of opened.pages) window.open(page, "_blank", "noopener");
      }
    } catch (error) {
      await modules.apputils.showErrorMessage(told.labels[tile], error);
    }
  };
}

/** The plugin that JupyterLab starts: a tile in the launcher, and a line in the palette, for each way into the kit. */
export function plugin(/** @type {Modules} */ modules) {
  return {
    id: "afterwave:tiles",
    description: "The kit's notebooks and its front door, in the launcher and in the palette.",
    autoStart: true,
    // Where JupyterLab has no launcher, the palette still gets its lines.
    optional: [modules.launcher.ILauncher, modules.apputils.ICommandPalette],
    /**
     * @param {App} app
     * @param {import("./lab.d.ts").Launcher | null} launcher
     * @param {import("./lab.d.ts").Palette | null} palette
     */
    async activate(app, launcher, palette) {
      /** @type {Told | null} */
      const told = await ask(modules, "GET").catch(() => null);
      if (!told) return; // the kit's part of the server is off: nothing could answer
      const icon = new modules.ui.LabIcon({ name: "afterwave:wave", svgstr: WAVE });
      const open = opener(modules, app, told, icon);
      TILES.forEach((tile, rank) => {
        const [command, category] = [`afterwave:${tile}`, told.category];
        const words = { label: told.labels[tile], caption: told.captions[tile] };
        app.commands.addCommand(command, { ...words, icon, execute: () => open(tile) });
        launcher?.add({ command, category, rank });
        palette?.addItem({ command, category });
      });
    }
  };
}
