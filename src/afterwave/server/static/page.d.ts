/**
 * Whatever a script asks for in a part of a page that one of our own templates made: the template has it. What may be
 * missing is asked for with `?.` or `if`.
 */
export interface Asked {
  querySelector(what: string): Found;
  querySelectorAll(what: string): NodeListOf<Found>;
  closest(what: string): Found;
  dataset: Record<string, string>;
}

/** A part of such a page, with what its elements may have besides. */
export type Found = Asked &
  HTMLElement & {
    value: string;
    href: string;
    disabled: boolean;
    open: boolean;
    content: { firstElementChild: Found };
  };

/** A form of such a page. */
export type Form = Asked & { elements: { namedItem(name: string): Found } } & HTMLFormElement;

declare global {
  /** Where the static site's scripts leave what they export: each widget under its name, and the widgets' words. */
  var afterwave: Record<string, any> & { words?: Record<string, any> };
  /** What leaving needs on pages without a server. */
  var afterwaveAlone: { gone: () => boolean; mark: () => void; address: () => string | undefined };

  interface ParentNode {
    /** Every page of ours has one; a page that may be another's is looked at with `?.`. */
    querySelector(what: "main" | "footer"): Found;
    querySelector(what: `main[${string}` | `.moved ${string}`): Found | null;
    querySelectorAll(what: `[data-${string}`): NodeListOf<Found>;
    querySelectorAll(what: `details${string}`): NodeListOf<HTMLDetailsElement>;
  }

  /** What site-worker.js has in its own world, and no page has. */
  var registration: ServiceWorkerRegistration;
  var clients: { claim(): Promise<void> };

  interface WindowEventMap {
    install: Event & { waitUntil(done: Promise<unknown>): void };
    activate: Event & { waitUntil(done: Promise<unknown>): void };
    fetch: Event & { request: Request; respondWith(answer: Promise<Response>): void };
  }
}
