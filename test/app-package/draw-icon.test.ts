import { readFileSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { drawIcon } from '../../src/app-package/draw-icon.ts';
import { browserArguments, browserPath } from '../support/browser.ts';

const drawing = (name: string) => readFileSync(new URL(`../../manifest/${name}.svg`, import.meta.url), 'utf8');

/** The pixels that a browser makes of the same drawing. */
async function inBrowser(svg: string, size: number): Promise<readonly number[]> {
  const browser = await chromium.launch({ executablePath: await browserPath(), args: [...browserArguments] });
  try {
    const page = await browser.newPage();
    return await page.evaluate(
      async ({ svg, size }) => {
        // biome-ignore lint/suspicious/noExplicitAny: the document is the page's, which has no types here
        const { document, Image } = globalThis as any;
        const picture = new Image();
        picture.src = `data:image/svg+xml,${encodeURIComponent(svg)}`;
        await picture.decode();
        const canvas = Object.assign(document.createElement('canvas'), { width: size, height: size });
        const context = canvas.getContext('2d');
        context.drawImage(picture, 0, 0, size, size);
        return Array.from(context.getImageData(0, 0, size, size).data as Iterable<number>);
      },
      { svg: svg.replace('<svg ', `<svg width="${size}" height="${size}" `), size },
    );
  } finally {
    await browser.close();
  }
}

describe('an icon', () => {
  it.each([
    ['color', 192],
    ['outline', 32],
  ])('%s is drawn as a browser draws it', async (name, size) => {
    const svg = drawing(name);
    const { pixels } = drawIcon(svg, size);
    const seen = await inBrowser(svg, size);
    expect(seen).toHaveLength(pixels.length);
    // What is seen of a pixel is its colour as far as it's opaque; at soft edges two rasterisers differ a little.
    const far = Array.from({ length: size * size }, (_, at) => {
      const [ours, theirs] = [pixels.subarray(at * 4, at * 4 + 4), seen.slice(at * 4, at * 4 + 4)];
      const [ourShare, theirShare] = [(ours[3] ?? 0) / 255, (theirs[3] ?? 0) / 255];
      return Math.max(
        ...[0, 1, 2].map(channel => Math.abs((ours[channel] ?? 0) * ourShare - (theirs[channel] ?? 0) * theirShare)),
      );
    });
    expect(Math.max(...far)).toBeLessThan(64);
    expect(far.reduce((sum, one) => sum + one, 0) / far.length).toBeLessThan(4);
  });

  it('refuses a drawing that it could only draw in part', () => {
    const around = (inside: string) => `<svg viewBox="0 0 32 32">${inside}</svg>`;
    expect(() => drawIcon(around('<path d="M0 0h9" />'), 32)).toThrow('not path');
    expect(() => drawIcon(around('<rect width="9" height="9" rx="2" />'), 32)).toThrow("can't draw rx");
    expect(() => drawIcon(around('<circle r="9" fill="red" />'), 32)).toThrow('#rrggbb, not red');
    expect(() => drawIcon(around('<g><circle r="9" /></g>'), 32)).toThrow('rect and circle only');
    expect(() => drawIcon('<svg viewBox="0 0 32 16"></svg>', 32)).toThrow('square viewBox');
  });
});
