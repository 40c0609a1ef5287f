import { ArrowDown } from 'lucide-react';
import { useState } from 'react';
import { IconButton } from '../../ui/Button.tsx';
import { Spinner } from '../../ui/Spinner.tsx';
import { VirtualList } from '../../ui/VirtualList.tsx';
import { Announcer } from './Announcer.tsx';
import { LineView } from './LineView.tsx';
import type { Line } from './lines.ts';

interface Props {
  lines: Line[];
  hasOlder: boolean;
  isLoadingOlder: boolean;
  onOlder: () => void;
}

const keyOf = (line: Line) => line.key;
const render = (line: Line) => <LineView line={line} />;
const estimate = (line: Line) => (line.kind === 'day' ? 44 : 120);

/** The lines of the chat; older ones come in when somebody scrolls up to them. */
export function MessageList({ lines, hasOlder, isLoadingOlder, onOlder }: Props) {
  const [follow, setFollow] = useState(true);
  return (
    <div className="relative flex min-h-0 flex-1 flex-col">
      <VirtualList
        label="Messages"
        items={lines}
        keyOf={keyOf}
        estimate={estimate}
        follow={follow}
        onFollow={setFollow}
        onStart={() => hasOlder && !isLoadingOlder && onOlder()}
        rowClassName="w-full max-w-3xl"
        className="px-3 sm:px-4"
        before={isLoadingOlder && <div className="flex justify-center py-3 text-muted"><Spinner /></div>}
        render={render}
      />
      {!follow && (
        <IconButton
          label="Go to the newest message"
          look="secondary"
          className="absolute right-4 bottom-3 rounded-full shadow-lg"
          onClick={() => setFollow(true)}
        >
          <ArrowDown />
        </IconButton>
      )}
      <Announcer lines={lines} />
    </div>
  );
}
