// WCAG 2.2 AA by axe-core, without changing how the page was served.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const SOURCE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/**
 * Every violation on the page, one line each: rule, how many places, the first of them.
 *
 * The window is as high as the page meanwhile: a bar that stays at its lower edge covers half of whatever lies behind it until somebody
 * scrolls, which is no fault of what lies there.
 */
export async function violations(page) {
  const window = page.viewportSize();
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewportSize({ width: window.width, height: Math.max(window.height, height) });
  // Evaluated by the debugger, so that the page keeps its own content security policy.
  await page.evaluate(SOURCE);
  const found = await page.evaluate(
    (tags) => globalThis.axe.run(document, { runOnly: { type: "tag", values: tags }, resultTypes: ["violations"] }),
    TAGS,
  );
  await page.setViewportSize(window);
  return found.violations.map(({ id, help, nodes }) => `${id} (${nodes.length}): ${help}: ${nodes[0].html.slice(0, 200)}`);
}
