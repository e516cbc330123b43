// Written from wire*.py by tests/wire_types.py; change it there.

/** A command that the front door runs: how it goes, the addresses that it printed, and what it told. */
export interface HomeJob {
  state: "starting" | "running" | "ending" | "done" | "refused";
  facts: Record<string, string>;
  told: string;
}

/** The sheet that was made last, and the picture of its first page; nothing before the first. */
export interface HomePaper {
  number?: number;
  kind?: string;
  name?: string;
  path?: string;
  first?: string;
}

/** Where the group is: a section's slug, and a step of it, counted from 0. */
export interface Place {
  section: string;
  step: number;
}

/** What lies beside a step's words: when its timer began, which card is turned over, whether the way to join lies
    over it. */
export interface Props {
  section: string;
  step: number;
  timer: number | null;
  card: number | null;
  join: boolean;
}

/** A step that is another one today: left out, or said in other words, which are given as HTML, or null for its
    own. */
export interface ChangedStep {
  section: string;
  step: number;
  hidden: boolean;
  html: string | null;
}

/** What a part's first step also says: its title, the minutes at which it is at its best, and what it touches. */
export interface Opens {
  title: string;
  minutes: number;
  note: string;
}

/** A step of the stage; beyond the first three, each kind has its own. The last two are the console's.

    Whether it is left out or reworded today, the page itself puts there, from `today`. */
export interface Step {
  kind: string;
  id: string;
  html: string;
  minutes?: number | null;
  instead?: string;
  people?: string | null;
  lead?: string;
  cards?: string[][];
  caption?: string;
  svg?: string;
  look?: string;
  drawing?: string;
  opens?: Opens;
  hidden?: boolean;
  reworded?: boolean;
  notes?: string;
  more?: string;
}

/** A section of the evening; the last three are the console's. */
export interface SectionFacts {
  slug: string;
  title: string;
  steps: Step[];
  content_note?: string | null;
  essential?: boolean;
  guide?: string;
}

/** One bar of a release: the options that it is about, and how many chose them, or in which band that lies. */
export interface CellFacts {
  options: string[];
  labels?: string[];
  band: "exact" | "pooled" | "few-or-none" | "most-or-all";
  count: number | null;
}

/** What may be shown of a poll. */
export interface ReleaseFacts {
  kind: "pick-any" | "pick-one" | "scale";
  ballots: number;
  shown: CellFacts[];
  reason: "too-few" | "too-close" | null;
}

/** What a picture of a release needs. */
export interface PictureFacts {
  question: string;
  margin: number;
  release: ReleaseFacts;
}

/** A poll as stage and console are told of it; `recount`, and whether it is one's own, are the console's. */
export interface PollFacts {
  kind: "pick-any" | "pick-one" | "scale";
  question: string;
  state: "waiting" | "open" | "closed" | "revealed";
  atLeast: number;
  margin: number;
  release: ReleaseFacts | null;
  slips?: number;
  answers?: number;
  beside?: PictureFacts;
  recount?: boolean;
  own?: boolean;
}

/** The form for questions of one's own: what is wrong with the last that was typed, and how many this page kept. */
export interface OwnForm {
  wrong: string[];
  kept: number;
}

/** The way in for phones: an address, the same as one types it, its QR code as SVG, and the languages that wait
    there. */
export interface Join {
  url: string;
  short: string;
  qr: string;
  tongues: string;
}

/** A group's own mark. */
export interface LogoFacts {
  src: string;
  alt: string;
}

/** The evening's time; `sheet` has the minutes of each section, `over` those that no longer fit, the first to go
    first. */
export interface Clock {
  started: number | null;
  entered: number | null;
  softened: number | null;
  length: number;
  late: number;
  sheet: Record<string, number>;
  over: string[];
}

/** Which poll is about to close, in how many seconds, and when, in seconds since the epoch; empty for none. */
export interface Closing {
  poll?: string;
  left?: number;
  at?: number;
}

/** A question out of the question box. */
export interface BoxQuestion {
  key: string;
  text: string;
  state: string;
}

/** The question box. */
export interface Box {
  on: boolean;
  opened: BoxQuestion[];
}

/** The URL that phones open, those that they might, and whether it is this machine's own. */
export interface AddressFacts {
  now: string;
  nearby: string[];
  ours: boolean;
}

/** How the colleague's door stands, as in `session/colleague.py`: the code while it waits, until when, and the
    signals that nobody has put away. */
export interface ColleagueFacts {
  door: "shut" | "waiting" | "late" | "guessed" | "in";
  code: string;
  until: number;
  signals: ("slower" | "pause" | "outside")[];
}

/** What stands in the notes' place in a pause. */
export interface Hand {
  html: string;
  danger: string;
  numbers: string;
  language: string;
  direction: string;
}

/** What can be done once the evening has ended: which sheets there are to print, how the commands go, the sheet that
    was made last, and what was refused; empty before, and where no program is behind the page. */
export interface AfterwardsFacts {
  kinds?: string[];
  jobs?: Record<string, HomeJob>;
  paper?: HomePaper;
  refusals?: Record<string, string[]>;
}

/** What stage and console have in common; `over` is the poll of one's own that lies over the step, or "". */
export interface DeskTraits {
  sections: SectionFacts[];
  position: Place;
  props: Props;
  calm: boolean;
  ended: boolean;
  skipped: string[];
  today: ChangedStep[];
  omissions: Record<string, string[]>;
  polls: Record<string, PollFacts>;
  question: string;
  over: string;
  channel: string;
  notice: string;
  language: string;
  direction: string;
  labels: Record<string, string>;
}

/** The stage. */
export interface StageTraits {
  sections: SectionFacts[];
  position: Place;
  props: Props;
  calm: boolean;
  ended: boolean;
  skipped: string[];
  today: ChangedStep[];
  omissions: Record<string, string[]>;
  polls: Record<string, PollFacts>;
  question: string;
  over: string;
  channel: string;
  notice: string;
  language: string;
  direction: string;
  labels: Record<string, string>;
  lengths: Record<string, number>;
  join: Join;
  logo: LogoFacts;
}

/** The console; `closing` and others may come a moment later than the rest. */
export interface ConsoleTraits {
  sections: SectionFacts[];
  position: Place;
  props: Props;
  calm: boolean;
  ended: boolean;
  skipped: string[];
  today: ChangedStep[];
  omissions: Record<string, string[]>;
  polls: Record<string, PollFacts>;
  question: string;
  over: string;
  channel: string;
  notice: string;
  language: string;
  direction: string;
  labels: Record<string, string>;
  closing: Closing;
  hand: Hand;
  outlook: Record<string, string>;
  clock: Clock;
  box: Box;
  people: number;
  slips: number;
  fetched: boolean;
  astray: string;
  addresses: AddressFacts;
  slower: boolean;
  colleague: ColleagueFacts;
  own: OwnForm;
  after: AfterwardsFacts;
}

/** The poll that the group is asked. */
export interface AskedNow {
  id: string;
  state: "waiting" | "open" | "closed" | "revealed";
  closing?: boolean;
}

/** Where the group is, as `/events` tells phones. */
export interface GroupPlace {
  section: string;
  step: number;
  poll: AskedNow | null;
  calm: boolean;
}

/** Which poll opens, for how many people, how many of whom may compare notes, and whether by slips. */
export interface Opening {
  poll: string;
  people: number | null;
  insiders: number;
  slips?: boolean | null;
}

/** A poll. */
export interface ThePoll {
  poll: string;
}

/** A poll, and how many are in the room by now. */
export interface Recount {
  poll: string;
  people: number | null;
}

/** What a poll would show of so many people. */
export interface OutlookQuery {
  poll: string;
  people: number | null;
  insiders: number;
}

/** An open poll whose last call is over, and when it ended: another call may have been begun since. */
export interface CalledPoll {
  poll: string;
  at: number;
}

/** A poll that is about to close, or no longer. */
export interface LastCall {
  poll: string;
  on: boolean;
}

/** A section that is left out, or no longer. */
export interface LeftOut {
  section: string;
  on: boolean;
}

/** A step that is left out today, or no longer. */
export interface HiddenSlide {
  section: string;
  step: number;
  on: boolean;
}

/** A step, and what it says today; "" for its own words. */
export interface RewordedStep {
  section: string;
  step: number;
  text: string;
}

/** A question of one's own as it is typed, an option on each line. */
export interface OwnQuestion {
  question: string;
  kind: "pick-any" | "pick-one" | "scale";
  options: string;
}

/** What both pages send; `n` numbers what is sent, and is answered; `at` is when, by the kernel's clock, where the
    page has heard of it. */
export interface DeskMessage {
  position?: Place;
  props?: Props;
  calm?: boolean;
  aside?: boolean;
  ping?: number;
  n?: number;
  at?: number | null;
}

/** What the stage's page sends: nothing more. */
export interface StageMessage {
  position?: Place;
  props?: Props;
  calm?: boolean;
  aside?: boolean;
  ping?: number;
  n?: number;
  at?: number | null;
}

/** What the console's page sends besides. */
export interface ConsoleMessage {
  position?: Place;
  props?: Props;
  calm?: boolean;
  aside?: boolean;
  ping?: number;
  n?: number;
  at?: number | null;
  open?: Opening;
  close?: CalledPoll;
  reveal?: Recount;
  outlook?: OutlookQuery;
  last_call?: LastCall;
  leave_out?: LeftOut;
  hide?: HiddenSlide;
  reword?: RewordedStep;
  length?: number;
  box?: boolean;
  batch?: boolean;
  ask?: string;
  address?: string;
  colleague?: boolean;
  put_away?: "slower" | "pause" | "outside";
  own?: OwnQuestion;
  take_out?: string;
  lay_over?: string;
  end?: boolean;
  print?: string;
  forget?: boolean;
  fetch?: number;
}

/** What a kernel sends: the number of what it heard, with the names; or the time, to a ping. */
export interface Answer {
  heard?: string[];
  n?: number;
  pong?: number;
}

/** What widgets in which somebody writes have in common, on phones, on the site and in notebooks. */
export interface WritingTraits {
  key: string;
  minutes: number;
  shared_origin?: boolean;
  filename: string;
  labels: Record<string, string>;
}

/** A reflection. */
export interface ReflectionTraits {
  key: string;
  minutes: number;
  shared_origin?: boolean;
  filename: string;
  labels: Record<string, string>;
  question: string;
  choices: string[];
  instead: string;
}

/** An aftercare card. */
export interface CardTraits {
  key: string;
  minutes: number;
  shared_origin?: boolean;
  filename: string;
  labels: Record<string, string>;
  invitation: string;
  title: string;
  lead: string;
  forms: string[];
  parts: string[];
}

/** A deck; each card has a front and a back. */
export interface CardsTraits {
  invitation: string;
  cards: string[][];
  labels: Record<string, string>;
}

/** The pacer. */
export interface BreathingTraits {
  invitation: string;
  minutes: number;
  labels: Record<string, string>;
}

/** Studies side by side: pictures, each with its caption, and tables as HTML. */
export interface PrevalenceTraits {
  lead: string;
  pictures: string[][];
  tables: string;
  labels: Record<string, string>;
}

/** What was chosen on the front door: "" for the kit's own workshop, no country, the likeliest address, the data
    folder, or no file of polls. */
export interface HomeChoice {
  content: string;
  language: string;
  minutes: number;
  people: number;
  when: string;
  where: string;
  spoken: string;
  country: string;
  host: string;
  polls: string;
  file: string;
  own: string;
}

/** One thing that preflight looked at, and what to do where it will not do. */
export interface HomeCheck {
  name: string;
  ok: boolean;
  found: string;
  cure: string;
}

/** A part of what preflight looks at: what was found, where a phone is to go that is waited for, and why not. */
export interface HomePart {
  part: "content" | "support" | "machine" | "network" | "phone" | "slips" | "projector" | "beside";
  looking: boolean;
  checks: HomeCheck[];
  invited: string;
  trouble: string;
}

/** How the session of the chosen database stands, or what is wrong with it; `elsewhere` are the pages of an evening
    in another window. */
export interface HomeSession {
  begun: boolean;
  ended: boolean;
  kept?: boolean;
  slips?: number;
  batch_mark?: string;
  asked?: string[];
  shown?: boolean;
  since?: number | null;
  section?: string;
  elsewhere?: Record<string, string>;
  trouble?: string;
}

/** A file of polls of one's own; only one that holds a single poll has a kind and options, for only that can be
    changed in a form. */
export interface HomePoll {
  name: string;
  path: string;
  questions: string[];
  kind: "pick-any" | "pick-one" | "scale" | "";
  options: string[];
}

/** The polls of one's own: their folder, how many were written since the front door opened, the file of the last of
    them, and the mark of the press that wrote it. */
export interface HomePolls {
  folder: string;
  files: HomePoll[];
  saved: number;
  last: string;
  by: string;
}

/** A mistake in a workshop of one's own: its file with the line, what it is, what cures it, and whether the file is
    there. */
export interface HomeMistake {
  file: string;
  line: number;
  problem: string;
  cure: string;
  there: boolean;
}

/** A workshop of one's own: its folder, its first file, how often it was looked at, its title where it has no
    mistake, and its mistakes. */
export interface HomeOwn {
  folder: string;
  first: string;
  looked: number;
  title: string;
  problems: HomeMistake[];
}

/** A support line as it is listed and as the page says it, the days on which it was called and read, and how one finds out whether it works. */
export interface HomeLine {
  name: string;
  number: string;
  for: string;
  hours: string;
  cost: string;
  languages: string;
  called: string;
  seen: string;
  said: Record<string, string>;
  told: string;
  numbers: string[];
  how: "ask" | "web" | "emergency";
  due: boolean;
}

/** The support lines of the chosen country, its emergency numbers, how many entries were written, the mark of the
    press that wrote the last, and the file they go into. */
export interface HomeSupport {
  lines: HomeLine[];
  emergency: string[];
  written: number;
  by: string;
  file: string;
}

/** All that the front door's page shows; languages and countries in pairs of a code and a name, the discreet title
    of its tab, and the evening for which a practice was ended, "" for none. */
export interface FrontDoorState {
  choice: HomeChoice;
  language: string;
  languages: string[][];
  title: string;
  tab: string;
  unasked: string[];
  hosts: string[];
  countries: string[][];
  jobs: Record<string, HomeJob>;
  ended_for: "" | "lead" | "poll";
  ready: HomePart[];
  parts: Record<string, Record<string, boolean>>;
  paper: HomePaper;
  slips: HomePaper;
  refusals: Record<string, string[]>;
  session: HomeSession;
  pictures: string[];
  polls: HomePolls;
  own: HomeOwn;
  support: HomeSupport;
  codes: Record<string, string>;
}

/** The front door. */
export interface HomeTraits {
  state: FrontDoorState;
  language: string;
  direction: string;
  labels: Record<string, string>;
}

/** What the front door's page sends: what is asked for with the facts it needs, or a paper that was made. */
export interface HomeMessage {
  do?: string;
  with?: Record<string, string | number | boolean | null>;
  fetch?: number;
}
