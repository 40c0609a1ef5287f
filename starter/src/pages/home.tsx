import { Wheel } from "../components/Wheel";
import { steps, work } from "../content";
import { mount } from "../lib/mount";

function Home() {
  return (
    <>
      <section className="overflow-hidden bg-pine text-white">
        <div className="wrap grid items-center gap-8 pb-16 pt-10 md:grid-cols-[3fr_2fr]">
          <div>
            <h1 className="text-4xl font-bold sm:text-5xl">Your bicycle, rolling again by tonight.</h1>
            <p className="mt-5 max-w-prose text-lg">
              A small workshop by the old mill. We mend every kind of bicycle, say the price before we start, and show you what we did.
            </p>
            <p className="mt-7">
              <a href="/contact.html" className="button">
                Book a repair
              </a>
            </p>
          </div>
          <Wheel className="mx-auto w-full max-w-xs text-sand" />
        </div>
      </section>
      <section aria-labelledby="work" className="wrap py-16">
        <h2 id="work" className="text-3xl font-bold">
          What we do all day
        </h2>
        <div className="mt-8 space-y-6">
          {work.map((item) => (
            <article key={item.title} className="grid gap-2 border-t-2 border-pine pt-4 md:grid-cols-[1fr_2fr]">
              <h3 className="text-xl font-bold">{item.title}</h3>
              <p className="max-w-prose">{item.text}</p>
            </article>
          ))}
        </div>
      </section>
      <section aria-labelledby="steps" className="bg-sand-dark">
        <div className="wrap grid gap-8 py-16 md:grid-cols-2">
          <h2 id="steps" className="text-3xl font-bold">
            No surprises on the bill
          </h2>
          <div>
            <ol className="list-decimal space-y-3 pl-6 text-lg">
              {steps.map((step) => (
                <li key={step}>{step}</li>
              ))}
            </ol>
            <p className="mt-6">
              <a href="/prices.html" className="inline-flex min-h-11 items-center font-semibold text-rust-dark underline">
                See the usual prices
              </a>
            </p>
          </div>
        </div>
      </section>
    </>
  );
}

mount("home", <Home />);
