// The page that is there before Streamlit's own. Once that is drawn, it takes over what was ticked and pressed here.
"use strict";

{
  const SECONDS_UNTIL_SLOW = 12;
  const DRAWN = "#root :is([data-step], [data-focus], .hero)";

  const early = document.getElementById("early");
  const goOn = early.querySelector("[data-for=continue]");
  const status = early.querySelector("[role=status]");
  const slow = early.querySelector(".slow");
  let pressed = false;

  // The field, or button, of Streamlit's that matches one of ours.
  const heir = (ours) => document.querySelector(`#root .st-key-${ours.dataset.for} :is(input, button)`);

  // What is ticked after the button was pressed has to be looked at again, and so the button pressed again.
  function press(isPressed) {
    pressed = isPressed;
    if (slow.hidden) status.textContent = pressed ? status.dataset.waiting : "";
  }

  function handOver() {
    const drawn = document.querySelector(DRAWN);
    if (!drawn) return;
    const ours = [...early.querySelectorAll("[data-for]")];
    const isScreening = drawn.dataset.step === "screening";
    if (isScreening && !ours.every(heir)) return;
    watch.disconnect();
    const { scrollTop } = early;
    const hadFocus = early.contains(document.activeElement) && document.activeElement;
    if (isScreening) ours.filter((field) => field.checked && !heir(field).checked).forEach((field) => heir(field).click());
    early.remove();
    document.querySelector("[data-testid=stMain]")?.scrollTo(0, scrollTop);
    if (hadFocus) focusInstead(hadFocus, isScreening);
    if (isScreening && pressed) heir(goOn).click();
  }

  function focusInstead(ours, isScreening) {
    if (isScreening && ours.dataset.for) return heir(ours).focus();
    const heading = document.querySelector("#root h1");
    if (!heading) return;
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
  }

  goOn.addEventListener("click", () => press(true));
  early.addEventListener("change", () => press(false));
  early.addEventListener("keydown", (event) => event.key === "Enter" && event.target.matches("input") && press(true));
  setTimeout(() => {
    status.textContent = status.dataset.slow;
    slow.hidden = false;
  }, 1000 * SECONDS_UNTIL_SLOW);
  const watch = new MutationObserver(handOver);
  watch.observe(document.body, { childList: true, subtree: true });
  early.dataset.live = "";
  goOn.disabled = false;
  handOver();
}
