/**
 * The page's document for xterm, which writes its rules into style elements, and colours into style attributes: the content
 * security policy refuses both, so the former become constructed sheets and the latter properties, which it allows.
 */
export function styledDocument(real: Document = document): Document {
  return new Proxy(real, {
    get(target, name) {
      if (name === 'createElement') return creating(target);
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
}

/**
 * Opens a terminal: while it does, the page's own document makes such elements too, for the library's viewport asks that one
 * whatever document it was given.
 */
export function openStyled(open: () => void, real: Document = document): void {
  Object.defineProperty(real, 'createElement', { configurable: true, value: creating(real) });
  try {
    open();
  } finally {
    Reflect.deleteProperty(real, 'createElement');
  }
}

function creating(owner: Document) {
  return (tag: string, options?: ElementCreationOptions): HTMLElement =>
    tag === 'style' ? sheetElement(owner) : styledElement(plainElement(owner, tag, options));
}

function plainElement(owner: Document, tag: string, options?: ElementCreationOptions): HTMLElement {
  return Document.prototype.createElement.call(owner, tag, options);
}

function styledElement<T extends HTMLElement>(element: T): T {
  element.setAttribute = (name: string, value: string) => {
    if (name === 'style') element.style.cssText = value;
    else Element.prototype.setAttribute.call(element, name, value);
  };
  return element;
}

/** An element whose text is a sheet of the document for as long as it is in use. */
function sheetElement(owner: Document): HTMLElement {
  const element = plainElement(owner, 'span');
  element.hidden = true;
  const sheet = new CSSStyleSheet();
  owner.adoptedStyleSheets = [...owner.adoptedStyleSheets, sheet];
  Object.defineProperty(element, 'textContent', {
    get: () => [...sheet.cssRules].map((rule) => rule.cssText).join('\n'),
    set: (text: string) => sheet.replaceSync(text),
  });
  element.remove = () => {
    owner.adoptedStyleSheets = owner.adoptedStyleSheets.filter((kept) => kept !== sheet);
    HTMLElement.prototype.remove.call(element);
  };
  return element;
}
