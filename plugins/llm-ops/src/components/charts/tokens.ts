/** Value of a design token, so that a canvas follows light and dark. */
export function token(name: string, fallback: string): string {
  const value = getComputedStyle(document.body).getPropertyValue(name).trim();
  return value || fallback;
}

/**
 * Colours that people with any colour vision tell apart (Okabe and Ito, "Color
 * Universal Design", 2008), without black and yellow, which one of the themes
 * would swallow.
 */
const COLOURS = [
  '#0072b2',
  '#e69f00',
  '#009e73',
  '#d55e00',
  '#56b4e9',
  '#cc79a7',
];

/** Colour of the nth curve; they come again after the sixth. */
export function colourOf(index: number): string {
  return COLOURS[index % COLOURS.length];
}
