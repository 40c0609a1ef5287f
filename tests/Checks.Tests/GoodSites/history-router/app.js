// Every view is a module of its own that comes when it is wanted.
const views = { '/': () => import('./chunks/home.js'), '/rooms': () => import('./chunks/rooms.js'), '/book': () => import('./chunks/book.js') };
const app = document.getElementById('app');
const state = { tab: 'garden', desks: 1, said: '' };

async function draw() {
  const load = views[location.pathname];
  app.innerHTML = '<p>…</p>';
  const main = load ? (await load()).render(state) : '<h1>Not found</h1><p>There is no such page in our house.</p>';
  app.innerHTML = `<header><nav aria-label="Main"><a href="/">Quietdesk</a><a href="/rooms">Rooms</a><a href="/book">Book</a></nav></header><main>${main}</main>`;
}

// Clicks and entries are heard at the root, as frameworks do.
app.addEventListener('click', (event) => {
  const link = event.target.closest('a[href^="/"]');
  const { tab, step } = event.target.dataset;
  if (link) { event.preventDefault(); history.pushState(null, '', link.getAttribute('href')); draw(); }
  if (tab && tab !== state.tab) { state.tab = tab; draw(); }
  if (step && state.desks + Number(step) >= 1) { state.desks += Number(step); draw(); }
});
app.addEventListener('submit', (event) => {
  event.preventDefault();
  state.said = `A desk is kept for ${new FormData(event.target).get('name')} on this device.`;
  draw();
});
addEventListener('popstate', draw);
draw();
