// How HTMX behaves here: it sends the CSRF token, shows problems in their region, and never disturbs who is reading.
(() => {
  const root = document.documentElement;
  const problem = () => document.getElementById("problem");
  const live = (element) => element?.closest?.("[data-live]");
  let kept = null;

  document.addEventListener("htmx:configRequest", (event) => {
    const csrf = document.querySelector('meta[name="csrf"]');
    if (csrf && event.detail.verb !== "get") {
      event.detail.headers[csrf.dataset.header] = csrf.content;
    }
  });

  // A page that nobody sees need not ask.
  document.addEventListener("htmx:beforeRequest", (event) => {
    if (document.hidden && live(event.detail.elt) === event.detail.elt) {
      event.preventDefault();
    }
  });

  document.addEventListener("htmx:beforeSwap", (event) => {
    const { xhr, target, requestConfig } = event.detail;
    if (xhr.getResponseHeader("HX-Retarget") === "#problem") {
      const told = problem().querySelector("[data-what]")?.dataset.what;
      const what = new DOMParser().parseFromString(xhr.responseText, "text/html").querySelector("[data-what]")?.dataset.what;
      event.detail.shouldSwap = told !== what; // asked again every two seconds, it is said once
      event.detail.isError = false;
      problem().dataset.from = live(requestConfig.elt)?.id ?? "";
      return;
    }
    if (xhr.status >= 400 && xhr.status !== 422) {
      say("The server could not answer (" + xhr.status + "). What you see may be old.");
      return;
    }
    if (live(requestConfig.elt) && target === live(requestConfig.elt)) {
      const selection = getSelection();
      const marking = !selection.isCollapsed && target.contains(selection.anchorNode);
      const typing = document.activeElement.matches("input:not([type=checkbox]), textarea, select") && target.contains(document.activeElement);
      if (marking || typing) {
        event.detail.shouldSwap = false; // the next answer comes in two seconds
        return;
      }
      kept = keep(target);
    }
  });

  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target.id === "problem" && !live(event.detail.requestConfig?.elt)) {
      event.detail.target.scrollIntoView({ block: "nearest" });
    }
    if (kept) {
      restore(kept, document.getElementById(kept.id) ?? event.detail.target);
      kept = null;
    }
  });

  document.addEventListener("htmx:afterRequest", (event) => {
    const { successful, requestConfig, xhr } = event.detail;
    const elt = requestConfig?.elt; // what was swapped away is no longer the event's own element
    if (successful && (live(elt) || xhr?.status === 286)) {
      root.removeAttribute("data-stale");
      const age = Number(xhr.getResponseHeader("X-Shipshape-Age") ?? 0);
      for (const moment of document.querySelectorAll("ss-time[data-as-of]")) {
        moment.moment = new Date(Date.now() - age);
      }
      const missing = xhr.getResponseHeader("X-Shipshape-Missing");
      const note = document.getElementById("missing");
      if (note && missing !== null) {
        note.classList.toggle("ss-nothing-missing", !missing);
        note.querySelector("[data-missing]").textContent = missing;
      }
      if (problem()?.dataset.from && problem().dataset.from === live(elt)?.id) {
        problem().replaceChildren();
        delete problem().dataset.from;
      }
    }
  });

  document.addEventListener("htmx:sendError", (event) => {
    if (live(event.detail.requestConfig?.elt)) {
      root.setAttribute("data-stale", "");
    }
    else {
      say("The server cannot be reached. Nothing was changed.");
    }
  });

  // What a swap must not take away: the focus, what is open, what is ticked.
  function keep(target) {
    const focused = target.contains(document.activeElement) ? document.activeElement : null;
    return {
      id: target.id,
      focus: focused && key(focused),
      scroll: target.scrollLeft,
      open: [...target.querySelectorAll("details[open]")].map(key),
      ticked: [...target.querySelectorAll("input:checked[name]")].map((input) => [input.name, input.value]),
    };
  }

  function restore(what, target) {
    if (!target) {
      return;
    }
    target.scrollLeft = what.scroll;
    for (const [name, value] of what.ticked) {
      const input = target.querySelector(`input[name="${CSS.escape(name)}"][value="${CSS.escape(value)}"]`);
      if (input) {
        input.checked = true;
      }
    }
    const all = [...target.querySelectorAll("details,a,button,input,select,textarea,summary,[tabindex]")];
    for (const details of all.filter((element) => element.matches("details") && what.open.includes(key(element)))) {
      details.open = true;
    }
    if (what.focus && !target.contains(document.activeElement)) {
      all.find((element) => key(element) === what.focus)?.focus({ preventScroll: true });
    }
  }

  // The same thing in the next answer: by id, else by what it is and which row it stands in.
  function key(element) {
    if (element.id) {
      return "#" + element.id;
    }
    const row = element.parentElement?.closest("[id],[data-row]");
    return [row?.id || row?.dataset.row || "", element.tagName, element.getAttribute("href") ?? "",
      element.getAttribute("name") ?? "", element.textContent.trim().slice(0, 40)].join("|");
  }

  function say(text) {
    const polite = document.getElementById("live");
    if (polite && polite.textContent !== text) {
      polite.textContent = text;
      const toast = document.createElement("div");
      toast.className = "ss-toast";
      toast.textContent = text;
      document.getElementById("toasts").replaceChildren(toast);
      setTimeout(() => { toast.remove(); polite.textContent = ""; }, 8000);
    }
  }
})();

// What moves on a page may change what awaits clean-up: the badge is asked for again when the server says that something moved.
document.addEventListener('ss-moved', () => {
  const badge = document.querySelector('.ss-badge-cleanup');
  if (badge) htmx.ajax('GET', badge.dataset.again, { target: badge, swap: 'outerHTML' });
});
