import { beforeEach, expect, it, vi } from 'vitest';
import { forgetToken, takeToken } from './token.ts';

const history = { state: null, replaceState: vi.fn() } as unknown as History;

function place(hash: string): Location {
  return { hash, pathname: '/', search: '?view=requests' } as Location;
}

beforeEach(() => {
  forgetToken();
  vi.clearAllMocks();
});

it('takes the token out of the address and gives it once', () => {
  expect(takeToken(place('#token=a%2Bb'), history)).toBe('a+b');
  expect(history.replaceState).toHaveBeenCalledWith(null, '', '/?view=requests');
  expect(takeToken(place(''), history)).toBeNull();
});

it('leaves an address without one as it is', () => {
  expect(takeToken(place('#part'), history)).toBeNull();
  expect(history.replaceState).not.toHaveBeenCalled();
});

it('is not stopped by escapes that are none', () => {
  expect(takeToken(place('#token=%E0%A4%A'), history)).toBeNull();
});
