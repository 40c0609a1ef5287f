import { prices } from "../content";
import { mount } from "../lib/mount";

function Prices() {
  return (
    <div className="wrap py-12">
      <h1 className="text-4xl font-bold">Prices</h1>
      <p className="mt-4 max-w-prose text-lg">Work and small parts together. Anything beyond is agreed with you first.</p>
      <table className="mt-8 w-full max-w-3xl text-left text-lg">
        <caption className="sr-only">Usual repairs and what they cost</caption>
        <thead>
          <tr className="border-b-2 border-pine">
            <th scope="col" className="py-3 pr-4">
              Repair
            </th>
            <th scope="col" className="py-3 text-right">
              Price
            </th>
          </tr>
        </thead>
        <tbody>
          {prices.map((line) => (
            <tr key={line.job} className="border-b border-sand-dark">
              <th scope="row" className="py-4 pr-4 font-normal">
                {line.job}
              </th>
              <td className="py-4 text-right font-semibold tabular-nums">€{line.price}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="mt-8">
        <a href="/contact.html" className="button">
          Book a repair
        </a>
      </p>
    </div>
  );
}

mount("prices", <Prices />);
