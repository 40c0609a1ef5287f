import type { Action } from '@/api/admin/sessions.ts';
import type { SessionRow } from '@/api/admin/types.ts';
import type { Tone } from '@/ui/Badge.tsx';

const states: Record<string, { word: string; tone: Tone }> = {
  initializing: { word: 'New', tone: 'info' },
  ready: { word: 'Ready', tone: 'good' },
  working: { word: 'Working', tone: 'busy' },
  waiting: { word: 'Asks', tone: 'warn' },
  paused: { word: 'Paused', tone: 'warn' },
  hibernated: { word: 'Asleep', tone: 'neutral' },
  failed: { word: 'Failed', tone: 'bad' },
  completed: { word: 'Completed', tone: 'info' },
  deleted: { word: 'Deleted', tone: 'neutral' },
  purging: { word: 'Being purged', tone: 'bad' },
  purged: { word: 'Purged', tone: 'neutral' },
};

export function lookOf(state: string): { word: string; tone: Tone } {
  return states[state] ?? { word: state, tone: 'neutral' };
}

export interface Offer {
  action: Action;
  name: string;
  /** What it means, asked before it is done; null when it is easily undone. */
  warning: string | null;
  danger?: boolean;
}

const offers: Record<Action, Omit<Offer, 'action'>> = {
  pause: { name: 'Pause', warning: null },
  resume: { name: 'Resume', warning: null },
  complete: {
    name: 'Mark as completed',
    warning: 'What runs is called off, and the agent ends. A new message of the client opens it again.',
  },
  'regenerate-prompt': {
    name: 'Regenerate the prompt',
    warning: 'The agent is restarted with today’s system prompt and skills. Its conversation and files stay.',
  },
  'rotate-keys': {
    name: 'Rotate the keys',
    warning: 'The keys of the session’s own AWS identity, if its agent gets any, are replaced once its turn has ended; the old ones then open nothing.',
  },
  clear: {
    name: 'Clear the conversation',
    warning: 'Chat, activity and the agent’s memory are removed for good. Files and sites stay.',
    danger: true,
  },
  restore: { name: 'Restore', warning: null },
  delete: {
    name: 'Delete',
    warning: 'The agent ends and its access is revoked. The client no longer sees the project; you can restore it.',
    danger: true,
  },
  purge: {
    name: 'Purge for good',
    warning: 'Files, sites, chat and everything else are removed for ever. Only a receipt remains.',
    danger: true,
  },
};

/** What can be done to a session in its state. */
export function offersFor({ state }: Pick<SessionRow, 'state'>): Offer[] {
  return actionsFor(state).map((action) => ({ action, ...offers[action] }));
}

function actionsFor(state: string): Action[] {
  switch (state) {
    case 'purging':
    case 'purged':
      return [];
    case 'deleted':
      return ['restore', 'purge'];
    case 'completed':
      return ['regenerate-prompt', 'rotate-keys', 'clear', 'delete'];
    case 'paused':
      return ['resume', 'complete', 'regenerate-prompt', 'rotate-keys', 'clear', 'delete'];
    case 'working':
      return ['pause', 'complete', 'regenerate-prompt', 'rotate-keys', 'delete'];
    default:
      return ['pause', 'complete', 'regenerate-prompt', 'rotate-keys', 'clear', 'delete'];
  }
}
