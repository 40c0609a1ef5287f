import '@xterm/xterm/css/xterm.css';
import { FitAddon } from '@xterm/addon-fit';
import { Terminal } from '@xterm/xterm';
import { useEffect, useRef } from 'react';
import type { LiveSession } from '@/api/socket/liveSession.ts';
import { Button } from '@/ui/Button.tsx';
import { cx } from '@/ui/cx.ts';
import { useTheme } from '@/themes/theme.ts';
import { openStyled, styledDocument } from './styledDocument.ts';

interface Props {
  live: LiveSession;
  mine: boolean;
  dim: boolean;
  onType: (text: string) => void;
  onResize: (columns: number, rows: number) => void;
}

const longestInput = 8192;

/** The terminal itself. */
export function TerminalView({ live, mine, dim, onType, onResize }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const terminal = useRef<{ term: Terminal; fit: FitAddon } | null>(null);
  const theme = useTheme();

  useEffect(() => {
    const term = new Terminal({
      documentOverride: styledDocument(),
      cols: 200,
      rows: 50,
      fontSize: 13,
      fontFamily: getComputedStyle(document.documentElement).getPropertyValue('--font-mono') || 'monospace',
      scrollback: 5000,
      disableStdin: true,
      screenReaderMode: true,
      // What an agent prints may hold links; the library's own way of opening them asks by a native dialog.
      linkHandler: { activate: () => undefined },
    });
    const fit = new FitAddon();
    term.loadAddon(fit);
    stayQuiet(term);
    openStyled(() => term.open(place.current!));
    terminal.current = { term, fit };
    const leave = live.onAside((frame) => {
      if (frame.type !== 'terminal') return;
      if (frame.event === 'screen') {
        term.reset();
        term.resize(frame.columns, frame.rows);
        term.write(frame.text);
      } else if (frame.event === 'output') {
        term.write(frame.text);
      }
    });
    return () => {
      leave();
      term.dispose();
      terminal.current = null;
    };
  }, [live]);

  useEffect(() => {
    const term = terminal.current?.term;
    if (!term) return;
    term.options.theme = themeNow();
  }, [theme]);

  useEffect(() => {
    const term = terminal.current?.term;
    if (!term) return;
    term.options.disableStdin = !mine;
    term.options.cursorBlink = mine;
    if (!mine) return;
    term.focus();
    const typed = term.onData((text) => {
      for (let at = 0; at < text.length; at += longestInput) onType(text.slice(at, at + longestInput));
    });
    return () => typed.dispose();
  }, [mine, onType]);

  const suit = () => {
    const size = terminal.current?.fit.proposeDimensions();
    if (size) onResize(clamp(size.cols, 20, 500), clamp(size.rows, 5, 200));
  };

  return (
    <div className={cx('relative flex min-h-0 flex-1 flex-col overflow-hidden rounded-xl border bg-background', mine ? 'border-warning-ink' : 'border-border', dim && 'opacity-60')}>
      <div className="min-h-0 flex-1 overflow-auto p-2" tabIndex={mine ? -1 : 0} role="group" aria-label="Screen">
        <div ref={place} className="h-full w-max min-w-full" />
      </div>
      {mine && (
        <div className="flex flex-wrap gap-2 border-t border-border p-2" role="toolbar" aria-label="Keys">
          {keys.map((key) => <Button key={key.name} small aria-label={key.label} onClick={() => onType(key.text)}>{key.name}</Button>)}
          <Button small className="ml-auto" onClick={suit}>Fit to this window</Button>
        </div>
      )}
    </div>
  );
}

/** What a phone's keyboard has not. */
const keys = [
  { name: 'Esc', label: 'Esc key', text: '\x1b' },
  { name: 'Tab', label: 'Tab key', text: '\t' },
  { name: '↑', label: 'Up', text: '\x1b[A' },
  { name: '↓', label: 'Down', text: '\x1b[B' },
  { name: '⏎', label: 'Enter', text: '\r' },
  { name: 'Ctrl-C', label: 'Ctrl-C, end what runs', text: '\x03' },
];

/** Answers no query in what is printed: the agent's own terminal does, and an answer would be typed as input. */
function stayQuiet(term: Terminal): void {
  const handled = () => true;
  for (const id of [{ final: 'c' }, { prefix: '>', final: 'c' }, { prefix: '=', final: 'c' }, { final: 'n' }, { prefix: '?', final: 'n' }]) {
    term.parser.registerCsiHandler(id, handled);
  }
  term.parser.registerCsiHandler({ intermediates: '$', final: 'p' }, handled);
  term.parser.registerCsiHandler({ prefix: '?', intermediates: '$', final: 'p' }, handled);
  term.parser.registerDcsHandler({ intermediates: '$', final: 'q' }, handled);
  for (const code of [4, 10, 11, 12, 52]) term.parser.registerOscHandler(code, handled);
}

function themeNow() {
  const style = getComputedStyle(document.documentElement);
  const read = (name: string) => style.getPropertyValue(name).trim();
  return { background: read('--background'), foreground: read('--text'), cursor: read('--primary-ink'), selectionBackground: read('--tint') };
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}
