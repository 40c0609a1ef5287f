import { act, fireEvent, render, screen } from '@testing-library/react';
import { beforeEach, expect, it, vi } from 'vitest';
import { Link, navigate, useHash, usePathname, useSearchParams } from './router.tsx';

function Where() {
  return <p role="status">{`${usePathname()} ${useSearchParams().get('guid')}${useHash()}`}</p>;
}

beforeEach(() => history.replaceState(null, '', '/client?guid=a'));

it('shows where one is, and where one goes', () => {
  render(<Where />);
  expect(screen.getByRole('status')).toHaveTextContent('/client a');
  act(() => navigate('?guid=b'));
  expect(screen.getByRole('status')).toHaveTextContent('/client b');
  act(() => navigate('/'));
  expect(screen.getByRole('status').textContent).toBe('/ null');
});

it('notices a fragment that goes', () => {
  history.replaceState(null, '', '/client?guid=a#login=token');
  render(<Where />);
  expect(screen.getByRole('status')).toHaveTextContent('/client a#login=token');
  act(() => navigate('/client?guid=a', { replace: true }));
  expect(screen.getByRole('status').textContent).toBe('/client a');
});

it('goes back with the browser', () => {
  render(<Where />);
  act(() => {
    history.replaceState(null, '', '/client?guid=c');
    window.dispatchEvent(new PopStateEvent('popstate'));
  });
  expect(screen.getByRole('status')).toHaveTextContent('/client c');
});

it('takes the place of where one is when told to, and when one is there already', () => {
  const push = vi.spyOn(history, 'pushState');
  navigate('?guid=b', { replace: true });
  navigate('?guid=b');
  expect(push).not.toHaveBeenCalled();
  navigate('?guid=c');
  expect(push).toHaveBeenCalledOnce();
});

it('reads a query as it is written', () => {
  history.replaceState(null, '', '/client?guid=100%2525%26b');
  render(<Where />);
  expect(screen.getByRole('status')).toHaveTextContent('/client 100%25&b');
});

it('follows plain clicks, and leaves others to the browser', () => {
  render(<><Link to="?guid=b">there</Link><Where /></>);
  const link = screen.getByRole('link');
  expect(link).toHaveAttribute('href', '?guid=b');
  expect(fireEvent.click(link, { ctrlKey: true })).toBe(true);
  expect(screen.getByRole('status')).toHaveTextContent('/client a');
  expect(fireEvent.click(link)).toBe(false);
  expect(screen.getByRole('status')).toHaveTextContent('/client b');
});

it('replaces where one is by a link that says so', () => {
  const push = vi.spyOn(history, 'pushState');
  render(<Link to="?guid=b" replace>there</Link>);
  fireEvent.click(screen.getByRole('link'));
  expect(location.search).toBe('?guid=b');
  expect(push).not.toHaveBeenCalled();
});

it('takes the place of where one is by a link to it', () => {
  const push = vi.spyOn(history, 'pushState');
  render(<Link to="?guid=a">here</Link>);
  fireEvent.click(screen.getByRole('link'));
  expect(push).not.toHaveBeenCalled();
});

it('does not follow what somebody else took care of', () => {
  render(<><Link to="?guid=b" onClick={(event) => event.preventDefault()}>there</Link><Where /></>);
  fireEvent.click(screen.getByRole('link'));
  expect(screen.getByRole('status')).toHaveTextContent('/client a');
});
