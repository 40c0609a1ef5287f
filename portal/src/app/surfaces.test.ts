import { expect, it } from 'vitest';
import { surfaceAt } from './surfaces.ts';

it.each([
  ['/client', '?guid=a', 'client'],
  ['/client/', '', 'client'],
  ['/client_input', '', 'onboarding'],
  ['/onboard', '', 'onboarding'],
  ['/', '', 'admin'],
  ['/', '?embed=true&guid=a', 'embed'],
  ['/clients', '', null],
])('leads %s%s to %s', (path, query, surface) => {
  expect(surfaceAt(path, new URLSearchParams(query))).toBe(surface);
});
