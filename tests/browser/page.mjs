// What the tests share: the browser, and the accounts of the samples as pages.
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "../..");

/** Where Debian, Ubuntu and others put the browser. */
const BROWSERS = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** Why the pages cannot be opened here; null when they can. */
export async function missing() {
  if (!browser()) return "no Chromium here (Debian: apt-get install chromium)";
  if (!program()) return "no sayso binary here (cargo build --release)";
  try {
    await import("playwright-core");
    await import("axe-core");
  } catch {
    return "no node_modules here (npm ci)";
  }
  return null;
}

function browser() {
  return [process.env.CHROMIUM, ...BROWSERS].find((path) => path && existsSync(path));
}

function program() {
  const target = process.env.CARGO_TARGET_DIR ?? join(root, "target");
  const built = ["release", "debug"].map((profile) => join(target, profile, "sayso"));
  return [process.env.SAYSO, ...built].find((path) => path && existsSync(path));
}

export async function launch() {
  const { chromium } = await import("playwright-core");
  // root has no sandbox to go into
  const args = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  return chromium.launch({ executablePath: browser(), args });
}

/** Names of the stories in samples/. */
export const stories = readdirSync(join(root, "samples"), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name)
  .sort();

/** Writes the account of every story as a page; gives their addresses and a way to clear them away. */
export function accounts() {
  const folder = mkdtempSync(join(tmpdir(), "sayso-pages-"));
  const pages = new Map();
  for (const story of stories) {
    const file = join(folder, `${story}.html`);
    execFileSync(program(), ["brief", "--quiet", "--format", "html", "--out", file, `samples/${story}`], { cwd: root });
    pages.set(story, pathToFileURL(file).href);
  }
  return { pages, clear: () => rmSync(folder, { recursive: true }) };
}
