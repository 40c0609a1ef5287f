interface ToastAction {
  label: string;
  run: () => void;
}

export interface Toast {
  id: number;
  text: string;
  tone: 'plain' | 'success' | 'error';
  action?: ToastAction;
}

const most = 4;

let toasts: readonly Toast[] = [];
let next = 1;
const views = new Set<() => void>();

function set(changed: readonly Toast[]): void {
  toasts = changed;
  views.forEach((view) => view());
}

export function toast(text: string, more: Partial<Pick<Toast, 'tone' | 'action'>> = {}): void {
  // One that offers a way back outlasts those that only tell.
  const over = toasts.length < most ? undefined : (toasts.find(({ action }) => !action) ?? toasts[0]);
  set([...toasts.filter((shown) => shown !== over), { id: next++, text, tone: 'plain', ...more }]);
}

export function dismiss(id: number): void {
  set(toasts.filter((shown) => shown.id !== id));
}

export const toastStore = {
  subscribe(view: () => void) {
    views.add(view);
    return () => views.delete(view);
  },
  read: () => toasts,
};
