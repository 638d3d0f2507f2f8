import type { Page } from 'playwright-core';

/** What is wider than the place it has, and texts that are shortened. */
export const cutOff = (page: Page): Promise<string[]> => page.evaluate(script);

/** Runs in the page, whose types are not known here. */
const script = `[...document.body.querySelectorAll('*')]
  .filter((element) => element.checkVisibility() && !element.closest('.unseen, input, title'))
  .filter((element) => {
    const hides = getComputedStyle(element).overflowX !== 'visible' && element.scrollWidth > element.clientWidth + 1;
    return hides || (element.tagName === 'text' && element.textContent.includes('…'));
  })
  .map((element) => [element.tagName, element.id, element.textContent.slice(0, 40)].join(' '))`;
