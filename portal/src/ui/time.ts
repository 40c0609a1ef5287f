const minute = 60_000;
const hour = 60 * minute;
const aDay = 24 * hour;

const dates = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', year: 'numeric' });
const shortDates = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short' });
const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const seconds = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', second: '2-digit', hour12: false });
const complete = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });

/** How long ago, in the fewest words. */
export function ago(at: string, now: number): string {
  const passed = now - Date.parse(at);
  if (Number.isNaN(passed)) return '';
  if (passed < minute) return 'just now';
  if (passed < hour) return `${Math.floor(passed / minute)} min ago`;
  if (passed < aDay) return `${Math.floor(passed / hour)} h ago`;
  if (passed < 7 * aDay) return `${Math.floor(passed / aDay)} d ago`;
  return date(at, now);
}

export function date(at: string, now = Date.now()): string {
  const when = new Date(at);
  return when.getFullYear() === new Date(now).getFullYear() ? shortDates.format(when) : dates.format(when);
}

/** A day, as people say it. */
export function day(at: string, now = Date.now()): string {
  const begin = new Date(now).setHours(0, 0, 0, 0);
  const when = Date.parse(at);
  if (when >= begin) return 'Today';
  return when >= begin - 24 * hour ? 'Yesterday' : date(at, now);
}

export function timeOfDay(at: string): string {
  return clock.format(new Date(at));
}

export function timeWithSeconds(at: string): string {
  return seconds.format(new Date(at));
}

export function full(at: string): string {
  const when = new Date(at);
  return Number.isNaN(when.getTime()) ? '' : complete.format(when);
}

/** A wait, in words: `4 min`, `35 s`. */
export function remaining(milliseconds: number): string {
  if (milliseconds > aDay) return `${Math.round(milliseconds / aDay)} d`;
  if (milliseconds >= hour) return `${Math.floor(milliseconds / hour)} h ${Math.round((milliseconds % hour) / minute)} min`;
  if (milliseconds >= minute) return `${Math.round(milliseconds / minute)} min`;
  return `${Math.max(0, Math.round(milliseconds / 1000))} s`;
}
