/** Everything that the widget says, in Swedish. Editors change the words in strings.sv.json. */
import strings from "./strings.sv.json";

export { strings };

/** Puts values into a sentence: fill("Uppdaterad {date}", { date: "9 november 2021" }). */
export function fill(sentence: string, values: Record<string, string>): string {
  return sentence.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}
