/** Bundles the two pages (main window, PIN window) into out/renderer; everything local, no address outside the origin. */
import { cpSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { olderPdfjs } from './scripts/desktop/trial/older-pdfjs.ts';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** What pdf.js asks for by name, put beside the pages: character maps, the standard fonts, image decoders. */
function pdfjsFiles(): Plugin {
  let pages = '';
  return {
    name: 'pdfjs-files',
    apply: 'build',
    configResolved({ root, build: { outDir } }) {
      pages = resolve(root, outDir);
    },
    closeBundle() {
      for (const folder of ['cmaps', 'standard_fonts', 'wasm'])
        cpSync(at(`node_modules/pdfjs-dist/${folder}`), join(pages, 'pdfjs', folder), { recursive: true });
    },
  };
}

/**
 * The component library gives the page's nonce to all its styles but the two that measure the scroll bar and hold the page still
 * under a dialog: the content security policy refuses those, and says so in the console. Here every style that it makes has it.
 * A library in which this place reads differently ends the build, so that somebody looks.
 */
function stylesWithNonce(): Plugin {
  const file = /@rc-component\/util\/es\/Dom\/dynamicCSS\.js$/;
  const place = 'if (csp?.nonce) {\n    styleNode.nonce = csp?.nonce;\n  }';
  const ofPage = `document.querySelector('meta[property="csp-nonce"]')?.nonce`;
  return {
    name: 'styles-with-nonce',
    transform: {
      filter: { id: file },
      handler(code) {
        if (!code.includes(place)) this.error('the place where styles get their nonce has changed');
        return code.replace(place, `styleNode.nonce = csp?.nonce ?? ${ofPage} ?? '';`);
      },
    },
  };
}

export default defineConfig({
  root: at('src-renderer'),
  base: './',
  plugins: [
    react(),
    stylesWithNonce(),
    pdfjsFiles(),
    ...(process.env['BIANYIN_PAGES_FOR'] === 'trial' ? [olderPdfjs()] : []),
  ],
  build: {
    outDir: at('out/renderer'),
    emptyOutDir: true,
    // A data: URL would need a looser content security policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 4000,
    rolldownOptions: {
      input: { index: at('src-renderer/index.html'), pin: at('src-renderer/pin.html') },
      // Pages take words from the contract, never its schemas: a schema that nobody asks for need not be built.
      treeshake: { manualPureFunctions: ['z'] },
    },
  },
});
