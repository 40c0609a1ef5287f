import type { ReactNode } from "react";
import { business, pages, type PageId } from "../content";

export function Layout({ current, children }: { current: PageId; children: ReactNode }) {
  return (
    <div className="flex min-h-screen flex-col">
      <a
        href="#content"
        className="sr-only z-10 rounded bg-white p-3 font-semibold focus:not-sr-only focus:absolute focus:left-3 focus:top-3"
      >
        Skip to the content
      </a>
      <header className="bg-pine text-white">
        <div className="wrap flex flex-wrap items-center justify-between gap-x-6 py-3">
          <a href="/" className="flex min-h-11 items-center font-display text-xl font-bold focus-visible:outline-white">
            {business.name}
          </a>
          <nav aria-label="Main">
            <ul className="-mx-3 flex">
              {pages.map((page) => (
                <li key={page.id}>
                  <a
                    href={page.href}
                    aria-current={page.id === current ? "page" : undefined}
                    className="flex min-h-11 items-center px-3 underline-offset-8 hover:underline focus-visible:outline-white aria-[current=page]:underline"
                  >
                    {page.label}
                  </a>
                </li>
              ))}
            </ul>
          </nav>
        </div>
      </header>
      <main id="content" tabIndex={-1} className="flex-1 outline-none">
        {children}
      </main>
      <footer className="bg-ink text-sand">
        <div className="wrap grid gap-6 py-12 sm:grid-cols-3">
          <p>
            <span className="font-display text-xl font-bold text-white">{business.name}</span>
            <br />
            {business.address}
          </p>
          <dl>
            {business.hours.map((line) => (
              <div key={line.days} className="flex flex-wrap gap-x-2">
                <dt>{line.days}:</dt>
                <dd>{line.open}</dd>
              </div>
            ))}
          </dl>
          <p>
            <a href={business.phone.link} className="inline-flex min-h-11 items-center underline focus-visible:outline-white">
              Call {business.phone.shown}
            </a>
          </p>
        </div>
      </footer>
    </div>
  );
}
