import { expect, it } from 'vitest';
import { toast, toastStore } from './toasts.ts';

it('lets what only tells go before what offers a way back', () => {
  toast('Deleted', { action: { label: 'Undo', run: () => {} } });
  ['one', 'two', 'three', 'four', 'five'].forEach((text) => toast(text));
  expect(toastStore.read().map(({ text }) => text)).toEqual(['Deleted', 'three', 'four', 'five']);
});
