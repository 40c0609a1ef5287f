/**
 * The page's document for xterm, which writes its rules into style elements: the content security policy refuses those, so
 * each becomes a constructed sheet, which it allows.
 */
export function styledDocument(real: Document = document): Document {
  return new Proxy(real, {
    get(target, name) {
      if (name === 'createElement') {
        return (tag: string, options?: ElementCreationOptions) =>
          tag === 'style' ? sheetElement(target) : target.createElement(tag, options);
      }
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
}

/** An element whose text is a sheet of the document for as long as it is in use. */
function sheetElement(owner: Document): HTMLElement {
  const element = owner.createElement('span');
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
