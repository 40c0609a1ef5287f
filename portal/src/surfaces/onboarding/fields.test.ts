import { expect, it } from 'vitest';
import { clean, faultOf } from './fields.ts';

it.each(['ada@example.com', ' ada@example.co.uk '])('takes %j for an address', (text) => {
  expect(faultOf('email', text)).toBeNull();
});

it.each(['', 'ada', 'ada@', '@example.com', 'ada@example', 'a b@example.com'])('does not take %j for one', (text) => {
  expect(faultOf('email', text)).not.toBeNull();
});

it('wants a name and a wish, and not too much of either', () => {
  expect(faultOf('name', ' A ')).not.toBeNull();
  expect(faultOf('name', 'Al')).toBeNull();
  expect(faultOf('name', 'x'.repeat(201))).not.toBeNull();
  expect(faultOf('initial_request', '  ')).not.toBeNull();
  expect(faultOf('initial_request', 'x'.repeat(32_001))).toContain('32,001');
});

it('sends what was meant', () => {
  expect(clean({ name: ' Ada ', email: ' Ada@Example.COM ', phone: ' +1 ', initial_request: ' tea ' })).toEqual({
    name: 'Ada', email: 'ada@example.com', phone: '+1', initial_request: 'tea',
  });
});
