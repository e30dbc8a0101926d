// Where the connection is lost: the page says so, goes on by itself once it is back, and asks for it gently. Streamlit asks
// for it too, but says so in words of its own, for whoever started it, and only where the server does not answer at all.
"use strict";

{
  const SECONDS_UNTIL_SAID = 4;
  const SECONDS_OFTEN = 20; // for so long it is asked as often as Streamlit wants to
  const MOST_SECONDS = 10; // Streamlit gives up a question after 15, and asks anew
  const BACK = 500; // milliseconds for which the connection has to hold
  const SHOWN = 8000; // milliseconds for which it is said that the connection is back
  const SPREAD = 1000; // in so many, pages that are back on line at the same moment ask again

  const STATE = "data-test-connection-state";
  const askAsOften = window.fetch;
  const isQuestion = (resource) => /\/_stcore\/(health|host-config)$/.test(resource);

  let since = Date.now();
  let known = false; // whether there ever was a connection
  let steps = 0; // the timer of what comes next
  let isHidden = false; // whether the visitor closed the box
  let focused = null;
  let pause = null;
  let endPause = () => {};

  window.fetch = async (resource, options) => {
    if (since && isQuestion(resource)) await (pause ??= wait());
    return askAsOften(resource, options);
  };

  function wait() {
    const away = (Date.now() - since) / 1000;
    if (away < SECONDS_OFTEN) return null;
    const seconds = Math.min(MOST_SECONDS, away / 6) * (0.5 + Math.random() / 2);
    const over = new Promise((resolve) => {
      endPause = resolve;
      setTimeout(resolve, 1000 * seconds);
    });
    return over.then(() => (pause = null));
  }

  function onState(state) {
    clearTimeout(steps);
    if (state === "CONNECTED") {
      if (known) takeUp();
      else since = 0;
      known = true;
    } else if (known) {
      since ||= Date.now();
      steps = setTimeout(tell, Math.max(0, since + 1000 * SECONDS_UNTIL_SAID - Date.now()));
    }
  }

  const box = () => document.getElementById("lost");

  function tell() {
    if (box().open || isHidden) return;
    say("");
    box().showModal();
  }

  // A line at the foot of the page, which is spoken as well.
  function say(name) {
    const line = document.getElementById("lost-line");
    line.textContent = line.dataset[name] ?? "";
    document.getElementById("live").textContent = line.textContent;
  }

  // The visitor has read it: a line stays for as long as the connection is lost.
  function onClose() {
    if (!since) return;
    isHidden = true;
    say("waiting");
  }

  // Another server knows nothing of this page. It shows the page anew, from its address, so that no click is in vain.
  function takeUp() {
    dispatchEvent(new PopStateEvent("popstate"));
    steps = setTimeout(goOn, BACK);
  }

  function goOn() {
    const wasTold = box().open || isHidden;
    since = 0;
    isHidden = false;
    box().close();
    const { activeElement, body } = document;
    if ((activeElement === body || box().contains(activeElement)) && focused?.isConnected) focused.focus({ preventScroll: true });
    if (!wasTold) return;
    say("back");
    steps = setTimeout(() => say(""), SHOWN);
  }

  function tryNow() {
    if (document.querySelector(`[${STATE}=DISCONNECTED_FOREVER]`)) location.reload();
    box().querySelector("[role=status]").textContent = box().dataset.trying;
    endPause();
  }

  // Nobody has to read what Streamlit says of its terminal.
  function dismiss() {
    document.querySelectorAll("[data-testid=stDialog] [role=dialog] > button").forEach((close) => close.click());
  }

  document.addEventListener("focusin", ({ target }) => {
    if (target.closest("#root") && !target.closest("[data-testid=stDialog]")) focused = target;
  });
  addEventListener("online", () => setTimeout(endPause, SPREAD * Math.random()));
  document.addEventListener("visibilitychange", () => document.hidden || endPause());
  document.addEventListener("DOMContentLoaded", () => {
    box().querySelector("[data-again]").addEventListener("click", tryNow);
    box().querySelector("[data-close]").addEventListener("click", () => box().close());
    box().addEventListener("close", onClose);
    new MutationObserver((changes) => onState(changes.at(-1).target.getAttribute(STATE))).observe(
      document.getElementById("root"),
      { attributes: true, attributeFilter: [STATE], subtree: true },
    );
    new MutationObserver(dismiss).observe(document.body, { childList: true });
  });
}
