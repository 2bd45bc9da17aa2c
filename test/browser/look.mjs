// test/browser/look.mjs PAGE... [--view NAME]... [--says TEXT]... [--shots DIRECTORY]: opens each page (a file) as its readers do, wide and
// narrow, light, dark and printed, offline, and prints a line for each fault: page, check, what, views. The checks are in_page.js;
// says: each TEXT is to be read on the page, as it stands. shots keeps pictures of what was seen.
import { readFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { createRequire } from 'node:module';
import { parseArgs } from 'node:util';
import { pathToFileURL } from 'node:url';

const { chromium } = createRequire(import.meta.url)('playwright-core');
const many = { type: 'string', multiple: true, default: [] };
const { values: { view: wanted, says, shots }, positionals: pages } = parseArgs({ options: { view: many, says: many, shots: { type: 'string' } }, allowPositionals: true });
const inPage = readFileSync(new URL('in_page.js', import.meta.url), 'utf8');
const views = {
    'wide light': { width: 1280, colorScheme: 'light' },
    'wide dark': { width: 1280, colorScheme: 'dark' },
    'narrow light': { width: 390, colorScheme: 'light' },
    'narrow dark': { width: 390, colorScheme: 'dark' },
    printed: { width: 718, colorScheme: 'light', media: 'print' },
};

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ['--disable-gpu'] });
for (const path of pages) {
    const faults = new Map();
    for (const [name, view] of Object.entries(views).filter(([name]) => !wanted.length || wanted.includes(name))) {
        for (const [check, what] of await look(path, name, view)) {
            const fault = `${basename(path)}\t${check}\t${what}`;
            faults.set(fault, new Set(faults.get(fault)).add(name));
        }
    }
    for (const [fault, names] of faults) console.log(`${fault}\t${[...names].join(', ')}`);
}
await browser.close();

// all faults of a page in one view
async function look(path, name, { width, colorScheme, media = 'screen' }) {
    const faults = [];
    const url = pathToFileURL(resolve(path)).href;
    const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme, offline: true });
    const page = await context.newPage();
    page.on('console', (said) => ['error', 'warning'].includes(said.type()) && faults.push(['console', said.text()]));
    page.on('pageerror', (error) => faults.push(['console', error.message]));
    page.on('dialog', (dialog) => faults.push(['hacked', dialog.message()]) && dialog.dismiss());
    await context.route('**', (route) => {
        if (route.request().url() === url) return route.continue();
        faults.push(['request', route.request().url()]);
        return route.abort();
    });
    await page.emulateMedia({ media });
    await page.goto(url);
    for (const text of says) {
        if (!(await page.evaluate(() => document.body.textContent)).includes(text)) faults.push(['says', text]);
    }
    for (const opened of [false, true]) {
        await page.evaluate((open) => document.querySelectorAll('details').forEach((d) => { d.open ||= open; }), opened);
        const height = await page.evaluate(() => document.documentElement.scrollHeight);
        await page.setViewportSize({ width, height: Math.max(height, 800) }); // all of it can be looked at
        if (shots) await page.screenshot({ path: `${shots}/${basename(path, '.html')} ${name}${opened ? ' opened' : ''}.png` });
        faults.push(...await page.evaluate(`(${inPage})(${opened})`)); // opened, there is all to be read
    }
    await context.close();
    return faults.map(([check, what]) => [check, what.replace(/[\t\n]/g, ' ')]);
}
