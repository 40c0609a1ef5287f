import { expect, it } from 'vitest';
import { bytes, money } from './numbers.ts';

it('says small costs as what they are', () => {
  expect(money(0)).toBe('$0.00');
  expect(money(0.004)).toBe('< $0.01');
  expect(money(1234.5)).toBe('$1,234.50');
});

it('takes the unit that suits a size', () => {
  expect([0, 1023, 1536, 20_480, 5 * 1024 * 1024].map(bytes)).toEqual(['0 B', '1023 B', '1.5 KB', '20 KB', '5.0 MB']);
});
