import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import 'virtual:themes.css';
import './app/app.css';
import { App } from './app/App.tsx';
import { load, surfaceAt } from './app/surfaces.ts';
import { followOtherTabs } from './themes/theme.ts';

followOtherTabs();
// Until then the page shows its mark by itself (index.html).
void load(surfaceAt(location.pathname, new URLSearchParams(location.search))).then(() =>
  createRoot(document.getElementById('root')!).render(
    <StrictMode>
      <App />
    </StrictMode>,
  ),
);
