// Two things that Streamlit does not do: it moves the focus to each new step's heading and speaks it, and copies a link.
"use strict";

const live = document.createElement("div");
live.setAttribute("role", "status");
live.setAttribute("aria-live", "polite");
live.style.cssText = "position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)";

let shown = "";

function stepOf(element) {
  return [...element.classList].find((name) => name.startsWith("st-key-step-")) || "";
}

function meetStep() {
  const steps = [...document.querySelectorAll('[class*="st-key-step-"]')];
  const step = steps.find((element) => stepOf(element) !== shown) || steps[0];
  if (!step || stepOf(step) === shown) return;
  const heading = step.querySelector("h1");
  if (!heading) return;
  const first = shown === "";
  shown = stepOf(step);
  if (first) return;
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
  window.scrollTo(0, 0);
  document.querySelectorAll("[data-testid=stMain], [data-testid=stAppViewContainer]").forEach((area) => area.scrollTo(0, 0));
  live.textContent = heading.textContent;
}

async function copy(button) {
  const text = button.dataset.copy;
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const field = document.createElement("textarea");
    field.value = text;
    document.body.append(field);
    field.select();
    document.execCommand("copy");
    field.remove();
    button.focus();
  }
  button.textContent = button.dataset.copied;
  live.textContent = button.dataset.copied;
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-copy]");
  if (button) copy(button);
});

document.addEventListener("DOMContentLoaded", () => {
  document.body.append(live);
  new MutationObserver(meetStep).observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: ["class"] });
});
