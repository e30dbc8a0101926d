// What Streamlit does not do: it moves the focus to each new step's heading and speaks it, and to what else is new and
// marked, such as an error; and it copies a link.
"use strict";

const live = document.createElement("div");
live.setAttribute("role", "status");
live.setAttribute("aria-live", "polite");
live.style.cssText = "position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)";

let shown = "";
const met = new WeakSet();

// Streamlit keeps the old step's elements until the new ones are drawn, and both may be there at once: so each mark is met
// only once, when it is new.
function meetNew() {
  const fresh = [...document.querySelectorAll("[data-step], [data-focus]")].filter((mark) => !met.has(mark));
  fresh.forEach((mark) => met.add(mark));
  const step = fresh.find((mark) => mark.dataset.step && mark.dataset.step !== shown);
  if (step) {
    const first = shown === "";
    shown = step.dataset.step;
    if (!first) moveTo(step.querySelector("h1"));
    return;
  }
  const marked = fresh.find((mark) => "focus" in mark.dataset);
  if (!marked) return;
  marked.tabIndex = -1;
  marked.focus();
  marked.scrollIntoView({ block: "center" });
}

function moveTo(heading) {
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
  document.querySelectorAll("[data-testid=stMain]").forEach((area) => area.scrollTo(0, 0));
  window.scrollTo(0, 0);
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
  new MutationObserver(meetNew).observe(document.getElementById("root"), { childList: true, subtree: true });
});
