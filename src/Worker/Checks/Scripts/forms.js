// Fills in forms and sends them. Joins the world that page.js begins.
(() => {
  const { all, cut, isVisible, label, name, pause, text } = tb;

  const FIELDS = 'input:not([type="hidden"], [type="submit"], [type="button"], [type="reset"], [type="image"]), textarea, select';
  // A field called "action" or "elements" hides the form's own property of that name.
  const own = (form, property) => Object.getOwnPropertyDescriptor(HTMLFormElement.prototype, property).get.call(form);
  const fields = (form) => [...own(form, 'elements')].filter((field) => field.matches?.(FIELDS) && !field.disabled).slice(0, 60);
  const forms = () => all('form', 20).filter((each) => isVisible(each) && fields(each).length > 0);
  const form = (index) => forms()[index];
  const button = (of) => [...own(of, 'elements')].find((each) =>
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
        action: cut(which.getAttribute('action') === null ? '' : own(which, 'action'), 1000),
        name: cut(which.getAttribute('aria-label') || (button(which) ? label(button(which)) : '') || name(which), 80),
        fields: fields(which).map((field) => cut(field.name || field.id || field.type, 40)).join(','),
      })
      : '';
  };

  const isTyped = (field) => !/^(checkbox|radio|select|range|color|file)/.test(field.type);

  const fillForm = async (index) => {
    const which = form(index);
    const press = button(which);
    const before = text();
    fields(which).forEach(fill);
    await pause(60);
    if (press?.disabled) {
      fields(which).filter((field) => field.type === 'checkbox' && !field.checked).forEach((field) => field.click());
      await pause(60);
    }
    if (!own(which, 'noValidate') && !HTMLFormElement.prototype.checkValidity.call(which)) return 'unfilled';
    // Filters and searches answer to each letter and have nothing to send.
    if (!press && (text() !== before || !fields(which).some(isTyped))) return 'live';
    return press?.disabled ? 'disabled' : 'filled';
  };

  const submitForm = (index) => {
    const which = form(index);
    const press = button(which);
    if (press) press.click(); else HTMLFormElement.prototype.requestSubmit.call(which);
    return '';
  };

  Object.assign(tb, { forms, describeForm, fillForm, submitForm });
})();
