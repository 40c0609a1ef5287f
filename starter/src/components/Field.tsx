import { useId, type ReactNode } from "react";

interface ControlProps {
  id: string;
  "aria-invalid": boolean;
  "aria-describedby": string | undefined;
}

/** A labelled control with its problem beside it, tied together for screen readers. */
export function Field(props: { label: string; problem: string | undefined; children: (control: ControlProps) => ReactNode }) {
  const id = useId();
  const problemId = `${id}-problem`;
  return (
    <div>
      <label htmlFor={id} className="font-semibold">
        {props.label}
      </label>
      {props.children({
        id,
        "aria-invalid": props.problem !== undefined,
        "aria-describedby": props.problem === undefined ? undefined : problemId,
      })}
      {props.problem !== undefined && (
        <p id={problemId} className="mt-1 font-semibold text-rust-dark">
          {props.problem}
        </p>
      )}
    </div>
  );
}
