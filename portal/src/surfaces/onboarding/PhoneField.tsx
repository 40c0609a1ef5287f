import type { CountryCode } from 'libphonenumber-js/min';
import { ChevronDown } from 'lucide-react';
import { type RefObject, useMemo, useState } from 'react';
import { cx } from '@/ui/cx.ts';
import { Field, inputLook } from '@/ui/Field.tsx';
import { countries, ownCountry, readPhone } from './phone.ts';

interface Props {
  value: string;
  error: string | null;
  input: RefObject<HTMLInputElement | null>;
  /** What was typed, as long as it is no number; else the number. */
  onChange: (value: string) => void;
  onFault: (fault: string | null) => void;
}

/** A number of any country: chosen, or told by a number that begins with a plus. */
export default function PhoneField({ value, error, input, onChange, onFault }: Props) {
  const all = useMemo(() => countries(), []);
  const [country, setCountry] = useState<CountryCode>(() => readPhone(value, 'US')?.country ?? ownCountry());
  const dial = all.find(({ code }) => code === country)?.dial ?? '';

  const judge = (text: string, of: CountryCode) => {
    const read = readPhone(text, of);
    onFault(read ? null : text.trim() === '' ? 'Please give a number at which you can be reached.' : `This is not a number of ${nameOf(of)}.`);
    if (!read) return;
    onChange(read.phone);
    setCountry(read.country);
  };
  const nameOf = (code: CountryCode) => all.find((known) => known.code === code)?.name ?? code;

  return (
    <Field label="Phone" error={error}>
      {(wired) => (
        <div className="flex gap-2">
          <div className="relative w-24 shrink-0 focus-within:rounded-xl focus-within:outline-2 focus-within:outline-ring">
            <div aria-hidden="true" className={cx(inputLook, 'flex h-full items-center border-edge')}>
              <span className="tabular-nums">{dial}</span>
              <ChevronDown className="ml-auto size-3.5 text-muted" />
            </div>
            <select
              aria-label="Country of the number"
              autoComplete="tel-country-code"
              className="absolute inset-0 w-full opacity-0"
              value={country}
              onChange={(event) => {
                const chosen = event.target.value as CountryCode;
                setCountry(chosen);
                // A number of another country is not one of this; what was typed stays to be mended.
                if (value.trim() !== '' && !value.trim().startsWith('+')) judge(value, chosen);
              }}
            >
              {all.map((known) => <option key={known.code} value={known.code}>{known.name} ({known.dial})</option>)}
            </select>
          </div>
          <input
            {...wired}
            ref={input}
            type="tel"
            autoComplete="tel"
            required
            className={cx(inputLook, 'tap min-w-0 flex-1', error ? 'border-danger-ink' : 'border-edge')}
            value={value}
            onChange={(event) => onChange(event.target.value)}
            onBlur={() => judge(value, country)}
          />
        </div>
      )}
    </Field>
  );
}
