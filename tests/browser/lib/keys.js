// Counts what hands do, as the page sees it: keys and the mouse.

const MODIFIERS = ["Control", "Shift", "Alt", "Meta", "AltGraph"];

/**
 * Begins counting in a window, over all the pages it will show. A chord (Ctrl+Enter) is one key:
 * its modifiers are not counted. Text that a scanner sends at once is one action, see `scan`.
 */
export async function count(context) {
  const counted = { keys: 0, mouse: 0, scans: 0 };
  await context.exposeBinding("__counted", (_source, what) => {
    counted[what] += 1;
  });
  await context.addInitScript((modifiers) => {
    document.addEventListener("keydown", (event) => {
      if (event.isTrusted && !modifiers.includes(event.key)) globalThis.__counted("keys");
    }, true);
    for (const kind of ["mousedown", "pointerdown", "touchstart", "wheel"]) {
      document.addEventListener(kind, (event) => event.isTrusted && globalThis.__counted("mouse"), true);
    }
  }, MODIFIERS);
  return counted;
}

/** What a scanner types into the field that has the focus: one action of the officer. */
export async function scan(page, counted, text) {
  counted.scans += 1;
  await page.keyboard.insertText(text);
}
