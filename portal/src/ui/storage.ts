// What the browser keeps nothing of (a private window, a policy, no room) is kept as long as the page.
const held = new Map<string, string>();

/** What this browser remembers. Where it may not, everything works all the same, and is forgotten with the page. */
export const storage = {
  get(key: string): string | null {
    try {
      return held.get(key) ?? localStorage.getItem(key);
    } catch {
      return null;
    }
  },

  set(key: string, value: string): void {
    try {
      localStorage.setItem(key, value);
      held.delete(key);
    } catch {
      held.set(key, value);
    }
  },

  remove(key: string): void {
    held.delete(key);
    try {
      localStorage.removeItem(key);
    } catch {
      // It could keep nothing in the first place.
    }
  },
};
