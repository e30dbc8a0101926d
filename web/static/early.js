// The page that is there before Streamlit's own. Once that is drawn, it takes over what was ticked, chosen and pressed here.
"use strict";

const SECONDS_UNTIL_SLOW = 12;
const DRAWN = "#root :is([data-step], [data-focus], .hero), [role=dialog]";

const early = document.getElementById("early");
const goOn = early.querySelector("[data-for=continue]");
let pressed = false;

// The field, or button, of Streamlit's that stands for one of ours.
function heir(ours) {
  const place = Number(ours.dataset.place ?? 0);
  return document.querySelectorAll(`#root .st-key-${ours.dataset.for} :is(input, button)`)[place];
}

function say(text) {
  early.querySelector("[role=status]").textContent = text;
}

function press() {
  pressed = true;
  say(early.querySelector("[data-waiting]").dataset.waiting);
}

function handOver() {
  const drawn = document.querySelector(DRAWN);
  if (!early.isConnected || !drawn) return;
  if (drawn.dataset.step === "screening") {
    const ours = [...early.querySelectorAll("[data-for]")];
    if (!ours.every(heir)) return;
    const focused = ours.find((field) => field === document.activeElement);
    ours.filter((field) => field.checked && !heir(field).checked).forEach((field) => heir(field).click());
    if (focused) heir(focused).focus();
    document.querySelector("[data-testid=stMain]")?.scrollTo(0, early.scrollTop);
    if (pressed) heir(goOn).click();
  }
  early.remove();
}

goOn.disabled = false;
goOn.addEventListener("click", press);
early.addEventListener("keydown", (event) => event.key === "Enter" && event.target.matches("input") && press());
setTimeout(() => {
  if (!early.isConnected) return;
  say(early.querySelector("[data-slow]").dataset.slow);
  early.querySelector(".slow").hidden = false;
}, 1000 * SECONDS_UNTIL_SLOW);
const watch = new MutationObserver(() => {
  handOver();
  if (!early.isConnected) watch.disconnect();
});
watch.observe(document.body, { childList: true, subtree: true });
