import { PanelRightClose, PanelRightOpen } from 'lucide-react';
import { lazy, useState } from 'react';
import { ActivityPanel } from '../activity/ActivityPanel.tsx';
import { IconButton } from '../../ui/Button.tsx';
import { Part } from '../../ui/Part.tsx';
import { ProgressRing } from '../../ui/Progress.tsx';
import { Skeleton } from '../../ui/states.tsx';
import { storage } from '../../ui/storage.ts';
import { Tabs } from '../../ui/Tabs.tsx';
import { useLive } from '../sessionContext.ts';
import { ResizeHandle } from './ResizeHandle.tsx';
import { usePanelWidth } from './usePanelWidth.ts';

const SitesPanel = lazy(() => import('../sites/SitesPanel.tsx').then((module) => ({ default: module.SitesPanel })));
const collapsedKey = 'activityPanelCollapsed';

interface Props {
  /** On a phone: the one that is shown. */
  view?: 'activity' | 'sites';
  resizable?: boolean;
}

/** What happens and what came of it, beside the chat. */
export function SidePanel({ view, resizable }: Props) {
  const [tab, setTab] = useState('activity');
  const [width, setWidth] = usePanelWidth();
  const [collapsed, setCollapsed] = useState(() => storage.get(collapsedKey) === 'true');
  const sites = <Part fallback={<Skeleton className="m-4 h-64 rounded-2xl" />}><SitesPanel /></Part>;

  if (!resizable) return view === 'sites' ? sites : <ActivityPanel />;

  const collapse = (value: boolean) => {
    setCollapsed(value);
    storage.set(collapsedKey, String(value));
  };

  if (collapsed) return <Strip onOpen={() => collapse(false)} />;
  return (
    <aside
      aria-label="Activity and sites"
      className="relative flex shrink-0 flex-col max-lg:border-l max-lg:border-border max-lg:bg-surface lg:panel lg:rounded-2xl"
      style={{ width }}
    >
      <ResizeHandle width={width} onResize={setWidth} />
      <Tabs
        label="Activity and sites"
        className="flex-1 overflow-hidden"
        value={tab}
        onChange={setTab}
        tabs={[
          { id: 'activity', label: 'Activity', content: <ActivityPanel /> },
          { id: 'sites', label: 'Sites', content: sites },
        ]}
        aside={<IconButton label="Collapse the panel" onClick={() => collapse(true)}><PanelRightClose /></IconButton>}
      />
    </aside>
  );
}

function Strip({ onOpen }: { onOpen: () => void }) {
  const progress = useLive((live) => live.state?.progress ?? 0);
  return (
    <aside aria-label="Activity and sites" className="flex w-12 shrink-0 flex-col items-center gap-4 py-2.5 max-lg:border-l max-lg:border-border max-lg:bg-surface lg:panel lg:rounded-2xl">
      <IconButton label="Open the panel" onClick={onOpen}><PanelRightOpen /></IconButton>
      <ProgressRing value={progress} label="Progress" />
    </aside>
  );
}
