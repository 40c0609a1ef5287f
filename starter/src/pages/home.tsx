import { Wheel } from "../components/Wheel";
import { business, facts, steps, work } from "../content";
import { mount } from "../lib/mount";

function Home() {
  return (
    <>
      <section className="relative isolate overflow-hidden bg-pine text-white">
        <Wheel className="absolute -bottom-28 -right-28 -z-10 hidden w-[38rem] text-sand md:block lg:right-0" />
        <div className="wrap pb-20 pt-14 sm:pb-28 sm:pt-20">
          <div className="max-w-xl">
            <p className="font-semibold text-sand">Bicycle repairs on {business.address}</p>
            <h1 className="mt-4 text-5xl font-bold sm:text-6xl">Your bicycle, rolling again by tonight.</h1>
            <p className="mt-6 text-lg">
              A small workshop by the old mill. We mend every kind of bicycle, say the price before we start, and show you what we did.
            </p>
            <p className="mt-8 flex flex-wrap items-center gap-x-6 gap-y-3">
              <a href="/contact.html" className="button">
                Book a repair
              </a>
              <a href={business.phone.link} className="inline-flex min-h-11 items-center font-semibold underline underline-offset-4">
                or call {business.phone.shown}
              </a>
            </p>
          </div>
          <Wheel className="mx-auto mt-12 w-56 text-sand md:hidden" />
        </div>
      </section>
      <section aria-label="In short" className="bg-pine-dark text-sand">
        <dl className="wrap grid gap-x-8 gap-y-5 py-8 sm:grid-cols-3">
          {facts.map((fact) => (
            <div key={fact.label} className="flex flex-col-reverse border-l-2 border-brass pl-4">
              <dt>{fact.label}</dt>
              <dd className="font-display text-3xl font-bold text-white">{fact.value}</dd>
            </div>
          ))}
        </dl>
      </section>
      <section aria-labelledby="work" className="wrap py-16 sm:py-20">
        <h2 id="work" className="text-3xl font-bold sm:text-4xl">
          What we do all day
        </h2>
        <div className="mt-10">
          {work.map((item) => (
            <article key={item.title} className="grid gap-x-8 gap-y-2 border-t-2 border-pine py-7 md:grid-cols-[1fr_2fr]">
              <h3 className="text-2xl font-bold">{item.title}</h3>
              <p className="max-w-prose text-lg">{item.text}</p>
            </article>
          ))}
        </div>
      </section>
      <section aria-labelledby="steps" className="bg-sand-dark">
        <div className="wrap grid gap-10 py-16 sm:py-20 md:grid-cols-2">
          <div>
            <h2 id="steps" className="text-3xl font-bold sm:text-4xl">
              No surprises on the bill
            </h2>
            <p className="mt-5 max-w-prose text-lg">What most repairs cost stands on a list, small parts and tax in it.</p>
            <p className="mt-4">
              <a href="/prices.html" className="inline-flex min-h-11 items-center font-semibold text-rust-dark underline underline-offset-4">
                See the usual prices
              </a>
            </p>
          </div>
          <ol className="space-y-6">
            {steps.map((step, index) => (
              <li key={step} className="flex items-center gap-5 text-lg">
                <span aria-hidden="true" className="grid h-12 w-12 shrink-0 place-items-center rounded-full bg-pine font-display text-xl font-bold text-white">
                  {index + 1}
                </span>
                {step}
              </li>
            ))}
          </ol>
        </div>
      </section>
      <section aria-labelledby="rattle" className="wrap flex flex-wrap items-center justify-between gap-6 py-16">
        <h2 id="rattle" className="text-3xl font-bold">
          Something rattles?
        </h2>
        <a href="/contact.html" className="button">
          Tell us what you hear
        </a>
      </section>
    </>
  );
}

mount("home", <Home />);
