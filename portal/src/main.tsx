import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import 'virtual:themes.css';
import './app/app.css';
import { App } from './app/App.tsx';
import { followOtherTabs } from './themes/theme.ts';

followOtherTabs();
createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
