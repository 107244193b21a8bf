/** Entry of the main window. */
import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';
import { warmUpWhenIdle } from './app/lazy-screens.ts';
import './app/styles.css';
import './features/start/start.css';
import './ui/file-warnings.css';
import './features/workbench/workbench.css';
import './features/verify/verify.css';
import './features/approve/approve.css';
import './features/approve/list.css';
import './features/bulk/bulk.css';
import './features/journal/journal.css';
import './features/seal/seal.css';
import './features/seals/seals.css';
import './features/settings/settings.css';
import './ui/page-view.css';

const root = document.getElementById('root');
if (root) createRoot(root).render(<App />);
warmUpWhenIdle();
