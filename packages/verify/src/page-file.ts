/** Where the page for customers is: one HTML file that stands alone, to be served as it is. */
export const pageFile: URL = new URL('../dist/verify.html', import.meta.url)
