/** A check mark on a document, as a `data:` URL so that no page requests it. */
export const FAVICON = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">' +
    '<rect x="4" y="2" width="24" height="28" rx="5" fill="#3451d1"/>' +
    '<path d="M10 17l4.5 4.5L23 12" fill="none" stroke="#fff" stroke-width="3.4" stroke-linecap="round" stroke-linejoin="round"/>' +
    '</svg>',
)}`
