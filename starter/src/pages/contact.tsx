import { BookingForm } from "../components/BookingForm";
import { BookingList } from "../components/BookingList";
import { isBookings, type Booking } from "../lib/booking";
import { mount } from "../lib/mount";
import { useStored } from "../lib/useStored";

function Contact() {
  const [bookings, setBookings] = useStored<Booking[]>("bookings", [], isBookings);
  return (
    <div className="wrap grid gap-10 py-12 md:grid-cols-2">
      <div>
        <h1 className="text-4xl font-bold">Book a repair</h1>
        <p className="mb-8 mt-4 max-w-prose text-lg">A sentence on what is wrong is enough.</p>
        <BookingForm onBook={(booking) => setBookings([booking, ...bookings])} />
      </div>
      <div>
        <BookingList
          bookings={bookings}
          onRemove={(id) => setBookings(bookings.filter((booking) => booking.id !== id))}
        />
      </div>
    </div>
  );
}

mount("contact", <Contact />);
