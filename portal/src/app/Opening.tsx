import { Brand } from './Brand.tsx';

/** While a surface's code is on its way. */
export function Opening() {
  return (
    <div className="backdrop grid min-h-dvh place-items-center" role="status">
      <div className="flex animate-pulse flex-col items-center gap-3">
        <Brand />
        <span className="sr-only">Loading …</span>
      </div>
    </div>
  );
}
