import { Send } from 'lucide-react';
import { type FormEvent, lazy, Suspense, useEffect, useRef, useState } from 'react';
import { ApiError, sentence } from '@/api/errors.ts';
import { newId } from '@/api/newId.ts';
import { useApply } from '@/api/requests.ts';
import { Button } from '@/ui/Button.tsx';
import { TextArea, TextField } from '@/ui/Field.tsx';
import { Skeleton } from '@/ui/states.tsx';
import { remaining } from '@/ui/time.ts';
import { draft } from './draft.ts';
import { clean, type Faults, faultOf, type Field, type Fields, order } from './fields.ts';
import type { Received } from './Sent.tsx';

const PhoneField = lazy(() => import('./PhoneField.tsx'));

interface Props {
  /** Work begins at once; nobody has to approve. */
  open: boolean;
  onSent: (received: Received) => void;
}

export function Form({ open, onSent }: Props) {
  const apply = useApply();
  const [fields, setFields] = useState<Fields>(() => draft.read());
  const [faults, setFaults] = useState<Faults>({});
  const [trap, setTrap] = useState('');
  const [key, setKey] = useState(newId);
  const form = useRef<HTMLFormElement>(null);
  const phone = useRef<HTMLInputElement>(null);
  const error = apply.error instanceof ApiError ? apply.error : null;

  useEffect(() => draft.keep(fields), [fields]);

  const set = (field: Field, value: string) => {
    setFields((before) => ({ ...before, [field]: value }));
    setFaults(({ [field]: _mended, ...others }) => others);
    if (apply.isError) apply.reset();
    // Another wish is another call; the same one, sent twice, is one.
    setKey(newId);
  };

  const note = (field: Field, fault: string | null) =>
    setFaults(({ [field]: _before, ...others }) => (fault ? { ...others, [field]: fault } : others));

  const judge = (field: Exclude<Field, 'phone'>) => note(field, faultOf(field, fields[field]));

  const focusFirst = (wrong: Faults) => {
    const first = order.find((field) => wrong[field]);
    if (first === 'phone') phone.current?.focus();
    else if (first) form.current?.querySelector<HTMLElement>(`[name="${first}"]`)?.focus();
  };

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const { ownCountry, readPhone } = await import('./phone.ts');
    const wrong: Faults = {};
    for (const field of order) {
      const fault =
        field !== 'phone' ? faultOf(field, fields[field])
        : faults.phone ?? (readPhone(fields.phone, ownCountry()) ? null : 'Please give a number at which you can be reached.');
      if (fault) wrong[field] = fault;
    }
    setFaults(wrong);
    if (Object.keys(wrong).length > 0) return focusFirst(wrong);
    apply.mutate(
      { ...clean(fields), website: trap, key },
      {
        onSuccess: (answer) => {
          draft.forget();
          onSent(answer);
        },
        onError: (failure) => {
          if (!(failure instanceof ApiError)) return;
          setFaults(failure.fields);
          focusFirst(failure.fields);
        },
      },
    );
  };

  return (
    <form ref={form} onSubmit={(event) => void submit(event)} noValidate>
      <h1 className="text-2xl font-semibold">What shall we build?</h1>
      <p className="mt-1 mb-6 text-soft">
        {open ? 'Describe your website, and work on it begins at once.' : 'Describe your website. We look at each request and answer by e-mail.'}
      </p>
      <div className="grid gap-4">
        <div className="grid gap-4 sm:grid-cols-2">
          <TextField
            label="Name" name="name" autoComplete="name" required value={fields.name} error={faults.name}
            onChange={(event) => set('name', event.target.value)} onBlur={() => judge('name')}
          />
          <TextField
            label="E-mail" name="email" type="email" inputMode="email" autoComplete="email" required value={fields.email} error={faults.email}
            onChange={(event) => set('email', event.target.value)} onBlur={() => judge('email')}
          />
        </div>
        <Suspense fallback={<Skeleton className="h-[4.5rem]" />}>
          <PhoneField
            value={fields.phone}
            error={faults.phone ?? null}
            input={phone}
            onChange={(value) => value !== fields.phone && set('phone', value)}
            onFault={(fault) => note('phone', fault)}
          />
        </Suspense>
        <TextArea
          label="What do you want to build?" name="initial_request" required rows={5} value={fields.initial_request} error={faults.initial_request}
          placeholder="A page for my tea shop, with the opening hours, the menu and a map …"
          onChange={(event) => set('initial_request', event.target.value)} onBlur={() => judge('initial_request')}
        />
        {/* People do not see this, so only a program fills it in. */}
        <div className="absolute -left-[200vw]" aria-hidden="true">
          <label>
            Leave this empty
            <input name="website" tabIndex={-1} autoComplete="off" value={trap} onChange={(event) => setTrap(event.target.value)} />
          </label>
        </div>
      </div>
      {apply.error && Object.keys(error?.fields ?? {}).filter((field) => field !== 'website').length === 0 && (
        <p role="alert" className="mt-4 rounded-xl bg-danger-tint p-3 text-sm text-danger-ink">{refusal(apply.error)}</p>
      )}
      <Button type="submit" look="primary" className="mt-6 w-full" busy={apply.isPending}>
        {!apply.isPending && <Send className="size-4" aria-hidden="true" />}
        {open ? 'Start building' : 'Send request'}
      </Button>
      <p className="mt-3 text-center text-xs text-muted">
        {open ? 'You are led to your project.' : 'You get an id by which you can look your request up.'}
      </p>
    </form>
  );
}

function refusal(error: Error): string {
  if (!(error instanceof ApiError)) return sentence(error);
  if (error.fields['website']) return error.fields['website'];
  if (error.status === 429) {
    return `There were too many requests from your connection. ${error.retryAfter ? `Please try again in ${remaining(error.retryAfter * 1000)}.` : 'Please try again later.'} What you wrote is kept here.`;
  }
  if (error.isPassing) return `${error.message} What you wrote is kept here.`;
  return error.message;
}
