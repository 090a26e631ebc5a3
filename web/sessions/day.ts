/** A day as a date field has it (`2026-11-21`), in the reader's own time zone. */
export function dayOf(at: number): string {
  const date = new Date(at);
  const two = (n: number) => String(n).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** From when to when a day is; undefined where the text is none. A day in which the clocks change has another length. */
export function spanOf(day: string): { readonly from: number; readonly until: number } | undefined {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day)?.slice(1).map(Number);
  const [year, month, date] = parts ?? [];
  if (year === undefined || month === undefined || date === undefined) return undefined;
  return {
    from: new Date(year, month - 1, date).getTime(),
    until: new Date(year, month - 1, date + 1).getTime(),
  };
}

/** Whether a time is of today. */
export function isToday(at: number): boolean {
  return dayOf(at) === dayOf(Date.now());
}
