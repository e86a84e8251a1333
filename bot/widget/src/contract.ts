/** The reply contract as the widget reads it. What the server sends is checked here, once, and never trusted later. */

/** "unknown": a kind of a newer server, or none; its words are shown and nothing is concluded from it. */
export type Kind = "answer" | "clarify" | "no_answer" | "smalltalk" | "error" | "unknown";
export type State = "upcoming" | "open" | "closed" | "ended";

export interface Status { state: State; since: string | null }
/** The status of one of several programmes that a reply is about. */
export interface NamedStatus extends Status { name: string }
export interface Source {
  id: string;
  title: string;
  publisher: string;
  url: string | null;
  updated: string | null;
  legal: string | null;
  /** The source's own words, letter by letter, or empty. */
  quote: string;
  /** What it says in other words, where none are quoted. */
  summary: string;
}
export interface Contact { name: string; role: string; email: string | null; phone: string | null }
export interface Button { title: string; payload: string }
export interface Understood { label: string; person: number | null; inferred: boolean; choices: Button[] }

export interface Reply {
  text: string;
  buttons: Button[];
  kind: Kind;
  answerId: string | null;
  facts: string[];
  status: Status | null;
  /** Of a reply about several programmes: shown instead of the one status. Missing in what an older widget remembers. */
  statuses?: NamedStatus[];
  sources: Source[];
  contacts: Contact[];
  /** Whether it says that a person has to answer; missing in what an older widget remembers. */
  needsPerson?: boolean;
  /** Addresses to pass the question on to; missing in what an older widget remembers. */
  recipients?: string[];
  /** Path of the page that shows it, below the gateway; missing in what an older widget remembers. */
  page?: string | null;
  /** Path of the text that says it to the patient; missing in what an older widget remembers. */
  patientPage?: string | null;
  /** The lines of the text that are English; missing in what an older widget remembers. */
  inEnglish?: string[];
  /** The words of the amounts, dates and fees that the answer gives; missing in what an older widget remembers. */
  figures?: string[];
  /** Missing in what an older widget remembers. */
  understood?: Understood[];
  /** The question without personal data, where some was removed; missing in what an older widget remembers. */
  masked?: string | null;
  debug: Record<string, unknown> | null;
}

const KINDS: readonly string[] = ["answer", "clarify", "no_answer", "smalltalk", "error"];
const STATES: readonly string[] = ["upcoming", "open", "closed", "ended"];

/** One plain address: nothing that could add recipients or fields to a mail. */
const ADDRESS = /^[\w.+-]+@[\w-]+(\.[\w-]+)+$/;

type Json = Record<string, unknown>;
const object = (value: unknown): Json =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Json) : {};
const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
const text = (value: unknown): string => (typeof value === "string" ? value : "");
const textOrNull = (value: unknown): string | null => text(value).trim() || null;

/** The replies of one turn. Throws TypeError if the answer of the server has no list of messages. */
export function readReplies(body: unknown): Reply[] {
  const messages = object(body).messages;
  if (!Array.isArray(messages)) throw new TypeError("The reply has no list of messages");
  return messages.map(readReply).filter((reply) => reply.text !== "" || reply.buttons.length > 0);
}

function readReply(message: unknown): Reply {
  const { text: words, buttons, custom: raw } = object(message);
  const custom = object(raw);
  return {
    text: text(words).trim(),
    buttons: readButtons(buttons),
    kind: KINDS.includes(text(custom.kind)) ? (custom.kind as Kind) : "unknown",
    answerId: textOrNull(custom.answer_id),
    facts: list(custom.facts).filter((fact) => typeof fact === "string"),
    status: readStatus(custom.status),
    statuses: list(custom.statuses).flatMap(readNamedStatus),
    sources: list(custom.sources).map(readSource).filter((source) => source.title),
    contacts: list(custom.contacts).map(readContact).filter((contact) => contact.name || contact.email),
    needsPerson: custom.reason === "needs_person",
    recipients: list(custom.recipients).map(text).filter((address) => ADDRESS.test(address)),
    // only the gateway's own pages of answers: nothing that could lead elsewhere
    page: /^\/(svar|vard)\//.test(text(custom.page)) ? text(custom.page) : null,
    patientPage: /^\/for-patienten\/[a-z0-9-]+$/.test(text(custom.patient_page)) ? text(custom.patient_page) : null,
    inEnglish: list(custom.in_english).map((line) => text(line).trim()).filter(Boolean),
    figures: list(custom.figures).map((figure) => text(object(figure).words).trim()).filter(Boolean),
    understood: list(custom.understood).map(readUnderstood).filter(({ label }) => label),
    masked: textOrNull(custom.masked),
    debug: custom.debug ? object(custom.debug) : null,
  };
}

function readButtons(values: unknown): Button[] {
  return list(values).map(object).map(({ title, payload }) => ({ title: text(title), payload: text(payload) }))
    .filter(({ title, payload }) => title && payload);
}

function readUnderstood(value: unknown): Understood {
  const { label, person, inferred, choices } = object(value);
  return {
    label: text(label).trim(),
    person: typeof person === "number" ? person : null,
    inferred: inferred === true,
    choices: readButtons(choices),
  };
}

function readStatus(value: unknown): Status | null {
  const { state, since } = object(value);
  return STATES.includes(text(state)) ? { state: state as State, since: textOrNull(since) } : null;
}

function readNamedStatus(value: unknown): NamedStatus[] {
  const status = readStatus(value);
  const name = text(object(value).name).trim();
  return status && name ? [{ ...status, name }] : [];
}

function readSource(value: unknown): Source {
  const source = object(value);
  return {
    id: text(source.id),
    title: text(source.title),
    publisher: text(source.publisher),
    url: webAddress(text(source.url)),
    updated: textOrNull(source.updated),
    legal: textOrNull(source.legal),
    quote: text(source.quote),
    summary: text(source.summary),
  };
}

/** Only web addresses become links: never javascript:, data: or an address of the page itself. */
function webAddress(value: string): string | null {
  return /^https?:\/\//i.test(value) && URL.canParse(value) ? value : null;
}

function readContact(value: unknown): Contact {
  const contact = object(value);
  return {
    name: text(contact.name),
    role: text(contact.role),
    email: textOrNull(contact.email),
    phone: textOrNull(contact.phone),
  };
}
