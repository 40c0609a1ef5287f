const spokes = Array.from({ length: 18 }, (_, index) => (index * 20 * Math.PI) / 180);

/** A drawing made for this site; it says nothing the words beside it do not. */
export function Wheel({ className }: { className?: string }) {
  return (
    <svg viewBox="-100 -100 200 200" className={className} aria-hidden="true" focusable="false">
      <circle r="90" fill="none" stroke="currentColor" strokeWidth="9" />
      <circle r="78" fill="none" stroke="currentColor" strokeWidth="2" opacity="0.6" />
      {spokes.map((angle) => (
        <line
          key={angle}
          x1={14 * Math.cos(angle + 0.9)}
          y1={14 * Math.sin(angle + 0.9)}
          x2={78 * Math.cos(angle)}
          y2={78 * Math.sin(angle)}
          stroke="currentColor"
          strokeWidth="1.5"
        />
      ))}
      <circle r="14" fill="currentColor" />
    </svg>
  );
}
