export interface Draft {
  name: string;
  email: string;
  bicycle: string;
  trouble: string;
}

export interface Booking extends Draft {
  id: string;
  at: string;
}

export type Problems = Partial<Record<keyof Draft, string>>;

const email = /^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/;

/** What is wrong with a draft, by field; empty when it can be kept. */
export function check(draft: Draft): Problems {
  const problems: Problems = {};
  if (draft.name.trim() === "") {
    problems.name = "Please tell us your name.";
  }

  if (!email.test(draft.email.trim())) {
    problems.email = "Please enter an address such as ana@mail.org.";
  }

  if (draft.bicycle === "") {
    problems.bicycle = "Please choose the kind of bicycle.";
  }

  if (draft.trouble.trim().length < 10) {
    problems.trouble = "Please describe the trouble in a few words.";
  }

  return problems;
}

export function isBookings(value: unknown): value is Booking[] {
  return Array.isArray(value) && value.every(isBooking);
}

function isBooking(value: unknown): value is Booking {
  return (
    typeof value === "object" &&
    value !== null &&
    ["id", "at", "name", "email", "bicycle", "trouble"].every(
      (key) => typeof (value as Record<string, unknown>)[key] === "string",
    )
  );
}
