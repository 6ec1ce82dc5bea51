import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import puppeteer from 'puppeteer-core';
import { Builder, By, Capabilities, type WebDriver } from 'selenium-webdriver';
import { freePort } from '../support/free-port.ts';

/** A browser with one window. Selectors name one control each; expressions are JavaScript. */
export interface Engine {
  open(address: string): Promise<void>;
  /** Types with keys in place of what a text control holds. */
  type(selector: string, text: string): Promise<void>;
  choose(select: string, value: string): Promise<void>;
  press(selector: string): Promise<void>;
  read(expression: string): Promise<unknown>;
  back(): Promise<void>;
  close(): Promise<void>;
}

const VIEWPORT = { width: 360, height: 740 };

const selectAll = (selector: string) => `document.querySelector(${JSON.stringify(selector)}).select()`;

/** Firefox by WebDriver BiDi, which it speaks itself. */
export async function openFirefox(): Promise<Engine> {
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: process.env.FIREFOX_PATH ?? '/usr/bin/firefox-esr',
    extraPrefsFirefox: { 'intl.accept_languages': 'fr-FR' },
  });
  const page = await browser.newPage();
  await page.setViewport(VIEWPORT);
  return {
    open: async (address) => {
      await page.goto(address);
    },
    type: async (selector, text) => {
      await page.evaluate(selectAll(selector));
      await page.type(selector, text);
    },
    choose: async (select, value) => {
      await page.select(select, value);
    },
    press: (selector) => page.click(selector),
    read: (expression) => page.evaluate(expression),
    back: async () => {
      await page.goBack();
    },
    close: () => browser.close(),
  };
}

/** WebKit's port to GTK by WebDriver, as Debian ships both; it needs a display. */
export async function openWebKit(): Promise<Engine> {
  const port = await freePort();
  const settings = await mkdtemp(path.join(tmpdir(), 'mentorat-gtk-'));
  await mkdir(path.join(settings, 'gtk-3.0'));
  // Less motion: the driver clicks where a thing was before it moved.
  await writeFile(path.join(settings, 'gtk-3.0/settings.ini'), '[Settings]\ngtk-enable-animations=0\n');
  const server = spawn('WebKitWebDriver', [`--port=${port}`], {
    stdio: 'inherit',
    env: { ...process.env, XDG_CONFIG_HOME: settings },
  });
  const driver = await connected(`http://127.0.0.1:${port}`);
  await driver.manage().window().setRect(VIEWPORT);
  const find = async (selector: string) => {
    const element = await driver.findElement(By.css(selector));
    await driver.executeScript("arguments[0].scrollIntoView({ block: 'center' })", element);
    return element;
  };
  return {
    open: (address) => driver.get(address),
    type: async (selector, text) => {
      await driver.executeScript(selectAll(selector));
      await (await find(selector)).sendKeys(text);
    },
    choose: async (select, value) => await (await find(`${select} option[value="${value}"]`)).click(),
    press: async (selector) => await (await find(selector)).click(),
    read: (expression) => driver.executeScript(`return ${expression}`),
    back: () => driver.navigate().back(),
    close: async () => {
      await driver.quit();
      server.kill();
      await rm(settings, { recursive: true, force: true });
    },
  };
}

/** Once the server listens. */
async function connected(server: string): Promise<WebDriver> {
  const isUp = () =>
    fetch(`${server}/status`).then(
      ({ ok }) => ok,
      () => false,
    );
  for (let left = 50; left > 0 && !(await isUp()); left -= 1) await wait(200);
  const binary = process.env.MINIBROWSER_PATH ?? '/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser';
  const capabilities = new Capabilities({
    browserName: 'MiniBrowser',
    'webkitgtk:browserOptions': { binary, args: ['--automation'] },
  });
  return await new Builder().usingServer(server).withCapabilities(capabilities).build();
}
