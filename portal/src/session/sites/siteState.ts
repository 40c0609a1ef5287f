import type { Site } from '../../api/types.ts';
import type { Tone } from '../../ui/Badge.tsx';

interface SiteState {
  word: string;
  tone: Tone;
  /** What it means, when it means something for whoever waits. */
  explanation: string | null;
}

export function stateOf(site: Pick<Site, 'state' | 'checks'>): SiteState {
  switch (site.state) {
    case 'publishing':
      return { word: 'Publishing', tone: 'busy', explanation: 'The files are being uploaded. This takes a few seconds.' };
    case 'propagating':
      return {
        word: 'Going live',
        tone: 'busy',
        explanation: 'The files are there. A new address usually answers everywhere within a few minutes, sometimes up to 15.',
      };
    case 'failed':
      return { word: 'Failed', tone: 'bad', explanation: 'Publishing did not succeed. Ask for another attempt in the chat.' };
    case 'live':
      return site.checks?.passed === false
        ? { word: 'Live, with findings', tone: 'warn', explanation: null }
        : { word: 'Live', tone: 'good', explanation: null };
    default:
      return { word: site.state, tone: 'neutral', explanation: null };
  }
}
