import { useRef, useState, type FormEvent } from "react";
import { bicycles, business } from "../content";
import { check, type Booking, type Draft, type Problems } from "../lib/booking";
import { Field } from "./Field";

const empty: Draft = { name: "", email: "", bicycle: "", trouble: "" };

export function BookingForm({ onBook }: { onBook: (booking: Booking) => void }) {
  const [draft, setDraft] = useState(empty);
  const [problems, setProblems] = useState<Problems>({});
  const [said, setSaid] = useState("");
  const form = useRef<HTMLFormElement>(null);

  const change = (field: keyof Draft) => (event: { target: { value: string } }) => {
    setDraft({ ...draft, [field]: event.target.value });
    setProblems({ ...problems, [field]: undefined });
  };

  function submit(event: FormEvent) {
    event.preventDefault();
    const found = check(draft);
    setProblems(found);
    const first = Object.keys(found)[0];
    if (first !== undefined) {
      setSaid("Not kept yet: please look at the marked fields.");
      form.current?.querySelector<HTMLElement>(`[name="${first}"]`)?.focus();
      return;
    }

    // Not crypto.randomUUID: it is missing where a page came by plain http.
    const id = `${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}`;
    onBook({ ...draft, id, at: new Date().toISOString() });
    setDraft(empty);
    setSaid(`Kept on this device, ${draft.name.trim()}. Please call ${business.phone.shown} to have it confirmed.`);
  }

  return (
    <form ref={form} onSubmit={submit} noValidate className="space-y-5">
      <Field label="Your name" problem={problems.name}>
        {(control) => (
          <input {...control} name="name" autoComplete="name" required value={draft.name} onChange={change("name")} className="control" />
        )}
      </Field>
      <Field label="E-mail" problem={problems.email}>
        {(control) => (
          <input {...control} name="email" type="email" autoComplete="email" required value={draft.email} onChange={change("email")} className="control" />
        )}
      </Field>
      <Field label="Kind of bicycle" problem={problems.bicycle}>
        {(control) => (
          <select {...control} name="bicycle" required value={draft.bicycle} onChange={change("bicycle")} className="control">
            <option value="">Please choose</option>
            {bicycles.map((kind) => (
              <option key={kind}>{kind}</option>
            ))}
          </select>
        )}
      </Field>
      <Field label="What is the trouble?" problem={problems.trouble}>
        {(control) => (
          <textarea {...control} name="trouble" rows={4} required value={draft.trouble} onChange={change("trouble")} className="control" />
        )}
      </Field>
      <p>This page has no mailbox behind it yet: what you write is kept on this device only and is not sent to anybody.</p>
      <button type="submit" className="button">
        Keep my request
      </button>
      <p role="status" className="min-h-6 font-semibold">
        {said}
      </p>
    </form>
  );
}
