const walks = [['Mill valley', 6], ['The two lakes', 11], ['Ridge', 14]];
const view = document.getElementById('view');
let list = [];
const routes = {
  '#/': () => `<h1>Walks</h1>${walks.map(([name, length], at) => `<p><a href="#/walk/${at}">${name}</a>, ${length} km</p>`).join('')}`,
  '#/list': () => `<h1>My list</h1><p>${list.length === 0 ? 'Nothing is on your list yet.' : list.join(', ')}</p>
    <button type="button" data-do="clear">Empty the list</button>
    <button type="button" data-do="add">Add the valley</button>`,
  '#about': () => '<h1>About</h1><p>Two people who walk a lot, and write down where.</p>',
};

function draw() {
  const walk = /^#\/walk\/(\d)$/.exec(location.hash);
  view.innerHTML = walk && walks[walk[1]]
    ? `<h1>${walks[walk[1]][0]}</h1><p>${walks[walk[1]][1]} kilometres, good paths all the way.</p><button type="button" data-do="add">Put on my list</button>`
    : (routes[location.hash] ?? routes['#/'])();
  view.className = '';
}

document.addEventListener('click', (event) => {
  if (event.target.dataset.do === 'add') { list.push('a walk'); draw(); view.insertAdjacentHTML('beforeend', `<p>${list.length} on your list.</p>`); }
  if (event.target.dataset.do === 'clear' && list.length > 0) { list = []; draw(); }
});
addEventListener('hashchange', draw);
setTimeout(draw, 700);
