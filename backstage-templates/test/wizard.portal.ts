import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import { chromium, type Browser, type Page } from 'playwright-core';
import { regions } from '../../generators/core/regions.ts';
import { findChromium } from '../../test/browser/chromium.ts';
import { temporaryFolder } from '../../test/cli/command.ts';
import { frontendFolder } from '../portal/build-frontend.ts';
import { serveFrontend, type Frontend } from '../portal/serve-frontend.ts';
import { startPortal, type Portal } from '../portal/start-portal.ts';
import { eventuallyInCatalog } from './catalog.ts';
import { follow } from './links.ts';

const executablePath = findChromium();
const pictures = join(import.meta.dirname, '..', '..', 'build', 'portal', 'pictures');
const flags = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run', '--disable-sync'];
const inBrowser = executablePath ? it : it.skip;

let portal: Portal;
let frontend: Frontend;
let browser: Browser;
let page: Page;
/** What went wrong in the browser. */
const errors: string[] = [];
const opened = new Set<string>();
beforeAll(async () => {
  if (!executablePath) return;
  portal = await startPortal(temporaryFolder());
  const { name, origin } = portal.gitHost;
  const integrations = { github: [{ host: name, apiBaseUrl: `${origin}/api/v3` }] };
  frontend = await serveFrontend(frontendFolder, portal.baseUrl, integrations);
  browser = await chromium.launch({ executablePath, args: flags });
  page = await browser.newPage({ viewport: { width: 1280, height: 1400 } });
  page.setDefaultTimeout(30_000);
  page.on('pageerror', ({ message }) => errors.push(message));
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

/** Opens the list of a region, and chooses one. Gives all that it offers. */
async function chooseRegion(stage: string, region: string): Promise<string[]> {
  await field(new RegExp(`AWS region of stage ${stage}`)).click();
  await page.getByRole('option', { name: region, exact: true }).waitFor();
  const offered = await page.getByRole('option').allTextContents();
  await page.getByRole('option', { name: region, exact: true }).click();
  return offered.map((text) => text.trim()).filter(Boolean);
}

/** The links of the page that is open, by where they lead: into the portal, to the stand-in for GitHub, or elsewhere. */
async function linksOnPage(): Promise<{ portal: string[]; host: string[]; elsewhere: string[] }> {
  const all = await page
    .locator('a[href]')
    .evaluateAll((links) => links.map((each) => (each as HTMLAnchorElement).href));
  const links = [...new Set(all.map((link) => link.replace(/#.*/, '')))];
  const inPortal = links.filter((link) => link.startsWith(`${frontend.origin}/`));
  const onHost = links.filter((link) => link.startsWith(`${portal.gitHost.origin}/`));
  return {
    portal: inPortal,
    host: onHost,
    elsewhere: links.filter((link) => !inPortal.includes(link) && !onHost.includes(link)),
  };
}

/** Opens a page of the portal once. It has to exist. */
async function open(address: string): Promise<void> {
  if (opened.has(address)) return;
  opened.add(address);
  await page.goto(address, { waitUntil: 'networkidle' });
  const problems = page.getByText(/page not found|entity not found|failed with 4\d\d|\w*Error: |is not defined/i);
  expect([address, await problems.allTextContents()]).toEqual([address, []]);
}

/** The title of the card that a template has, and nothing that follows. */
const chooseTemplate = (title: string) =>
  page
    .locator('.MuiCard-root')
    .filter({ has: page.getByText(title, { exact: true }) })
    .getByRole('button', { name: 'Choose' })
    .click();

inBrowser('a guest signs in, fills in the form with second thoughts, and gets a repository', async () => {
  await page.goto(`${frontend.origin}/create`);
  await page.getByRole('button', { name: 'Enter' }).click();
  await page.getByText('Near real-time search').first().waitFor();
  await picture('0-templates');
  const { host: guides } = await linksOnPage();
  expect(guides.filter((link) => link.endsWith('/docs/use-cases/dynamodb-search.md')).length).toBe(1);
  await follow(guides);

  await chooseTemplate('Near real-time search over a DynamoDB table');
  await field(/Project name/).fill('No Name');
  await field(/Owner, a team/).fill('group:default/data-platform');
  await page.keyboard.press('Tab');
  await next();
  await page
    .getByText(/Expected: a lower-case letter, then/)
    .nth(1)
    .waitFor();
  await picture('1-wrong-name');
  expect((await linksOnPage()).host).toEqual([guides.find((link) => link.endsWith('/dynamodb-search.md'))]);
  await field(/Project name/).fill('shop');
  await next();

  await chooseTable(/^existing: /);
  await field(/Name of the existing table/).fill('left-over');
  expect(await chooseRegion('dev', 'cn-north-1')).toEqual(regions);
  expect(await page.getByRole('heading', { name: /existing/ }).count()).toBe(0);
  await follow((await linksOnPage()).host);
  await picture('2-choices');
  await next();
  await page
    .getByText(/OpenSearch Serverless is not available in that region/)
    .first()
    .waitFor();
  await picture('3-refused');
  await chooseRegion('dev', 'eu-west-1');
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
  await page.getByText('Finished step Create the environments for pull requests').waitFor();
  await picture('6-made');
  const posted = portal.gitHost.requests.filter(({ method, path }) => method === 'POST' && path === '/orgs/acme/repos');
  // the form was sent with the default visibility
  expect(posted.map(({ body }) => body)).toEqual([expect.objectContaining({ name: 'shop', private: true })]);
  expect(await page.getByText('[object Object]').count()).toBe(0);
});

inBrowser('every link of the finished task, and every link on the pages behind them, leads to a page', async () => {
  const { portal: inPortal, host, elsewhere } = await linksOnPage();
  expect(elsewhere).toEqual([]);
  const repository = `${portal.gitHost.origin}/acme/shop`;
  expect(host).toEqual(
    expect.arrayContaining([
      repository,
      `${repository}/actions`,
      `${repository}/blob/main/docs/index.md`,
      `${repository}/blob/main/docs/first-deployment.md`,
    ]),
  );
  await follow((await follow(host)).filter((link) => link.startsWith(repository)));
  await page.goto(repository);
  await picture('7-repository');

  expect(inPortal).toContain(`${frontend.origin}/catalog/default/component/shop`);
  for (const link of inPortal) await open(link);
  expect(errors).toEqual([]);
});

inBrowser('who does not know the use case is asked for it first, and then what it asks', async () => {
  await page.goto(`${frontend.origin}/create`);
  await chooseTemplate('AWS streaming pipeline');
  await field(/Project name/).fill('logs');
  await field(/Owner, a team/).fill('group:default/data-platform');
  await page.keyboard.press('Tab');
  await next();
  await page.getByText('DynamoDB table', { exact: true }).first().waitFor();
  await page.getByRole('button', { name: 'Near real-time search over a DynamoDB table' }).first().click();
  await page.getByRole('option', { name: 'Access logs in a lake, with search and alerts' }).click();
  await page.getByText('Sources of logs').first().waitFor();
  await picture('7-another-use-case');
  expect(await page.getByText('DynamoDB table', { exact: true }).count()).toBe(0);
  await next();
  await field(/^Owner/).waitFor();
  expect(errors).toEqual([]);
});

inBrowser('the catalog lists the project, and every link of its page leads to a page', async () => {
  await eventuallyInCatalog(portal, ['component:default/shop', 'resource:default/shop-table']);
  await page.goto(`${frontend.origin}/catalog`);
  await page.getByText('Owned Components (1)').waitFor();
  await picture('8-catalog');
  await page.getByRole('link', { name: 'shop', exact: true }).first().click();
  await page.getByText('Table of the items').waitFor();
  await picture('9-component');

  const { portal: inPortal, host, elsewhere } = await linksOnPage();
  expect(host).toEqual(
    expect.arrayContaining([
      expect.stringMatching(/\/acme\/shop\/tree\/main\/$/),
      expect.stringMatching(/\/acme\/shop\/edit\/main\/catalog-info.yaml$/),
      expect.stringMatching(/\/acme\/shop\/blob\/HEAD\/docs\/runbook\/index.md$/),
    ]),
  );
  await follow(host);
  for (const link of inPortal) await open(link);
  const hosts = new Set(elsewhere.map((link) => new URL(link).host));
  expect([...hosts].sort()).toEqual(['backstage.io', 'console.aws.amazon.com']);
  expect(errors).toEqual([]);
});
