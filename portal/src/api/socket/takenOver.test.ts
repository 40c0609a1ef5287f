import { expect, it } from 'vitest';
import type { LiveFrame, SessionState } from './frames.ts';
import { fold, type Snapshot } from './liveSession.ts';

const state: SessionState = {
  phase: '', progress: 0, status_message: '', turn_state: null, taken_over: false, sites: [],
};
const held: Snapshot = { connection: 'live', entries: [], state, receipts: new Map(), usage: null };

function session(data: unknown): LiveFrame {
  return { seq: 1, type: 'session', guid: 'g', message: '', data, timestamp: '2026-02-04T07:25:31Z', turn_id: null };
}

it('knows who has the keyboard from the entries that say so, and from no others', () => {
  expect(fold(held, [session({ taken_over: true })]).state?.taken_over).toBe(true);
  expect(fold(held, [session({ taken_over: true }), session({ taken_over: false })]).state?.taken_over).toBe(false);
  expect(fold({ ...held, state: { ...state, taken_over: true } }, [session({ state: 'paused' })]).state?.taken_over).toBe(true);
});
