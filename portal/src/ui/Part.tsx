import { Component, type ReactNode, Suspense } from 'react';
import { toast } from './toasts.ts';

interface Props {
  children: ReactNode;
  /** While it is on its way. */
  fallback?: ReactNode;
  /** In its place once it failed; as a rule nothing. */
  broken?: ReactNode;
  /** It failed, which people were told: what was open for it can be closed. */
  onFail?: () => void;
}

/** A part of a page that is fetched when it is wanted. Its failing, in whatever way, leaves the page around it as it is. */
export class Part extends Component<Props, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override componentDidCatch() {
    toast('A part of this page does not work', {
      tone: 'error',
      action: { label: 'Load the page again', run: () => location.reload() },
    });
    this.props.onFail?.();
  }

  override render() {
    return this.state.failed ? this.props.broken : <Suspense fallback={this.props.fallback}>{this.props.children}</Suspense>;
  }
}
