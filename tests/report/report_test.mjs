// Opens reports in a headless browser: they load without a network and without
// a word on the console, filter, open, copy, and can be printed.
//
//   node report_test.mjs PATH/TO/alterego SOURCE_DIR
//
// Exit code 77, with the reason: node modules or browser are missing.
import {execFileSync, spawnSync} from 'node:child_process';
import fs from 'node:fs';
import {createRequire} from 'node:module';
import os from 'node:os';
import path from 'node:path';
import assert from 'node:assert/strict';

const [alterego, source] = process.argv.slice(2);
const check = spawnSync(path.join(source, 'scripts/browser'), ['--check'],
                        {encoding: 'utf8'});
if (check.status !== 0) {
  console.log(`skipped: ${check.stdout || check.error}`);
  process.exit(77);
}
const require = createRequire(path.join(source, '.browser/x.js'));
const {chromium} = require('playwright-core');

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'alterego-report-'));
const executablePath = process.env.ALTEREGO_BROWSER ||
    execFileSync('which', ['chromium'], {encoding: 'utf8'}).trim();

function report(base, name) {
  const html = path.join(folder, name);
  execFileSync(alterego, ['report', '--bugs', base, '--html', html,
                          '--title', 'A <b>title</b>']);
  return html;
}

// A base as alterego makes it, with rows of ours: so many bugs.
function fill(count) {
  const base = path.join(folder, `${count}.db`);
  const done = spawnSync(alterego,
    ['fuzz', '--seed', '5', '--runs', '2', '--jobs', '1', '--no-reduce', '-q',
     '--bugs', base, '--findings', path.join(folder, 'f')]);
  assert.ok(done.status <= 1, String(done.stderr));
  const script = path.join(source, 'tests/report/fill.py');
  execFileSync('/usr/bin/python3', [script, base, String(count)]);
  return base;
}

const browser = await chromium.launch({executablePath, args: ['--no-sandbox']});
const context = await browser.newContext();
await context.grantPermissions(['clipboard-read', 'clipboard-write']);

async function open(html, complaints) {
  const page = await context.newPage();
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) {
      complaints.push(message.text());
    }
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('request', (request) => {
    if (!/^(file|data|blob):/.test(request.url())) {
      complaints.push(`asked the network: ${request.url()}`);
    }
  });
  await page.goto(`file://${html}`);
  return page;
}
const shown = (page) => page.locator('#shown').textContent();

async function checkOne(count) {
  const complaints = [];
  const started = Date.now();
  const page = await open(report(fill(count), `${count}.html`), complaints);
  const n = count.toLocaleString('en-US');
  assert.equal(await shown(page), `${n} of ${n}`);
  assert.equal(await page.locator('h1').textContent(), 'A <b>title</b>');
  assert.equal(await page.locator('.bug').count(), Math.min(count, 100));
  assert.ok(await page.locator('#matrix td').count() > 200);
  console.log(`${count} bugs: open after ${Date.now() - started} ms`);
  if (count > 0) await checkBug(page);
  if (count > 100) await checkMany(page, count);
  await page.selectOption('#outcome', 'refused');
  await page.emulateMedia({colorScheme: 'dark'});
  const dark = await page.evaluate(() =>
      getComputedStyle(document.body).backgroundColor);
  await page.emulateMedia({colorScheme: 'light'});
  const light = await page.evaluate(() =>
      getComputedStyle(document.body).backgroundColor);
  assert.notEqual(dark, light);
  if (count <= 1) assert.ok((await page.pdf()).length > 10000);
  assert.deepEqual(complaints, []);
  await page.close();
}

async function checkBug(page) {
  // By keyboard alone: to the first bug, open it, copy its command.
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  const bug = page.locator('.bug').first();
  assert.ok(await bug.getAttribute('open') !== null);
  // The page fills a bug in when the browser says that it was opened, which it
  // does in a task of its own.
  await bug.locator('[data-copy=sql]').waitFor();
  const text = await bug.textContent();
  for (const part of ['ALTER TABLE t DROP b', 'sqlite-3.40.1', 'Copy command',
                      '</script>', '3.54.1']) {
    assert.ok(text.includes(part), `${part} is not in: ${text}`);
  }
  // The difference is marked on both sides.
  assert.equal(await bug.locator('del').first().textContent(), 'accepted');
  assert.ok(await bug.locator('ins').count() > 0);
  await page.keyboard.press('c');
  const id = await bug.getAttribute('id');
  const copied = () => page.evaluate(() => navigator.clipboard.readText());
  assert.match(await copied(), new RegExp(`alterego replay ${id}.sql`));
  await bug.locator('[data-copy=sql]').click();
  assert.match(await copied(), /CREATE TABLE t/);
  await page.locator('#toast.on').waitFor();
}

async function checkMany(page, count) {
  await page.keyboard.press('/');
  await page.keyboard.type('rule777');
  await page.waitForFunction(() =>
      document.querySelectorAll('.bug').length < 100);
  const some = Number((await shown(page)).split(' ')[0].replace(',', ''));
  assert.ok(some > 0 && some < 100, `${some}`);
  await page.fill('#filter', 'nothing has these words');
  assert.ok((await page.locator('#list').textContent()).includes('No bug'));
  await page.fill('#filter', '');
  await page.selectOption('#status', 'closed');
  assert.match(await shown(page), /^[1-9]/);
  await page.selectOption('#status', '');
  await page.click('#more');
  assert.equal(await page.locator('.bug').count(), Math.min(count, 200));
}

try {
  for (const count of [0, 1, 10000]) await checkOne(count);
  console.log('passed');
} finally {
  await browser.close();
  fs.rmSync(folder, {recursive: true});
}
