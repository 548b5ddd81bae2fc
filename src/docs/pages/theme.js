// Applies the reader's choice of light or dark, which Redoc stores too; without one the system's setting applies.
try {
  const mode = localStorage.getItem('redoc.colorMode')
  if (mode === 'light' || mode === 'dark') document.documentElement.classList.add(mode)
} catch {
  // Without access to storage the system's setting applies.
}
