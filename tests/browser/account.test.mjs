// The HTML account in a browser: it fits, it can be read by everybody, and it asks nobody for anything.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { accounts, launch, missing, stories } from "./page.mjs";

const reason = await missing();
if (reason) console.log(`skipped: ${reason}`);

const WIDTHS = [390, 1440];
const SCHEMES = ["light", "dark"];
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

describe("the HTML account", { skip: reason ?? false }, () => {
  let browser;
  let written;

  before(async () => {
    written = accounts();
    browser = await launch();
  });
  after(async () => {
    await browser?.close();
    written?.clear();
  });

  /** Opens a story's page, gives it to `look`, and closes it. */
  async function open(story, options, look) {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
    try {
      const page = await context.newPage();
      const asked = [];
      const troubles = [];
      page.on("request", (request) => asked.push(request.url()));
      page.on("pageerror", (error) => troubles.push(String(error)));
      page.on("console", (message) => message.type() === "error" && troubles.push(message.text()));
      await page.goto(written.pages.get(story));
      await look(page);
      assert.deepEqual(troubles, [], "the page has no errors");
      const foreign = asked.filter((url) => url !== written.pages.get(story) && !url.startsWith("data:"));
      assert.deepEqual(foreign, [], "the page asks for nothing but itself");
    } finally {
      await context.close();
    }
  }

  for (const story of stories) {
    for (const width of WIDTHS) {
      for (const colorScheme of SCHEMES) {
        it(`${story}, ${width} px, ${colorScheme}`, async () => {
          await open(story, { viewport: { width, height: 900 }, colorScheme }, async (page) => {
            for (const state of ["as it opens", "with everything unfolded"]) {
              if (state !== "as it opens") {
                await page.evaluate(() => document.querySelectorAll("details").forEach((d) => (d.open = true)));
              }
              assert.deepEqual(await page.evaluate(tooWide), [], `nothing is wider than the page ${state}`);
              assert.deepEqual(await page.evaluate(crowded), [], `no words of a picture lie on others ${state}`);
              assert.deepEqual(await violations(page), [], `no rule is broken ${state}`);
            }
          });
        });
      }
    }

    it(`${story}: everything is reached by keyboard, with the focus to be seen`, async () => {
      await open(story, {}, async (page) => {
        const wanted = await page.evaluate(reachable);
        assert.ok(wanted.length > 3, "there is something to reach");
        const { seen, hidden } = await walk(page, wanted.length);
        assert.deepEqual(wanted.filter((name) => !seen.has(name)), [], "Tab comes to all of it");
        assert.deepEqual(hidden, [], "one sees where one is");
      });
    });

    it(`${story}: the first link skips to the account`, async () => {
      await open(story, {}, async (page) => {
        await page.keyboard.press("Tab");
        const target = await page.evaluate(() => document.activeElement?.getAttribute("href"));
        assert.match(target ?? "", /^#./, "the first thing that Tab comes to leads within the page");
        const shown = await page.evaluate(() => document.activeElement.getBoundingClientRect().top >= 0);
        assert.ok(shown, "it is shown when it has the focus");
        await page.keyboard.press("Enter");
        await page.keyboard.press("Tab");
        const inside = await page.evaluate(
          (id) => document.getElementById(id)?.contains(document.activeElement),
          target.slice(1),
        );
        assert.ok(inside, `Tab goes on inside ${target}`);
      });
    });

    it(`${story}: what is folded is unfolded by keyboard`, async () => {
      await open(story, {}, async (page) => {
        const folded = page.locator("details:not([open]) > summary").first();
        if ((await folded.count()) === 0) return;
        const details = await folded.evaluateHandle((summary) => summary.parentElement);
        await folded.focus();
        await page.keyboard.press("Enter");
        assert.ok(await details.evaluate((d) => d.open));
      });
    });

    it(`${story}: it is read without scripts`, async () => {
      const words = async (options) => {
        let text;
        await open(story, options, async (page) => {
          text = (await page.locator("main").innerText()).replace(/\s+/g, " ");
        });
        return text;
      };
      const without = await words({ javaScriptEnabled: false });
      assert.ok(without.length > 1000, "the account is there");
      assert.equal(without, await words({}), "scripts add no words");
    });

    it(`${story}: it prints`, async () => {
      await open(story, {}, async (page) => {
        const rules = await page.evaluate(() =>
          [...document.styleSheets].flatMap((s) => [...s.cssRules]).filter((r) => r.media?.mediaText.includes("print")).length,
        );
        assert.ok(rules > 0, "there is a style for paper");
        await page.emulateMedia({ media: "print" });
        assert.deepEqual(await page.evaluate(tooWide), [], "nothing is cut off on paper");
        assert.ok((await page.pdf()).length > 10_000);
      });
    });

    it(`${story}: links within the page lead somewhere`, async () => {
      await open(story, {}, async (page) => {
        const lost = await page.evaluate(() =>
          [...document.querySelectorAll("a[href^='#']")]
            // a link in a drawing has no `hash`
            .map((a) => decodeURIComponent(a.getAttribute("href").slice(1)))
            .filter((id) => id && !document.getElementById(id)),
        );
        assert.deepEqual([...new Set(lost)], []);
        const twice = await page.evaluate(() => {
          const ids = [...document.querySelectorAll("[id]")].map((e) => e.id);
          return ids.filter((id, i) => ids.indexOf(id) !== i);
        });
        assert.deepEqual(twice, [], "no id is given twice");
      });
    });
  }

  async function violations(page) {
    const { default: axe } = await import("axe-core");
    await page.evaluate(axe.source);
    const result = await page.evaluate((values) => window.axe.run(document, { runOnly: { type: "tag", values } }), RULES);
    return result.violations.map((v) => `${v.id}: ${v.help}: ${v.nodes.slice(0, 3).map((n) => n.html.slice(0, 160)).join(" | ")}`);
  }

  /** Presses Tab until the focus leaves the page; gives what had it, and what did not show that it had. */
  async function walk(page, most) {
    const seen = new Set();
    const hidden = [];
    for (let presses = 0; presses < most + 5; presses += 1) {
      await page.keyboard.press("Tab");
      const now = await page.evaluate(() => {
        const at = document.activeElement;
        if (!at || at === document.body || at === document.documentElement) return null;
        const style = getComputedStyle(at);
        const ring = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
        return { name: at.dataset.reach, shown: ring || style.boxShadow !== "none" };
      });
      if (!now) break;
      seen.add(now.name);
      if (!now.shown) hidden.push(now.name);
    }
    return { seen, hidden };
  }
});

/** Numbers everything that can be acted on and is shown, and gives the names. Runs in the page. */
function reachable() {
  const found = document.querySelectorAll("a[href], button, summary, input, select, textarea, [tabindex]");
  // what lies in a folded part is reached once it is unfolded
  const shown = [...found].filter((e) => e.tabIndex >= 0 && e.checkVisibility({ visibilityProperty: true }));
  // links of one group of radio buttons or of one picture map would need more than this
  return shown.map((e, i) => (e.dataset.reach = `${i} ${e.tagName.toLowerCase()} ${e.textContent.trim().slice(0, 40)}`));
}

/** Elements that stick out of the page sideways, where nothing around them scrolls. Runs in the page. */
function tooWide() {
  const width = document.documentElement.clientWidth;
  const scrolls = (e) => {
    for (let up = e.parentElement; up && up !== document.body; up = up.parentElement) {
      if (["auto", "scroll", "hidden", "clip"].includes(getComputedStyle(up).overflowX)) return true;
    }
    return false;
  };
  const out = [...document.body.querySelectorAll("*")].filter((e) => {
    const box = e.getBoundingClientRect();
    return box.width > 0 && box.height > 1 && box.right > width + 1 && !scrolls(e);
  });
  const page = document.documentElement.scrollWidth > width + 1 ? [`the page is ${document.documentElement.scrollWidth} px wide`] : [];
  return [...page, ...out.slice(0, 5).map((e) => `${e.tagName} ${e.className} “${e.textContent.trim().slice(0, 40)}”`)];
}

/** Words in pictures that lie on other words, or stick out of their picture. Runs in the page. */
function crowded() {
  const found = [];
  for (const picture of document.querySelectorAll("svg")) {
    const frame = picture.getBoundingClientRect();
    if (frame.width === 0) continue;
    const words = [...picture.querySelectorAll("text")]
      .map((text) => ({ text: text.textContent.trim().slice(0, 40), box: text.getBoundingClientRect() }))
      .filter(({ text, box }) => text && box.width > 0);
    words.forEach(({ text, box }, i) => {
      if (box.left < frame.left - 1 || box.right > frame.right + 1 || box.top < frame.top - 1 || box.bottom > frame.bottom + 1) {
        found.push(`“${text}” sticks out of its picture`);
      }
      for (const other of words.slice(i + 1)) {
        const across = Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left);
        const down = Math.min(box.bottom, other.box.bottom) - Math.max(box.top, other.box.top);
        // boxes of lines hold some air above and below the letters
        if (across > 1 && down > 3) found.push(`“${text}” lies on “${other.text}”`);
      }
    });
  }
  return found.slice(0, 8);
}
