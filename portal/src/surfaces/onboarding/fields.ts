export interface Fields {
  name: string;
  email: string;
  phone: string;
  initial_request: string;
}

export type Field = keyof Fields;
export type Faults = Partial<Record<Field, string>>;

export const empty: Fields = { name: '', email: '', phone: '', initial_request: '' };

/** In the order in which they stand on the page. */
export const order: readonly Field[] = ['name', 'email', 'phone', 'initial_request'];

const address = /^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/;

/** What is wrong with a field but the phone, which knows countries; null when nothing is. */
export function faultOf(field: Exclude<Field, 'phone'>, value: string): string | null {
  const text = value.trim();
  switch (field) {
    case 'name':
      return text.length < 2 ? 'Please tell us your name.' : text.length > 200 ? 'At most 200 characters, please.' : null;
    case 'email':
      return text === '' ? 'We need your e-mail address to answer you.' : address.test(text) ? null : 'This is not an e-mail address.';
    case 'initial_request':
      if (text === '') return 'Tell us what you would like to have built.';
      return text.length > 32_000 ? `${text.length.toLocaleString()} characters; at most 32,000 can be taken.` : null;
  }
}

/** As it is sent: trimmed, the address in small letters. */
export function clean(fields: Fields): Fields {
  return {
    name: fields.name.trim(),
    email: fields.email.trim().toLowerCase(),
    phone: fields.phone.trim(),
    initial_request: fields.initial_request.trim(),
  };
}
