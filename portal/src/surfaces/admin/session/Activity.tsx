import { useState } from 'react';
import { ActivityPanel } from '@/session/activity/ActivityPanel.tsx';
import { Segments } from '@/ui/Segments.tsx';
import { AdminLive, LiveBadge } from './AdminLive.tsx';
import { RawLog } from './RawLog.tsx';

const views = [{ id: 'friendly', name: 'As the client sees it' }, { id: 'raw', name: 'Raw' }] as const;
type View = (typeof views)[number]['id'];

/** What happened, as clients are shown it or as it was said. */
export default function Activity({ guid }: { guid: string }) {
  const [view, setView] = useState<View>('friendly');
  const choice = <Segments label="Activity" value={view} options={views} onChange={setView} />;
  if (view === 'friendly') {
    return (
      <>
        <div className="px-4 pt-3 sm:px-6">{choice}</div>
        <div className="min-h-0 flex-1"><ActivityPanel /></div>
      </>
    );
  }
  return (
    <AdminLive guid={guid}>
      {(live) => (
        <>
          <div className="flex items-center justify-between gap-3 px-4 pt-3 sm:px-6">{choice}<LiveBadge live={live} /></div>
          <RawLog live={live} />
        </>
      )}
    </AdminLive>
  );
}
