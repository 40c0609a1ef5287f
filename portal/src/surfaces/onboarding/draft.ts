import { empty, type Fields } from './fields.ts';

const key = 'onboarding-draft';

/** What was written and not sent, for as long as the tab is open. */
export const draft = {
  read(): Fields {
    try {
      const held: unknown = JSON.parse(sessionStorage.getItem(key) ?? '{}');
      return typeof held === 'object' ? { ...empty, ...textsOf(held) } : empty;
    } catch {
      return empty;
    }
  },

  keep(fields: Fields): void {
    try {
      sessionStorage.setItem(key, JSON.stringify(fields));
    } catch {
      // Denied or full: the page still has it.
    }
  },

  forget(): void {
    try {
      sessionStorage.removeItem(key);
    } catch {
      // As above.
    }
  },
};

function textsOf(held: object | null): Partial<Fields> {
  const known = Object.entries(held ?? {}).filter(([name, value]) => name in empty && typeof value === 'string');
  return Object.fromEntries(known) as Partial<Fields>;
}
