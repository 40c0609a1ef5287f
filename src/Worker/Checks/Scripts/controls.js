// What can be pressed, and whether pressing it does anything. Joins the world that page.js begins.
(() => {
  const { all, cut, hasTarget, isVisible, label, pause, text } = tb;
  const TO_TOP = new RegExp('^[↑^ ]*((back )?to (the )?top|top|up|home|(nach|ganz nach) oben|zum (seiten)?anfang'
    + '|(retour )?en haut|haut de page|(volver )?arriba|inicio|torna su|naar boven|startseite|accueil)?[↑^ ]*$', 'i');

  const heard = new WeakSet();
  const listens = (element) => { heard.add(element); return ''; };
  const isHeard = (element) => heard.has(element);
  let routes = false;
  const listensToAddress = () => { routes = true; return ''; };

  /** The site's own name leads to the top of its page, as "back to top" does. */
  const leadsUp = (link) => {
    const words = cut(link.innerText || link.getAttribute('aria-label') || link.querySelector('img')?.alt || '');
    const isFirst = link.closest('header, nav')?.querySelector('a') === link;
    return words !== '' && (TO_TOP.test(words) || (isFirst && document.title.toLowerCase().includes(words.toLowerCase())));
  };

  const isDeadLink = (link) => /^(#|javascript:.{0,40})?$/i.test(link.getAttribute('href').trim())
    && !leadsUp(link) && !link.querySelector('[onclick]');

  const isLostPlace = (link) => {
    const raw = link.getAttribute('href').trim();
    return raw.length > 1 && !hasTarget(raw.slice(1));
  };

  const isPlainButton = (button) => {
    const form = button.form;
    const type = (button.getAttribute('type') ?? 'submit').toLowerCase();
    return !(form && type !== 'button') && !button.disabled && button.getAttribute('aria-disabled') !== 'true'
      && button.getAttribute('aria-selected') !== 'true'
      && !['popovertarget', 'commandfor', 'onclick'].some((attribute) => button.hasAttribute(attribute))
      && !button.closest('a[href], summary, label');
  };

  const controls = () => [
    ...all('a[href^="#"]', 1500).filter(isLostPlace).map((element) => ({ element, kind: 'place' })),
    ...all('a[href]', 1500).filter(isDeadLink).map((element) => ({ element, kind: 'link' })),
    ...all('button, input[type="button"], [role="button"]:not(a[href])', 300).filter(isPlainButton)
      .map((element) => ({ element, kind: 'button' })),
  ].filter(({ element }) => isVisible(element)).slice(0, 60);

  const rules = (list, found = []) => {
    for (const rule of list) {
      if (found.length > 3000) break;
      if (rule.selectorText) found.push(rule); else if (rule.cssRules) rules(rule.cssRules, found);
    }
    return found;
  };

  const rulesOf = (sheet) => { try { return rules(sheet.cssRules); } catch { return []; } };

  /** Menus need no script: pointing at their head, or its focus, shows what belongs to it. */
  const openers = () => [...document.styleSheets].flatMap(rulesOf)
    .filter(({ style }) => style.display || style.visibility || style.opacity || style.maxHeight || style.transform)
    .flatMap((rule) => rule.selectorText.split(','))
    .map((selector) => /^(.*?):(?:hover|focus-within|focus)([\s>~+].+)$/.exec(selector.trim())).filter((parts) => parts !== null);

  const isOpener = (element, found) => found.some(([, owner, rest]) => {
    try {
      const head = element.closest(owner || '*');
      const menu = `${owner || '*'}${rest.replace(/:(hover|focus-within|focus)\b/g, '')}`;
      return head !== null && [...(head.parentElement ?? head).querySelectorAll(menu)].some((each) =>
        !each.contains(element) && !element.contains(each) && each.querySelector('a[href], button') !== null
        && (!isVisible(each) || getComputedStyle(each).opacity === '0'));
    } catch { return false; }
  });

  const reach = (element, kind, found) => {
    if (isHeard(element) || element.hasAttribute('onclick')) return 'own';
    if ([...element.querySelectorAll('*')].some(isHeard)) return 'own';
    if (kind !== 'place' && isOpener(element, found)) return 'own';
    for (let above = element.parentElement; above; above = above.parentElement) {
      if (isHeard(above) || above.hasAttribute('onclick')) return 'above';
    }
    return isHeard(document) || isHeard(window) || (kind === 'place' && routes) ? 'above' : 'none';
  };

  let listed = null;
  const listControls = () => {
    listed = controls();
    const found = openers();
    return JSON.stringify(listed.map(({ element, kind }, index) => ({
      index, kind, text: label(element), raw: cut(element.getAttribute('href'), 300), reach: reach(element, kind, found),
    })));
  };

  /** Clicks an element and says whether anything in the page took notice of it. */
  const press = async (element, kind) => {
    let noticed = false;
    const notice = () => { noticed = true; };
    // A menu that closes is no answer of a place: only what is to be read, or where one stands, is.
    const watch = kind === 'place' ? null : new MutationObserver(notice);
    const kinds = [
      ...(kind === 'link' ? [] : ['scroll']),
      ...(kind === 'place' ? [] : ['play', 'input', 'change', 'submit', 'toggle', 'close']),
    ];
    const [address, focus, words] = [location.href, document.activeElement, text()];
    watch?.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
    kinds.forEach((each) => addEventListener(each, notice, { capture: true }));
    element.click();
    for (let waited = 0; waited < 6 && !noticed; waited++) {
      await pause(50);
      if (kind === 'place') {
        noticed ||= text() !== words;
        continue;
      }
      noticed ||= location.href.replace(/#$/, '') !== address.replace(/#$/, '');
      noticed ||= document.activeElement !== focus && document.activeElement !== element && document.activeElement !== document.body;
    }
    watch?.disconnect();
    kinds.forEach((each) => removeEventListener(each, notice, { capture: true }));
    return noticed;
  };

  const others = (element) => {
    for (let above = element.parentElement, level = 0; above && level < 4; above = above.parentElement, level++) {
      const found = [...above.querySelectorAll('button, [role="button"], [role="tab"], a[href^="#"]')]
        .filter((each) => each !== element && isVisible(each) && !each.disabled && !(each.form && each.type === 'submit'));
      if (found.length > 0) return found.slice(-3);
    }
    return [];
  };

  /** The tab that is open already, or "back" at the beginning, does something only after one of its neighbours did. */
  const click = async (index) => {
    listed ??= controls();
    const { element, kind } = listed[index] ?? {};
    if (!element?.isConnected) return 'gone';
    if (await press(element, kind)) return 'noticed';
    for (const other of kind === 'place' ? [] : others(element)) {
      if (!other.isConnected || !await press(other, 'button')) continue;
      await pause(150);
      if (!element.isConnected) return 'gone';
      if (await press(element, kind)) return 'noticed';
    }
    return 'nothing';
  };

  Object.assign(tb, { listens, listensToAddress, listControls, click });
})();
