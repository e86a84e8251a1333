/** Dates as Swedish text. Sources give whole dates, a month, a year, or words; words are shown as they are. */

const MONTHS = [
  "januari", "februari", "mars", "april", "maj", "juni",
  "juli", "augusti", "september", "oktober", "november", "december",
];

/** "2021-11-09" → "9 november 2021", "2021-12" → "december 2021"; anything else comes back unchanged. */
export function swedishDate(date: string): string {
  const [, year, month, day] = /^(\d{4})-(\d{2})(?:-(\d{2}))?$/.exec(date.trim()) ?? [];
  const name = MONTHS[Number(month) - 1];
  if (!year || !name) return date.trim();
  return day ? `${Number(day)} ${name} ${year}` : `${name} ${year}`;
}
