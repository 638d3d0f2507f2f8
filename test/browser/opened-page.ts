import { afterAll, afterEach, beforeAll, beforeEach } from '@jest/globals';
import { chromium, type Browser, type Page } from 'playwright-core';
import { startGateway, type Gateway } from '../../runtime/gateway/server.ts';
import { pageAnswer } from '../../runtime/view/page-server.ts';
import type { ViewState } from '../../runtime/view/state.ts';
import { findChromium } from './chromium.ts';
import { FakeRun } from './fake-run.ts';

/** A run, its page in a browser, and what went wrong there: new for each test of the suite that asks for it. */
export class OpenedPage {
  browser!: Browser;
  run!: FakeRun;
  server!: Gateway;
  page!: Page;
  problems: string[] = [];
  addresses = new Set<string>();

  constructor() {
    beforeAll(async () => {
      // Chromium refuses to run as root in its sandbox
      const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
      this.browser = await chromium.launch({ executablePath: findChromium()!, args });
    });
    afterAll(() => this.browser.close());
    beforeEach(async () => {
      this.problems = [];
      this.addresses = new Set();
      this.run = new FakeRun();
      this.run.feed(12_480);
      this.server = await startGateway(pageAnswer(this.run));
    });
    afterEach(async () => {
      await this.page.close();
      await this.server.close();
    });
  }

  async open(options: Parameters<Browser['newPage']>[0]): Promise<void> {
    this.page = await this.browser.newPage(options);
    this.page.on('console', (message) => this.problems.push(message.text()));
    this.page.on('pageerror', (error) => this.problems.push(error.message));
    this.page.on('request', (request) => this.addresses.add(new URL(request.url()).origin));
    await this.page.goto(this.server.url);
    await this.page.locator('#title', { hasText: 'product-search-dev' }).waitFor();
  }

  /** The run shows this from now on. */
  become(change: Partial<ViewState>): void {
    const state = this.run.state.bind(this.run);
    this.run.state = () => ({ ...state(), ...change });
  }

  styleOf(selector: string, property: string): Promise<string> {
    return this.page.evaluate<string>(`getComputedStyle(document.querySelector('${selector}')).${property}`);
  }
}
