// The system's own share sheet, on browsers that have one: its button is hidden until we know.
"use strict";

if (navigator.share) {
  const show = () => document.querySelectorAll("[data-share][hidden]").forEach((button) => (button.hidden = false));
  document.addEventListener("DOMContentLoaded", () => {
    new MutationObserver(show).observe(document.getElementById("root"), { childList: true, subtree: true });
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-share]");
    if (button) navigator.share({ title: button.dataset.title, url: button.dataset.share }).catch(() => {});
  });
}
