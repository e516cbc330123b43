/** A form whose script does not come, or fails, has the fields that it has without one. */
addEventListener("unhandledrejection", () => {
  for (const plain of document.querySelectorAll("[data-module] noscript")) plain.outerHTML = plain.textContent;
});
