import type { Page } from 'playwright-core';

/** Texts whose contrast is below the 4.5 to 1 of WCAG 2.2, 1.4.3. */
export const faintTexts = (page: Page): Promise<string[]> => page.evaluate(script);

/** Runs in the page, whose types are not known here. */
const script = `(() => {
  const parsed = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const luminance = ([red, green, blue]) => {
    const [r, g, b] = [red, green, blue].map((part) => part / 255)
      .map((part) => (part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = (element) => {
    const box = element instanceof SVGElement ? element.parentElement?.querySelector(':scope > rect') : null;
    if (box) return getComputedStyle(box).fill;
    const { backgroundColor } = getComputedStyle(element);
    return (parsed(backgroundColor)[3] ?? 1) === 1 ? backgroundColor : behind(element.parentElement);
  };
  return [...document.body.querySelectorAll('*')]
    .filter((element) => element.checkVisibility({ visibilityProperty: true }) && !element.closest('defs, title'))
    .filter((element) => [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim() !== ''))
    .map((element) => {
      const style = getComputedStyle(element);
      const [one, other] = [element instanceof SVGElement ? style.fill : style.color, behind(element)]
        .map((colour) => luminance(parsed(colour)) + 0.05);
      return [element.textContent, Math.max(one, other) / Math.min(one, other)];
    })
    .filter(([, contrast]) => !(contrast >= 4.5))
    .map(([text, contrast]) => text + ': ' + contrast.toFixed(2));
})()`;
