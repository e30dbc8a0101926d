// Lighthouse over the pages named on standard input; what it found goes to standard output, as JSON.
//
// A page is {name, url, desktop, turns, steps}. Without steps it is opened afresh and measured whole. With steps it is opened,
// the visible elements with these texts are clicked one after the other, and what then stands there is looked at.

import { launch } from "chrome-launcher";
import { startFlow, desktopConfig } from "lighthouse";
import puppeteer from "puppeteer-core";
import { text } from "node:stream/consumers";

const { flags, pages } = JSON.parse(await text(process.stdin));
const chrome = await launch({ chromeFlags: ["--headless=new", ...flags], chromePath: process.env.CHROME_PATH });
const browser = await puppeteer.connect({ browserURL: `http://127.0.0.1:${chrome.port}`, defaultViewport: null });
try {
  const found = [];
  for (const page of pages) found.push(await steadied(page));
  console.log(JSON.stringify(found));
} finally {
  await browser.disconnect();
  chrome.kill();
}

// The middle one of so many looks, by how quickly the page paints: a machine is never still.
async function steadied(page) {
  const looks = [];
  for (let turn = 0; turn < (page.turns ?? 1); turn++) looks.push(await look(page));
  looks.sort((one, other) => (one.scores.performance ?? 0) - (other.scores.performance ?? 0));
  return looks[Math.floor(looks.length / 2)];
}

async function look({ name, url, desktop, steps }) {
  const context = await browser.createBrowserContext();
  const tab = await context.newPage();
  const flow = await startFlow(tab, desktop ? { config: desktopConfig } : {});
  if (steps) {
    await tab.goto(url);
    await tab.waitForFunction(() => !document.querySelector("#early"));
    for (const step of steps) await click(tab, step);
    await tab.waitForNetworkIdle({ idleTime: 1000 });
    await flow.snapshot();
  } else {
    await flow.navigate(url);
  }
  const report = (await flow.createFlowResult()).steps[0].lhr;
  await context.close();
  return { name, desktop, ...told(report) };
}

async function click(tab, words) {
  const target = await tab.waitForSelector(`::-p-text(${words})`, { visible: true, timeout: 30000 });
  await target.click();
}

function told(report) {
  const measured = Object.values(report.categories).filter((one) => one.id !== "performance" || report.gatherMode === "navigation");
  const scores = Object.fromEntries(measured.map((one) => [one.id, one.score]));
  const lost = Object.values(report.categories).flatMap((category) =>
    category.auditRefs
      .filter((ref) => ref.weight > 0 && category.id !== "performance")
      .map((ref) => report.audits[ref.id])
      .filter((audit) => audit.score !== null && audit.score < 1)
      .map((audit) => ({ category: category.id, audit: audit.id, title: audit.title })));
  const paint = report.audits["first-contentful-paint"]?.numericValue ?? null;
  const bytes = report.audits["total-byte-weight"]?.numericValue ?? null;
  return { version: report.lighthouseVersion, scores, lost, paint, bytes };
}
