import { useState } from 'react';
import { useMedia } from '../../ui/useMedia.ts';
import { ChatPanel } from '../chat/ChatPanel.tsx';
import { MobileTabs, type View } from './MobileTabs.tsx';
import { SidePanel } from './SidePanel.tsx';

/** Chat, and beside it what happens and what came of it; on a phone, one of them at a time. */
export function Workspace() {
  const two = useMedia('(min-width: 48rem)');
  const [view, setView] = useState<View>('chat');
  return (
    <>
      <main className="flex min-w-0 flex-1 flex-col">
        {two || view === 'chat' ? <ChatPanel /> : <div className="min-h-0 flex-1"><SidePanel view={view} /></div>}
        {!two && <MobileTabs view={view} onChange={setView} />}
      </main>
      {two && <SidePanel resizable />}
    </>
  );
}
