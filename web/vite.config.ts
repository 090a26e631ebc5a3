import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Built into web/dist; `npx vite web` serves it while it is being written, with a running Recto behind it. */
export default defineConfig({
  plugins: [react()],
  worker: { format: 'es' },
  build: { target: 'es2022', chunkSizeWarningLimit: 700 },
  server: {
    proxy: Object.fromEntries(
      ['/api', '/iiif', '/view', '/health'].map((path) => [path, { target: 'http://127.0.0.1:8080' }]),
    ),
  },
});
