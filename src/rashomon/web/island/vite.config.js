// One script, no names with hashes, nothing but what is imported: the wheel carries ../dist, so that nobody needs Node.
import { defineConfig } from "vite";

export default defineConfig({
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  publicDir: "public",
  build: {
    outDir: "../dist",
    emptyOutDir: true,
    modulePreload: false,
    target: "es2022",
    rollupOptions: { input: "src/room.jsx", output: { entryFileNames: "room.js", codeSplitting: false } },
  },
});
