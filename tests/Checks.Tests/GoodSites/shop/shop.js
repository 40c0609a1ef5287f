const goods = [
  { id: 'a', kind: 'stuhl', name: 'Stuhl Anna', cents: 24900 },
  { id: 'b', kind: 'tisch', name: 'Tisch Berta', cents: 89900 },
  { id: 'c', kind: 'stuhl', name: 'Hocker Carl', cents: 9900 },
];
const by = (id) => document.getElementById(id);
const load = () => { try { return JSON.parse(localStorage.getItem('korb')) ?? {}; } catch { return {}; } };
const save = (cart) => { localStorage.setItem('korb', JSON.stringify(cart)); draw(); };
let filter = 'alle';

function draw() {
  const cart = load();
  by('anzahl').textContent = Object.values(cart).reduce((sum, count) => sum + count, 0);
  if (by('waren')) {
    const shown = goods.filter((each) => filter === 'alle' || each.kind === filter);
    if (by('sortieren').value === 'preis') shown.sort((left, right) => left.cents - right.cents);
    by('waren').innerHTML = shown.map((each) => `<li><img src="chair.svg" loading="lazy" width="120" height="90" alt="">
      <h2>${each.name}</h2><p>${(each.cents / 100).toFixed(2)} €</p>
      <button type="button" data-less="${each.id}" aria-label="${each.name} weniger">−</button>
      <button type="button" data-add="${each.id}">In den Warenkorb: ${each.name}</button></li>`).join('');
    document.querySelectorAll('[data-filter]').forEach((each) => { each.className = each.dataset.filter === filter ? 'active' : ''; });
  }
  if (by('korb')) {
    by('korb').innerHTML = goods.filter((each) => cart[each.id]).map((each) => `<p>${cart[each.id]} × ${each.name}</p>`).join('');
    by('kasse').hidden = Object.keys(cart).length === 0;
    by('gesagt').textContent = by('kasse').hidden ? 'Ihr Warenkorb ist leer.' : '';
  }
}

// One listener for all, as small shops are written.
document.addEventListener('click', (event) => {
  const { add, less, filter: wanted } = event.target.dataset;
  const cart = load();
  if (add) save({ ...cart, [add]: (cart[add] ?? 0) + 1 });
  if (less && cart[less]) {
    if (--cart[less] === 0) delete cart[less];
    save(cart);
  }
  if (wanted && wanted !== filter) { filter = wanted; draw(); }
  if (event.target.id === 'kopieren') {
    navigator.clipboard?.writeText('post@holzhaus.example').catch(() => {});
    by('gesagt').textContent = 'Kopiert.';
  }
});
by('sortieren')?.addEventListener('change', draw);
by('suche')?.addEventListener('input', (event) => {
  by('treffer').textContent = `${goods.filter((each) => each.name.includes(event.target.value)).length} Möbel`;
});
by('suche')?.addEventListener('submit', (event) => event.preventDefault());
by('kasse')?.addEventListener('submit', (event) => { event.preventDefault(); by('gesagt').textContent = 'Gemerkt auf diesem Gerät.'; });
const mail = by('nachricht');
mail?.addEventListener('input', () => { mail.querySelector('button').disabled = !mail.elements.ok.checked; });
mail?.addEventListener('submit', (event) => {
  event.preventDefault();
  location.href = `mailto:post@holzhaus.example?body=${encodeURIComponent(mail.elements.text.value)}`;
});
draw();
