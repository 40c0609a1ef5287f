import { expect, it } from 'vitest';
import { countries, ownCountry, readPhone } from './phone.ts';

it('reads national numbers of the chosen country', () => {
  expect(readPhone('030 901820', 'DE')).toEqual({ phone: '+49 30 901820', country: 'DE' });
  expect(readPhone('(213) 373-4253', 'US')).toEqual({ phone: '+1 213 373 4253', country: 'US' });
});

it('lets a number with its own prefix choose the country', () => {
  expect(readPhone('+44 20 7946 0958', 'DE')?.country).toBe('GB');
});

it.each(['', '12', 'call me', '+999 123'])('takes %j for no number', (text) => {
  expect(readPhone(text, 'US')).toBeNull();
});

it('knows the country of the language, and all by name', () => {
  expect(ownCountry(['pt-BR', 'en'])).toBe('BR');
  expect(ownCountry(['de'])).toBe('DE');
  expect(countries(['en']).find(({ code }) => code === 'DE')).toMatchObject({ name: 'Germany', dial: '+49' });
});
