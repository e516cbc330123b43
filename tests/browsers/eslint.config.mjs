// Holds the scripts that phones get to the oldest browsers in docs/phones.md: what these lack is an error, by MDN's and
// Can I use's own tables.
import compat from "eslint-plugin-compat";

const MISSED = {
  "AbortSignal.timeout": 16,
  "AbortSignal.any": 17.4,
  "Promise.withResolvers": 17.4,
  "Promise.try": 18.2,
  "Array.fromAsync": 16.4,
  "URL.canParse": 17
};
const restricted = Object.entries(MISSED).map(([name, safari]) => {
  const [object, property] = name.split(".");
  return { object, property, message: `Safari has it from ${safari} on, and the plugin's tables do not know.` };
});

export default [
  {
    ...compat.configs["flat/recommended"],
    languageOptions: { ecmaVersion: 2022, sourceType: "module" },
    rules: { "compat/compat": "error", "no-restricted-properties": ["error", ...restricted] },
    settings: { browsers: ["safari 15.4", "ios_saf 15.4", "chrome 92", "firefox 90"], lintAllEsApis: true }
  }
];
