import { expect, it } from 'vitest';
import { linkTo, linkToSession, placeOf } from './route.ts';

const guid = 'ab'.repeat(32);

function at(link: string) {
  return placeOf(new URL(link, 'http://localhost').searchParams);
}

it('reads back what it links to', () => {
  expect(at(linkTo('requests'))).toEqual({ view: 'requests', guid: null, tab: null });
  expect(at(linkTo('sessions')).view).toBe('sessions');
  expect(at(linkToSession(guid, 'terminal'))).toEqual({ view: 'sessions', guid, tab: 'terminal' });
});

it('takes what it does not know for the list', () => {
  expect(at('/?view=secrets&guid=<script>')).toEqual({ view: 'sessions', guid: null, tab: null });
});
