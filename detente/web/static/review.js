// Keys of the review page: each does what the button, link or fold that names it would do.
"use strict";
document.addEventListener("keydown", (event) => {
  const at = event.target;
  const typing = at.closest("input, select, textarea");
  const pressing = event.key === " " && at.closest("button, a, summary");
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || typing || pressing) return;
  const found = [...document.querySelectorAll("[data-key]")].find((one) => one.dataset.key === event.key);
  if (!found) return;
  event.preventDefault();
  if (found.tagName !== "SUMMARY") return found.click();
  const fold = found.parentElement;
  fold.open = !fold.open;
  (fold.open && fold.querySelector("select, button, input:not([type=hidden])") || found).focus();
});
