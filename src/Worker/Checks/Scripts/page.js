// Runs in a world of its own beside the page: it shares the page's elements, but none of its scripts.
globalThis.tb = (() => {
  const MAX_TEXT = 160;
  const cut = (text, most = MAX_TEXT) => String(text ?? '').replace(/\s+/g, ' ').trim().slice(0, most);
  const frame = () => new Promise((done) => { requestAnimationFrame(() => done()); setTimeout(done, 50); });
  const pause = (ms) => new Promise((done) => setTimeout(done, ms));
  const all = (selector, most) => [...document.querySelectorAll(selector)].slice(0, most);
  // What is not shown at all gives its markup's text as if it were.
  const text = () => (document.body?.checkVisibility() ? cut(document.body.innerText, 200000) : '');

  const isVisible = (element) => {
    const box = element.getBoundingClientRect();
    const style = getComputedStyle(element);
    return box.width > 0 && box.height > 0 && style.visibility !== 'hidden' && style.display !== 'none';
  };

  const name = (element) => {
    const own = element.id ? `#${element.id}` : [...element.classList].slice(0, 2).map((part) => `.${part}`).join('');
    return cut(element.localName + own, 80);
  };

  const label = (element) =>
    cut(element.innerText || element.getAttribute('aria-label') || element.value || element.title || name(element), 80);

  /** Scrolls through the page once, so that what loads or appears late is there, and waits for its pictures. */
  const settle = async () => {
    await document.fonts?.ready;
    const step = Math.max(300, innerHeight * 0.8);
    for (let at = 0, steps = 0; steps < 15 && at < document.documentElement.scrollHeight; at += step, steps++) {
      scrollTo({ top: at, behavior: 'instant' });
      await frame();
    }
    const waiting = all('img', 200).filter((image) => !image.complete && image.getAttribute('src'));
    await Promise.race([Promise.all(waiting.map((image) => image.decode().catch(() => {}))), pause(1500)]);
    scrollTo({ top: 0, behavior: 'instant' });
    await frame();
    return '';
  };

  const LEAF = new RegExp('^(item|feature|service|product|card|testimonial|team member|client|headline|subtitle|slide|tab)'
    + '\\s*(#\\s*)?\\d{1,2}$', 'i');
  const ANYWHERE = [
    /lorem ipsum/i, /dolor sit amet/i,
    /\byour (company|business|brand) name\b/i,
    /\byour (text|content|title|headline|description) (goes )?here\b/i,
    /\b(insert|add) (your )?(text|image|content|description|title) here\b/i,
    /\bplaceholder (text|image|content)\b/i,
    /\[(your|insert|company|name|phone|address|e-?mail)\b[^\]]{0,40}\]/i,
    /\bTODO:/,
  ];

  const placeholders = () => {
    const found = new Set();
    const walker = document.createTreeWalker(document.body ?? document.documentElement, NodeFilter.SHOW_TEXT);
    for (let count = 0; count < 20000 && found.size < 5 && walker.nextNode(); count++) {
      const words = cut(walker.currentNode.data, 2000);
      const parent = walker.currentNode.parentElement;
      if (!words || !parent || ['SCRIPT', 'STYLE', 'NOSCRIPT', 'TEMPLATE', 'CODE', 'PRE'].includes(parent.tagName)) continue;
      if (LEAF.test(words) || ANYWHERE.some((pattern) => pattern.test(words))) found.add(cut(words, 80));
    }
    return [...found];
  };

  const hasMedia = () => all('img, svg, canvas, video, iframe, object, picture', 200).some((element) => {
    const box = element.getBoundingClientRect();
    return isVisible(element) && box.width >= 64 && box.height >= 64
      && (element.localName !== 'img' || element.naturalWidth > 0);
  });

  const meta = (wanted) => document.querySelector(`meta[name="${wanted}" i]`)?.getAttribute('content') ?? null;

  const hasTarget = (fragment) => {
    let id = fragment;
    try { id = decodeURIComponent(fragment); } catch { /* Taken as it stands. */ }
    return id === '' || id.toLowerCase() === 'top' || document.getElementById(id) !== null
      || document.getElementsByName(id).length > 0 || id.startsWith('/') || id.startsWith('!') || id.startsWith(':~:');
  };

  const here = () => location.href.split('#')[0];

  const links = () => all('a[href], area[href]', 1500).map((link) => {
    const raw = link.getAttribute('href').trim();
    const [address, fragment] = [link.href.split('#')[0], link.href.includes('#') ? link.href.split('#').slice(1).join('#') : null];
    return {
      raw: cut(raw, 300), address: cut(address, 1000), fragment: fragment === null ? null : cut(fragment, 300), text: label(link),
      download: link.hasAttribute('download'),
      missing: address === here() && raw !== '#' && fragment !== null && !hasTarget(fragment),
    };
  });

  const images = () => all('img', 500)
    .filter((image) => image.getAttribute('src') && image.complete && image.naturalWidth === 0 && !/\.svg([?#]|$)/i.test(image.src))
    .map((image) => cut(image.currentSrc || image.src, 300));

  const ids = () => all('[id], a[name]', 3000).map((element) => cut(element.id || element.getAttribute('name'), 200));

  const facts = () => JSON.stringify({
    title: cut(document.title, 200),
    description: meta('description'),
    lang: document.documentElement.getAttribute('lang'),
    viewport: meta('viewport'),
    icons: all('link[rel~="icon" i], link[rel="apple-touch-icon" i]', 10).map((link) => cut(link.href, 1000)),
    characters: text().length,
    media: hasMedia(),
    placeholders: placeholders(),
    links: links(),
    images: images(),
    ids: ids(),
    forms: all('form', 20).filter((form) => isVisible(form) && fields(form).length > 0).length,
  });

  /** How far the page reaches beyond the window's right edge where that can be scrolled to, and what does it. */
  const overflow = async () => {
    await frame();
    await frame();
    const root = document.scrollingElement ?? document.documentElement;
    const clips = [document.documentElement, document.body].some(
      (element) => element && ['hidden', 'clip'].includes(getComputedStyle(element).overflowX));
    const width = document.documentElement.clientWidth;
    const pixels = clips ? 0 : root.scrollWidth - width;
    const culprits = pixels <= 1 ? [] : all('body *', 5000)
      .map((element) => [element, element.getBoundingClientRect().right + scrollX])
      .filter(([element, right]) => right > width + 1 && isVisible(element))
      .sort((a, b) => b[1] - a[1]).slice(0, 3).map(([element]) => name(element));
    return JSON.stringify({ pixels, culprits });
  };

  // ---- controls

  const heard = new WeakSet();
  const listens = (element) => { heard.add(element); return ''; };
  const isHeard = (element) => heard.has(element);

  const isDeadLink = (link) => /^(#|javascript:.{0,40})?$/i.test(link.getAttribute('href').trim())
    && !/^(back to top|to top|top|up|↑|home)$/i.test(cut(link.innerText)) && !link.querySelector('[onclick]');

  const isPlainButton = (button) => {
    const form = button.form;
    const type = (button.getAttribute('type') ?? 'submit').toLowerCase();
    return !(form && type !== 'button') && !button.disabled && button.getAttribute('aria-disabled') !== 'true'
      && !['popovertarget', 'commandfor', 'onclick'].some((attribute) => button.hasAttribute(attribute))
      && !button.closest('a[href], summary, label');
  };

  const controls = () => [
    ...all('a[href]', 1500).filter(isDeadLink),
    ...all('button, input[type="button"], [role="button"]:not(a[href])', 300).filter(isPlainButton),
  ].filter(isVisible).slice(0, 60);

  const reach = (element) => {
    if (isHeard(element) || element.hasAttribute('onclick')) return 'own';
    if ([...element.querySelectorAll('*')].some(isHeard)) return 'own';
    for (let above = element.parentElement; above; above = above.parentElement) {
      if (isHeard(above) || above.hasAttribute('onclick')) return 'above';
    }
    return isHeard(document) || isHeard(window) ? 'above' : 'none';
  };

  const listControls = () => JSON.stringify(controls().map((element, index) => ({
    index, link: element.localName === 'a', text: label(element), reach: reach(element),
  })));

  /** Clicks a control and says whether anything in the page took notice of it. */
  const click = async (index) => {
    const element = controls()[index];
    if (!element) return 'gone';
    let noticed = false;
    const notice = () => { noticed = true; };
    const watch = new MutationObserver(notice);
    const isLink = element.localName === 'a';
    const kinds = ['play', 'input', 'change', 'submit', 'toggle', 'close', ...(isLink ? [] : ['scroll'])];
    const [address, focus] = [location.href, document.activeElement];
    watch.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
    kinds.forEach((kind) => addEventListener(kind, notice, { capture: true }));
    element.click();
    for (let waited = 0; waited < 6 && !noticed; waited++) {
      await pause(50);
      noticed ||= location.href.replace(/#$/, '') !== address.replace(/#$/, '');
      noticed ||= document.activeElement !== focus && document.activeElement !== element && document.activeElement !== document.body;
    }
    watch.disconnect();
    kinds.forEach((kind) => removeEventListener(kind, notice, { capture: true }));
    return noticed ? 'noticed' : 'nothing';
  };

  // ---- forms

  const FIELDS = 'input:not([type="hidden"], [type="submit"], [type="button"], [type="reset"], [type="image"]), textarea, select';
  const fields = (form) => [...form.elements].filter((field) => field.matches?.(FIELDS) && !field.disabled).slice(0, 60);
  const form = (index) => all('form', 20).filter((each) => isVisible(each) && fields(each).length > 0)[index];
  const button = (of) => [...of.elements].find((each) =>
    each.matches('button:not([type]), button[type="submit"], input[type="submit"], input[type="image"]'));

  const VALUES = {
    email: 'ada.lovelace@example.com', tel: '+49 30 1234567', url: 'https://example.com/', number: '2', range: '2',
    date: '2030-05-17', month: '2030-05', week: '2030-W20', time: '10:30', 'datetime-local': '2030-05-17T10:30',
    color: '#336699', password: 'Correct-Horse-7-Battery', search: 'bread',
  };

  const guess = (field) => {
    const hint = `${field.name} ${field.id} ${field.placeholder} ${field.autocomplete}`.toLowerCase();
    const kind = field.localName === 'textarea' ? 'textarea' : field.type;
    let value = VALUES[kind]
      ?? (/mail/.test(hint) ? VALUES.email : /phone|tel/.test(hint) ? VALUES.tel : /zip|postal|plz/.test(hint) ? '10115'
        : /name/.test(hint) ? 'Ada Lovelace' : kind === 'textarea' ? 'Good day, this is a question about your opening hours.' : 'Example');
    if (['number', 'range'].includes(kind)) {
      value = String(Math.min(Math.max(2, Number(field.min || 2)), Number(field.max || 1e9)));
    }
    if (field.min && ['date', 'month', 'week', 'time', 'datetime-local'].includes(kind) && value < field.min) value = field.min;
    if (field.max && ['date', 'month', 'week', 'time', 'datetime-local'].includes(kind) && value > field.max) value = field.max;
    while (field.minLength > value.length) value += ' and more';
    return field.maxLength > 0 ? value.slice(0, field.maxLength) : value;
  };

  const put = (field, property, value) => {
    const type = { textarea: HTMLTextAreaElement, select: HTMLSelectElement }[field.localName] ?? HTMLInputElement;
    Object.getOwnPropertyDescriptor(type.prototype, property).set.call(field, value);
  };

  const fill = (field) => {
    if (field.type === 'file' || field.readOnly) return;
    if (field.type === 'checkbox') {
      if (field.required && !field.checked) field.click();
      return;
    }
    if (field.type === 'radio') {
      const group = field.form.querySelectorAll(`input[type="radio"][name="${CSS.escape(field.name)}"]`);
      if (group[0] === field && ![...group].some((each) => each.checked)) field.click();
      return;
    }
    if (field.localName === 'select') {
      const choice = [...field.options].find((option) => option.value !== '' && !option.disabled);
      if (choice && !field.value) put(field, 'value', choice.value);
    } else {
      put(field, 'value', guess(field));
    }
    for (const kind of ['input', 'change']) field.dispatchEvent(new Event(kind, { bubbles: true }));
    field.dispatchEvent(new FocusEvent('blur'));
    field.dispatchEvent(new FocusEvent('focusout', { bubbles: true }));
  };

  const describeForm = (index) => {
    const which = form(index);
    return which
      ? JSON.stringify({
        action: cut(which.getAttribute('action') === null ? '' : which.action, 1000),
        name: cut(which.getAttribute('aria-label') || (button(which) ? label(button(which)) : '') || name(which), 80),
        fields: fields(which).map((field) => cut(field.name || field.id || field.type, 40)).join(','),
      })
      : '';
  };

  const fillForm = async (index) => {
    const which = form(index);
    fields(which).forEach(fill);
    await pause(60);
    const press = button(which);
    if (!which.noValidate && !which.checkValidity()) return 'unfilled';
    return press?.disabled ? 'disabled' : 'filled';
  };

  const submitForm = (index) => {
    const which = form(index);
    const press = button(which);
    if (press) press.click(); else which.requestSubmit();
    return '';
  };

  return { settle, facts, overflow, listens, listControls, click, describeForm, fillForm, submitForm, text, frame };
})();
''
