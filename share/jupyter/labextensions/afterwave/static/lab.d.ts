// As much of JupyterLab as the extension uses. Its own types come with a few hundred packages.

/** The modules that JupyterLab shares: by name, then by version. */
export type Shared = Record<string, Record<string, { loaded?: unknown; get: () => Promise<() => any> }>>;

/** Something of the page that may be laid into JupyterLab's main area as a tab. */
export interface Tab {
  id: string;
  title: { label: string; icon: unknown; closable: boolean };
  isDisposed: boolean;
}

export interface App {
  commands: {
    addCommand(
      name: string,
      command: { label: string; caption: string; icon: unknown; execute: () => unknown }
    ): unknown;
    execute(name: string, args: object): Promise<unknown>;
  };
  shell: { add(tab: Tab, area: "main"): void; activateById(id: string): void };
}

export interface Launcher {
  add(tile: { command: string; category: string; rank: number }): unknown;
}

export interface Palette {
  addItem(item: { command: string; category: string }): unknown;
}

export interface Modules {
  launcher: { ILauncher: unknown };
  apputils: {
    ICommandPalette: unknown;
    MainAreaWidget: new (around: { content: unknown }) => Tab;
    showErrorMessage(title: string, error: unknown): Promise<void>;
  };
  coreutils: { URLExt: { join(...parts: string[]): string } };
  services: {
    ServerConnection: {
      makeSettings(): { baseUrl: string };
      makeRequest(url: string, init: RequestInit, settings: unknown): Promise<Response>;
    };
  };
  ui: {
    LabIcon: new (icon: { name: string; svgstr: string }) => unknown;
    IFrame: new (how: { sandbox: string[] }) => { url: string };
  };
}

/** What the server says of the kit (afterwave/lab/extension.py). */
export interface Told {
  category: string;
  door: string;
  labels: Record<string, string>;
  captions: Record<string, string>;
}

/** Where the notebooks lie, and what a tile opens. */
export interface Opened {
  folder: string;
  first: string;
  pages: string[];
  door: string;
}

/** What Voilà asks for the widgets of a page. */
export interface WidgetManager {
  get_model(id: string): Promise<unknown>;
  has_model(id: string): boolean;
}
