const by = (id) => document.getElementById(id);
by('menu').addEventListener('click', () => by('menu').setAttribute('aria-expanded', by('nav').classList.toggle('open')));
by('theme').addEventListener('click', () => document.body.classList.toggle('dark'));
let slide = 0;
const show = (at) => { slide = Math.max(0, Math.min(2, at)); by('slides').style.transform = `translateX(${-slide}%)`; by('slides').scrollLeft = slide * by('slides').clientWidth; };
by('back').addEventListener('click', () => show(slide - 1));
by('next').addEventListener('click', () => show(slide + 1));
document.querySelectorAll('.dot').forEach((dot, at) => dot.addEventListener('click', () => show(at)));
document.querySelector('[role=tablist]').addEventListener('click', (event) => {
  const tab = event.target.closest('[role=tab]');
  for (const [one, panel] of [['t1', 'p1'], ['t2', 'p2']]) {
    by(one).setAttribute('aria-selected', by(one) === tab);
    by(panel).hidden = by(one) !== tab;
  }
});
document.querySelector('.fold').addEventListener('click', (event) => {
  by('a2').hidden = !by('a2').hidden;
  event.target.setAttribute('aria-expanded', !by('a2').hidden);
});
by('ask').addEventListener('click', () => by('call').showModal());
let unsaved = false;
by('mail').addEventListener('input', () => { unsaved = true; });
addEventListener('beforeunload', (event) => { if (unsaved) event.preventDefault(); });
by('mail').addEventListener('submit', (event) => {
  event.preventDefault();
  by('said').textContent = 'Your mail program opens with your question.';
  location.href = `mailto:post@lindqvist.example?body=${encodeURIComponent(event.target.elements.text.value)}`;
});
// What comes into view fades in, and the address follows.
new IntersectionObserver((entries) => entries.filter((each) => each.isIntersecting).forEach((each) => {
  each.target.classList.add('seen');
  history.replaceState(null, '', `#${each.target.id}`);
}), { threshold: 0.2 }).observe(by('work'));
document.querySelectorAll('.reveal').forEach((each) => new IntersectionObserver(([entry]) => {
  if (entry.isIntersecting) { each.classList.add('seen'); history.replaceState(null, '', `#${each.id}`); }
}, { threshold: 0.2 }).observe(each));
