import {
  Bell, CircleAlert, CircleCheck, CircleHelp, CircleX, FileText, FlaskConical, Globe, Image, type LucideIcon, MessageSquare, Package,
  Rocket, Search, Sparkles, Wrench,
} from 'lucide-react';
import type { Entry } from '../../api/socket/frames.ts';

interface Look {
  icon: LucideIcon;
  colour: string;
  /** It goes on until something follows; shown as such while it is the newest. */
  lasts?: boolean;
}

const looks: Record<string, Look> = {
  ack: { icon: CircleCheck, colour: 'text-success-ink' },
  status: { icon: Sparkles, colour: 'text-warning-ink', lasts: true },
  working: { icon: Wrench, colour: 'text-warning-ink', lasts: true },
  found: { icon: Search, colour: 'text-info-ink' },
  phase: { icon: Sparkles, colour: 'text-primary-ink', lasts: true },
  created: { icon: FileText, colour: 'text-info-ink' },
  deployed: { icon: Rocket, colour: 'text-success-ink' },
  resources: { icon: Package, colour: 'text-info-ink' },
  screenshot: { icon: Image, colour: 'text-info-ink' },
  test: { icon: FlaskConical, colour: 'text-info-ink' },
  summary: { icon: MessageSquare, colour: 'text-success-ink' },
  done: { icon: CircleCheck, colour: 'text-success-ink' },
  error: { icon: CircleX, colour: 'text-danger-ink' },
  warning: { icon: CircleAlert, colour: 'text-warning-ink' },
  question: { icon: CircleHelp, colour: 'text-primary-ink' },
  answer: { icon: CircleCheck, colour: 'text-success-ink' },
  site: { icon: Globe, colour: 'text-info-ink' },
  session: { icon: Bell, colour: 'text-info-ink' },
};

export function lookOf(entry: Entry): Look {
  return looks[entry.type] ?? { icon: Sparkles, colour: 'text-muted' };
}

/** What is shown elsewhere: receipts at their message, tokens in their own place, progress in its bar. */
const elsewhere = new Set(['delivery', 'usage', 'progress']);

export function isShown(entry: Entry): boolean {
  return !elsewhere.has(entry.type);
}

/** What of an entry goes into one line. */
export function lineOf(entry: Entry): string {
  switch (entry.type) {
    case 'summary':
      return 'Wrote an answer';
    case 'created':
      return `Wrote ${entry.message}`;
    case 'ack':
      return entry.message || 'Took the message';
    default:
      return entry.message || entry.type;
  }
}
