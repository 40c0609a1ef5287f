// What the site says, in one place: an invented workshop, to be replaced by the client's own facts.

export const business = {
  name: "Millrace Cycles",
  phone: { shown: "555 0142", link: "tel:+15550142" },
  address: "3 Millrace Lane",
  hours: [
    { days: "Monday to Friday", open: "8:30 to 18:00" },
    { days: "Saturday", open: "9:00 to 13:00" },
  ],
};

export const pages = [
  { id: "home", label: "Workshop", href: "/" },
  { id: "prices", label: "Prices", href: "/prices.html" },
  { id: "contact", label: "Book", href: "/contact.html" },
] as const;

export type PageId = (typeof pages)[number]["id"];

export const work = [
  { title: "Punctures and brakes", text: "Most are mended within the hour. Have a coffee at the mill and ride home." },
  { title: "The yearly service", text: "Bearings, gears, wheels and a test ride, with a written list of what was done." },
  { title: "Old frames, new life", text: "We rebuild steel frames with parts that will still be made in ten years." },
];

export const facts = [
  { value: "1994", label: "the year we took over the mill" },
  { value: "45 min", label: "for most punctures, while you wait" },
  { value: "2 years", label: "warranty on whatever we fitted" },
];

export const steps = [
  "Tell us what you hear, feel or see.",
  "We look at it with you and name a price.",
  "You say yes or no. Looking costs nothing.",
];

export const prices = [
  { job: "Puncture, with a new tube", price: 16 },
  { job: "Brakes adjusted, a pair", price: 22 },
  { job: "Wheel trued", price: 28 },
  { job: "Chain and cassette fitted", price: 35 },
  { job: "Yearly service", price: 89 },
];

export const bicycles = ["City bicycle", "Road bicycle", "Mountain bicycle", "Cargo bicycle", "Electric bicycle"];
