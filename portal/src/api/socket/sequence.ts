import { type Entry, type HistoryFrame, isLive } from './frames.ts';

/** What a frame means for a log that must have every number once. */
export type Step = { kind: 'take'; entries: Entry[] } | { kind: 'ask'; since: number } | { kind: 'nothing' };

/**
 * Puts a session's entries in order by their numbers. Whatever comes twice is dropped; whatever comes too early is left for
 * the answer to the question it leads to, since the server repeats from the number asked for. That answer is all there is:
 * numbers it leaves out belong to entries that were cleared.
 */
export class Sequence {
  private newest: number | null = null;
  private asking = false;

  /** The number to go on from; null before the first greeting. */
  get last(): number | null {
    return this.newest;
  }

  /** A socket opened: what an earlier one was asked is not answered any more. */
  opened(): void {
    this.asking = false;
  }

  /** @returns null when the session began anew: what is known of it must be forgotten first. */
  history(frame: HistoryFrame, greeting: boolean): Step | null {
    const known = this.newest;
    if (greeting && known !== null && !frame.more && frame.last_seq < known) return null;
    this.newest = Math.max(frame.last_seq, known ?? 0);
    if (!frame.more) this.asking = false;
    return { kind: 'take', entries: frame.messages.filter((entry) => !isLive(entry) || known === null || entry.seq > known) };
  }

  entry(entry: Entry): Step {
    if (!isLive(entry)) return { kind: 'take', entries: [entry] };
    const last = this.newest ?? 0;
    if (entry.seq <= last) return { kind: 'nothing' };
    if (entry.seq > last + 1) return this.ask(last);
    this.newest = entry.seq;
    return { kind: 'take', entries: [entry] };
  }

  /** Asks even when it did before: pongs are rare, and an answer that never came must not be waited for. */
  pong(lastSeq: number): Step {
    const last = this.newest ?? 0;
    if (lastSeq <= last) return { kind: 'nothing' };
    this.asking = false;
    return this.ask(last);
  }

  reset(): void {
    this.newest = null;
    this.asking = false;
  }

  private ask(since: number): Step {
    if (this.asking) return { kind: 'nothing' };
    this.asking = true;
    return { kind: 'ask', since };
  }
}
