import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import { narrowest, widest } from './usePanelWidth.ts';

interface Props {
  width: number;
  onResize: (width: number) => void;
}

const step = 20;

/** Between chat and panel: dragged, or moved by arrow keys. */
export function ResizeHandle({ width, onResize }: Props) {
  const from = useRef<{ x: number; width: number } | null>(null);

  const onKeyDown = (event: KeyboardEvent) => {
    const moved = { ArrowLeft: width + step, ArrowRight: width - step, Home: narrowest, End: widest }[event.key];
    if (moved === undefined) return;
    event.preventDefault();
    onResize(moved);
  };

  const onPointerDown = (event: PointerEvent) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    from.current = { x: event.clientX, width };
  };

  return (
    <div
      role="separator"
      aria-orientation="vertical"
      aria-label="Width of the panel"
      aria-valuenow={width}
      aria-valuemin={narrowest}
      aria-valuemax={widest}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onPointerDown={onPointerDown}
      onPointerMove={(event) => from.current && onResize(from.current.width + from.current.x - event.clientX)}
      onPointerUp={() => (from.current = null)}
      onPointerCancel={() => (from.current = null)}
      onDoubleClick={() => onResize(400)}
      className="group absolute inset-y-0 -left-2 z-10 flex w-4 cursor-col-resize touch-none items-center justify-center"
    >
      <span className="h-10 w-1 rounded-full bg-transparent transition-colors group-hover:bg-ring group-focus-visible:bg-ring" />
    </div>
  );
}
