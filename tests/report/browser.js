// Looks at a report in headless Chromium as a reader does: at 320 and 1280 pixels and on A4, with the keyboard alone, and with axe-core.
//   node browser.js CHROMIUM NODE_MODULES PAGE.html…
//   node browser.js CHROMIUM NODE_MODULES --images DIR PAGE.html…    pictures of their heads, for README.md
// Prints "ok …" or "not ok …" a check; exits with 1 where one is not.
const fs = require('fs');
const path = require('path');
const [chromium, modules, ...pages] = process.argv.slice(2);
const puppeteer = require(path.join(modules, 'puppeteer-core'));
const axe = fs.readFileSync(path.join(modules, 'axe-core/axe.min.js'), 'utf-8');
let failed = 0;

function check(name, found, expected) {
  const same = JSON.stringify(found) === JSON.stringify(expected);
  console.log(`${same ? 'ok' : 'not ok'} ${name}${same ? '' : `: found ${JSON.stringify(found)}, expected ${JSON.stringify(expected)}`}`);
  failed += same ? 0 : 1;
}

// From Tab to Tab until the focus comes back: every table and every link must be reached.
async function walk(page) {
  const wanted = await page.evaluate(() => document.querySelectorAll('a[href],[tabindex="0"]').length);
  await page.evaluate(() => document.activeElement.blur());
  const reached = new Set();
  for (let i = 0; i <= wanted; i++) {
    await page.keyboard.press('Tab');
    reached.add(await page.evaluate(() =>
      [...document.querySelectorAll('a[href],[tabindex="0"]')].indexOf(document.activeElement)));
  }
  reached.delete(-1);
  return [reached.size, wanted];
}

// What stands on the first page of A4 (210 by 297 mm, less its margins of 15 mm, at 96 dots an inch): the answer, who, and what they may do.
async function firstPage(page, name) {
  await page.emulateMediaType('print');
  await page.setViewport({ width: 680, height: 1009 });
  const ends = await page.evaluate(() => ['.answer', '#who', '#rights'].map(one => {
    const found = document.querySelector(one);
    return Math.round((found.closest('section') || found).getBoundingClientRect().bottom);
  }));
  check(`${name}: the answer and who stand on the first page, and what they may do begins there`, [ends[0] < 1009, ends[1] < 1009, ends[1] < 950], [true, true, true]);
}

async function picture(browser, file, folder) {
  const page = await browser.newPage();
  await page.setViewport({ width: 860, height: 560 });
  await page.goto('file://' + path.resolve(file));
  await page.screenshot({ path: path.join(folder, `report-${path.basename(file, '.html').replace('-en', '')}.png`) });
  await page.close();
}

async function look(browser, file) {
  const name = path.basename(file);
  const page = await browser.newPage();
  const requests = [], complaints = [];
  page.on('request', request => requests.push(request.url()));
  page.on('console', message => complaints.push(message.text()));
  page.on('dialog', dialog => { complaints.push(`dialog: ${dialog.message()}`); dialog.dismiss(); });
  page.on('pageerror', error => complaints.push(String(error)));
  for (const width of [320, 1280]) {
    await page.setViewport({ width, height: 900 });
    await page.goto('file://' + path.resolve(file));
    check(`${name}: nothing stands out at ${width} pixels`,
      await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), true);
  }
  check(`${name}: no request leaves the page`, requests.filter(url => !url.startsWith('file://' + path.resolve(file)) && !url.startsWith('data:')), []);
  check(`${name}: the browser has nothing to complain of`, complaints, []);
  const [reached, wanted] = await walk(page);
  check(`${name}: the keyboard reaches all ${wanted} places`, reached, wanted);
  await page.evaluate(axe);
  const violations = await page.evaluate(async () => (await window.axe.run()).violations.map(one => `${one.id}: ${one.nodes[0].html}`));
  check(`${name}: axe-core has no violation`, violations, []);
  const pdf = Buffer.from(await page.pdf({ format: 'a4' })).toString('latin1');
  check(`${name}: it prints on A4`, /\/MediaBox \[0 0 59[45][.\d]* 84[12][.\d]*\]/.test(pdf), true);
  if (name.startsWith('contoso')) await firstPage(page, name);
  await page.close();
}

(async () => {
  const browser = await puppeteer.launch({ executablePath: chromium, headless: true, args: ['--no-sandbox', '--disable-gpu'] });
  if (pages[0] === '--images') {
    for (const file of pages.slice(2)) await picture(browser, file, pages[1]);
  } else {
    for (const file of pages) await look(browser, file);
  }
  await browser.close();
  process.exit(failed ? 1 : 0);
})();
