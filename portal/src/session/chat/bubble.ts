const shape = 'max-w-[min(42rem,92%)] rounded-2xl px-4 py-2.5';

/** What somebody's words stand in, by whose they are. */
export const bubble = {
  own: `${shape} rounded-br-md bg-tint text-text ring-1 ring-primary/35 ring-inset`,
  answer: `${shape} rounded-bl-md border border-border bg-raised`,
};
