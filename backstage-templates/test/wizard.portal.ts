import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import { chromium, type Browser, type Page } from 'playwright-core';
import { findChromium } from '../../test/browser/chromium.ts';
import { temporaryFolder } from '../../test/cli/command.ts';
import { frontendFolder } from '../portal/build-frontend.ts';
import { serveFrontend, type Frontend } from '../portal/serve-frontend.ts';
import { startPortal, type Portal } from '../portal/start-portal.ts';

const executablePath = findChromium();
const pictures = join(import.meta.dirname, '..', '..', 'build', 'portal', 'pictures');
const flags = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run', '--disable-sync'];
const inBrowser = executablePath ? it : it.skip;

let portal: Portal;
let frontend: Frontend;
let browser: Browser;
let page: Page;
beforeAll(async () => {
  if (!executablePath) return;
  portal = await startPortal(temporaryFolder());
  const { name, origin } = portal.gitHost;
  const integrations = { github: [{ host: name, apiBaseUrl: `${origin}/api/v3` }] };
  frontend = await serveFrontend(frontendFolder, portal.baseUrl, integrations);
  browser = await chromium.launch({ executablePath, args: flags });
  page = await browser.newPage({ viewport: { width: 1280, height: 1400 } });
  page.setDefaultTimeout(30_000);
  mkdirSync(pictures, { recursive: true });
});
afterEach(async () => {
  await page?.screenshot({ path: join(pictures, 'last.png'), fullPage: true });
});
afterAll(async () => {
  await browser?.close();
  await frontend?.stop();
  await portal?.stop();
});

const next = () => page.getByRole('button', { name: 'Next' }).click();
const field = (label: RegExp) => page.getByLabel(label).first();
const picture = (name: string) => page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true });

async function chooseTable(value: RegExp): Promise<void> {
  await page
    .getByRole('button', { name: /^(new|existing): / })
    .first()
    .click();
  await page.getByRole('option', { name: value }).click();
}

inBrowser('somebody signs in as a guest, fills in the wizard with second thoughts, and gets a repository', async () => {
  await page.goto(`${frontend.origin}/create/templates/default/dynamodb-search`);
  await page.getByRole('button', { name: 'Enter' }).click();

  await field(/Project name/).fill('No Name');
  await field(/Owner, a team/).fill('group:default/data-platform');
  await page.keyboard.press('Tab');
  await next();
  await page
    .getByText(/Expected: a lower-case letter, then/)
    .nth(1)
    .waitFor();
  await picture('1-wrong-name');
  await field(/Project name/).fill('shop');
  await next();

  await chooseTable(/^existing: /);
  await field(/Name of the existing table/).fill('left-over');
  await field(/AWS region of stage dev/).fill('cn-north-1');
  expect(await page.getByRole('heading', { name: /existing/ }).count()).toBe(0);
  await picture('2-choices');
  await next();
  await page
    .getByText(/OpenSearch Serverless is not available in that region/)
    .first()
    .waitFor();
  await picture('3-refused');
  await field(/AWS region of stage dev/).fill('eu-west-1');
  await next();

  await field(/^Owner/).waitFor();
  await page.getByRole('button', { name: 'Back' }).click();
  await chooseTable(/^new: /);
  await next();

  await field(/^Owner/).fill('acme');
  await page.keyboard.press('Tab');
  await field(/^Repository/).fill('shop');
  await page.keyboard.press('Tab');
  await picture('4-repository');
  await page.getByRole('button', { name: 'Review' }).click();
  await page.getByRole('button', { name: 'Create' }).waitFor();
  await picture('5-review');
  expect(await page.getByText('DynamoDB table', { exact: true }).count()).toBe(1);
  expect(await page.getByText(/Table Name/i).count()).toBe(0);

  const created = page.waitForRequest((request) => request.method() === 'POST' && request.url().endsWith('/v2/tasks'));
  await page.getByRole('button', { name: 'Create' }).click();
  const { values } = (await created).postDataJSON() as { values: object };
  expect(JSON.stringify(values)).not.toContain('left-over');
  expect(values).toMatchObject({
    name: 'shop',
    tableChoice: { table: 'new' },
    search: 'serverless',
    devRegion: 'eu-west-1',
  });

  await page.getByText('First deployment, step by step').waitFor({ timeout: 90_000 });
  await picture('6-made');
  const posted = portal.gitHost.requests.filter(({ method, path }) => method === 'POST' && path === '/orgs/acme/repos');
  // nobody has touched the visibility
  expect(posted.map(({ body }) => body)).toEqual([expect.objectContaining({ name: 'shop', private: true })]);
});
