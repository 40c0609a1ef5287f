import type { Booking } from "../lib/booking";

const day = new Intl.DateTimeFormat("en", { dateStyle: "medium", timeStyle: "short" });

export function BookingList({ bookings, onRemove }: { bookings: Booking[]; onRemove: (id: string) => void }) {
  return (
    <section aria-labelledby="kept" className="rounded bg-white p-6">
      <h2 id="kept" className="text-2xl font-bold">
        Kept on this device
      </h2>
      {bookings.length === 0 ? (
        <p className="mt-3">Nothing yet. A request you keep stands here, also after a reload.</p>
      ) : (
        <ul className="mt-3 divide-y divide-sand-dark">
          {bookings.map((booking) => (
            <li key={booking.id} className="flex flex-wrap items-start justify-between gap-3 py-3">
              <div className="min-w-0 break-words">
                <p className="font-semibold">{booking.bicycle}</p>
                <p>{booking.trouble}</p>
                <p className="text-sm">{day.format(new Date(booking.at))}</p>
              </div>
              <button
                type="button"
                onClick={() => onRemove(booking.id)}
                className="min-h-11 rounded border border-ink px-4 hover:bg-sand"
              >
                Remove<span className="sr-only"> the request of {day.format(new Date(booking.at))}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
