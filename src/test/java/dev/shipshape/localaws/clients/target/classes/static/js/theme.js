// Runs before the first paint: where the choice is "as the system says", Tabler still needs to be told which that is.
(() => {
  const root = document.documentElement;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const apply = () => {
    const choice = root.dataset.theme;
    root.dataset.bsTheme = choice === "light" || choice === "dark" ? choice : dark.matches ? "dark" : "light";
  };
  dark.addEventListener("change", apply);
  apply();

  // The switch changes the page at once; the form still tells the server, which remembers it in a cookie.
  document.addEventListener("submit", async (event) => {
    const form = event.target;
    if (!form.matches("[data-theme-form]") || !event.submitter) {
      return;
    }
    event.preventDefault();
    root.dataset.theme = event.submitter.value;
    apply();
    for (const button of form.querySelectorAll("button")) {
      button.setAttribute("aria-pressed", button === event.submitter);
    }
    form.closest("details")?.removeAttribute("open");
    const body = new URLSearchParams(new FormData(form, event.submitter));
    await fetch(form.action, { method: "POST", body, redirect: "manual" });
  });
})();
