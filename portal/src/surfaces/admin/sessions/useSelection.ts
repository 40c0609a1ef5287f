import { useState } from 'react';

export interface Selection {
  chosen: ReadonlySet<string>;
  toggle: (guid: string) => void;
  /** Chooses all of them, or none when all are chosen. */
  toggleAll: (guids: readonly string[]) => void;
  clear: () => void;
}

/** The most that one bulk action takes. */
export const most = 200;

export function useSelection(): Selection {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  return {
    chosen,
    toggle: (guid) =>
      setChosen((before) => {
        const after = new Set(before);
        if (!after.delete(guid) && after.size < most) after.add(guid);
        return after;
      }),
    toggleAll: (guids) =>
      setChosen((before) =>
        guids.every((guid) => before.has(guid)) ? new Set() : new Set(guids.slice(0, most)),
      ),
    clear: () => setChosen(new Set()),
  };
}
