// What every script of the kit is held to, besides its types: ESLint's own recommendation, and functions that fit a
// screen.
import js from "@eslint/js";

export default [
  {
    ...js.configs.recommended,
    rules: {
      ...js.configs.recommended.rules,
      "no-undef": "off", // tsc knows every name, and where it comes from
      "max-lines-per-function": ["error", { max: 60, skipComments: true }]
    }
  }
];
