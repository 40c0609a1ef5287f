import { Bandage } from 'lucide-react';
import { Component, type ReactNode } from 'react';
import { Button } from '../ui/Button.tsx';
import { Notice } from '../ui/states.tsx';

interface State {
  broken: boolean;
  /** A chunk of an older release that is no longer served. */
  outdated: boolean;
}

/** What people see when the page itself fails; nothing they sent is lost by it. */
export class ErrorBoundary extends Component<{ children: ReactNode }, State> {
  override state: State = { broken: false, outdated: false };

  static getDerivedStateFromError(error: unknown): State {
    const message = error instanceof Error ? error.message : '';
    return { broken: true, outdated: /dynamically imported module|Importing a module|preload/i.test(message) };
  }

  override render() {
    if (!this.state.broken) return this.props.children;
    const reload = <Button look="primary" onClick={() => location.reload()}>Load the page again</Button>;
    return this.state.outdated ? (
      <Notice icon={<Bandage />} title="A part of this page could not be fetched" action={reload}>
        There may be a newer version, or the network went away for a moment.
      </Notice>
    ) : (
      <Notice icon={<Bandage />} title="This page ran into a problem" action={reload}>
        Your project is safe on the server, and work on it goes on.
      </Notice>
    );
  }
}
