// A reader's choice of light or dark on an API page (Redoc keeps it) holds on every page; without one the system's does.
try {
  const mode = localStorage.getItem('redoc.colorMode')
  if (mode === 'light' || mode === 'dark') document.documentElement.classList.add(mode)
} catch {
  // A page that may not store anything follows the system.
}
