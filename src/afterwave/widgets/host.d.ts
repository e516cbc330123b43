import type { AnyModel } from "@anywidget/types";

/** A widget's model as its script sees it: its traits, and what it may send to its kernel. */
export interface Model<Traits extends Record<string, any>, Message = never> {
  get<Name extends keyof Traits>(name: Name): Traits[Name];
  on: AnyModel["on"];
  off: AnyModel["off"];
  send(message: Message): void;
}

/** What anywidget gives to `render`, as far as it is used. */
export interface Host<Traits extends Record<string, any>, Message = never> {
  model: Model<Traits, Message>;
  el: HTMLElement;
}

type Tag<Name extends string> = Name extends keyof HTMLElementTagNameMap ? HTMLElementTagNameMap[Name] : HTMLElement;

/** The element that a name with classes stands for: "p.aw-quiet" is a paragraph. */
export type Made<Name extends string> = Name extends `${infer Bare}.${string}` ? Tag<Bare> : Tag<Name>;
