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

  /** Whether eyes find it: what is only for screen readers is a pixel wide. */
  const isShown = (element) => {
    const box = element.getBoundingClientRect();
    return isVisible(element) && box.width > 1 && box.height > 1;
  };

  const name = (element) => {
    // A form's field called "id" hides the property.
    const id = element.getAttribute('id');
    const own = id ? `#${id}` : [...element.classList].slice(0, 2).map((part) => `.${part}`).join('');
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
    const waiting = all('img', 200).filter((image) => !image.complete && image.getAttribute('src') && isVisible(image));
    await Promise.race([Promise.all(waiting.map((image) => image.decode().catch(() => {}))), pause(1500)]);
    scrollTo({ top: 0, behavior: 'instant' });
    await frame();
    for (let waited = 0; waited < 20 && (!hasContent() || isLoading()); waited++) await pause(100);
    await calm();
    return '';
  };

  const fading = () => all('body *', 2000).map((element) => getComputedStyle(element).opacity)
    .filter((opacity) => opacity > 0 && opacity < 1).join(' ');

  /** What fades or slides in is looked at when it has come in; what moves for ever is not waited for. */
  const calm = async () => {
    for (const animation of document.getAnimations()) {
      try { animation.finish(); } catch { /* It has no end. */ }
    }
    let before = fading();
    for (let waited = 0; waited < 10 && before !== ''; waited++) {
      await pause(100);
      const now = fading();
      if (now === before) break;
      before = now;
    }
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
      if ((LEAF.test(words) && isShown(parent)) || ANYWHERE.some((pattern) => pattern.test(words))) found.add(cut(words, 80));
    }
    return [...found];
  };

  const hasMedia = () => all('img, svg, canvas, video, iframe, object, picture', 200).some((element) => {
    const box = element.getBoundingClientRect();
    return isVisible(element) && box.width >= 64 && box.height >= 64
      && (element.localName !== 'img' || element.naturalWidth > 0);
  });

  const hasContent = () => text().length >= 15 || hasMedia();

  const LOADING = ['[aria-busy="true"]', '[role="progressbar"]', ...['loading', 'loader', 'spinner', 'skeleton']
    .map((word) => `[class*="${word}" i]`)].join(', ');
  const isLoading = () => /^(loading|please wait|wird geladen|lädt|chargement|cargando|caricamento)\b.{0,20}$/im.test(document.body?.innerText ?? '')
    || all(LOADING, 50).some(isVisible);

  const meta = (wanted) => document.querySelector(`meta[name="${wanted}" i]`)?.getAttribute('content') ?? null;

  const hasTarget = (fragment) => {
    let id = fragment;
    try { id = decodeURIComponent(fragment); } catch { /* Taken as it stands. */ }
    return id === '' || id.toLowerCase() === 'top' || document.getElementById(id) !== null
      || document.getElementsByName(id).length > 0 || id.startsWith('/') || id.startsWith('!') || id.startsWith(':~:');
  };

  const links = () => all('a[href], area[href]', 1500).map((link) => {
    const raw = link.getAttribute('href').trim();
    const [address, fragment] = [link.href.split('#')[0], link.href.includes('#') ? link.href.split('#').slice(1).join('#') : null];
    return {
      raw: cut(raw, 300), address: cut(address, 1000), fragment: fragment === null ? null : cut(fragment, 300), text: label(link),
      download: link.hasAttribute('download'),
    };
  });

  // What was never shown has not been asked for: the release tells whether it would come.
  const images = () => all('img', 500)
    .filter((image) => image.getAttribute('src') && (!image.complete || (image.naturalWidth === 0 && !/\.svg([?#]|$)/i.test(image.src))))
    .map((image) => ({ address: cut(image.currentSrc || image.src, 300), pending: !image.complete }));

  // Scripts the page says it does not wait for.
  const optional = () => [...document.scripts].filter((script) => script.async && script.src && script.type !== 'module')
    .slice(0, 100).map((script) => cut(script.src, 1000));

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
    optional: optional(),
    ids: ids(),
    forms: tb.forms().length,
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

  return { cut, frame, pause, all, text, isVisible, label, name, hasTarget, settle, facts, overflow };
})();
