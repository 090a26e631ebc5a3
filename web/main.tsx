import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { LanguageProvider } from './language/language.tsx';
import { SessionProvider } from './session.tsx';
import './style/base.css';
import './style/parts.css';
import './style/screens.css';
import './style/settings.css';
import './style/item.css';
import './style/surfaces.css';
import './style/downloads.css';
import './style/batches.css';
import './style/batch-list.css';
import './style/profiles.css';
import './style/rescans.css';
import './style/samples.css';
import './style/stand.css';
import './style/stand-strip.css';
import './style/stand-watches.css';
import './style/statistics.css';
import './style/table.css';
import './style/panes.css';
import './style/verdicts.css';
import './style/desk.css';
import './style/describing.css';
import './style/desk-sides.css';
import './style/labels.css';
import './style/sessions.css';

const root = document.getElementById('root');
if (root !== null) {
  createRoot(root).render(
    <StrictMode>
      <LanguageProvider>
        <SessionProvider>
          <App />
        </SessionProvider>
      </LanguageProvider>
    </StrictMode>,
  );
}
