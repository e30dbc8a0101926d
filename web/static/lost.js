// Where the connection is lost, Streamlit opens a dialog that speaks of its terminal. Ours replaces it.
"use strict";

{
  const DIALOG = "[data-testid=stDialog] [role=dialog]:not(:has(.lost))";

  function tell(dialog) {
    const ours = document.getElementById("lost").content.cloneNode(true);
    ours.querySelector("[data-again]").addEventListener("click", () => location.reload());
    ours.querySelector("[data-close]").addEventListener("click", () => dialog.querySelector(":scope > button").click());
    dialog.append(ours);
    dialog.setAttribute("aria-labelledby", "lost-title");
    dialog.querySelector("[data-again]").focus();
  }

  document.addEventListener("DOMContentLoaded", () => {
    new MutationObserver(() => document.querySelectorAll(DIALOG).forEach(tell)).observe(document.body, { childList: true });
  });
}
