import { expect, it } from 'vitest';
import { offersFor } from './sessionState.ts';

function names(state: string) {
  return offersFor({ state }).map((offer) => offer.action);
}

it('offers only what the state allows', () => {
  expect(names('deleted')).toEqual(['restore', 'purge']);
  expect(names('purging')).toEqual([]);
  expect(names('paused')).toContain('resume');
  expect(names('working')).not.toContain('clear');
});

it('asks before whatever cannot be undone at once', () => {
  for (const state of ['ready', 'working', 'deleted', 'completed', 'paused']) {
    for (const offer of offersFor({ state })) {
      if (offer.danger) expect(offer.warning).not.toBeNull();
    }
  }
});

it('replaces keys of whatever may still have an agent', () => {
  for (const state of ['ready', 'working', 'completed', 'paused', 'failed']) expect(names(state)).toContain('rotate-keys');
  for (const state of ['deleted', 'purging', 'purged']) expect(names(state)).not.toContain('rotate-keys');
});
