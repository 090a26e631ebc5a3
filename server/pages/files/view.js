/* Starts Mirador on the page's manifest, and makes the link to copy. Runs after vendor/mirador.min.js. */
(() => {
  const place = document.getElementById('viewer');
  const { manifest, language } = place.dataset;
  // Asked for where this page is, so that who is signed in here is also signed in there.
  const { pathname } = new URL(manifest);
  const isDark = window.matchMedia('(prefers-color-scheme: dark)').matches;

  if (window.Mirador) {
    place.replaceChildren();
    window.Mirador.viewer({
      id: 'viewer',
      language,
      selectedTheme: isDark ? 'dark' : 'light',
      themes: {
        light: { palette: { primary: { main: '#2c5d63' } } },
        dark: { palette: { primary: { main: '#8cc3c9' } } },
      },
      windows: [
        {
          manifestId: new URL(pathname, window.location.href).href,
          thumbnailNavigationPosition: 'far-bottom',
        },
      ],
      window: { allowClose: false, allowMaximize: false, defaultSideBarPanel: 'info', sideBarOpen: false },
      // One window that fills its place: a mosaic of one would also log an error of React's at every start.
      workspace: { showZoomControls: true, type: 'single' },
      workspaceControlPanel: { enabled: false },
    });
  } else {
    place.querySelector('[data-when="script"]')?.remove();
  }

  const button = document.getElementById('copy');
  const field = document.getElementById('manifest');
  button.addEventListener('click', async () => {
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
    } catch {
      document.execCommand('copy');
    }
    const before = button.textContent;
    button.textContent = button.dataset.copied;
    setTimeout(() => {
      button.textContent = before;
    }, 2000);
  });
})();
