// What the page adds where scripts run: which alerts are new in a list that was fetched anew, and buttons that copy.
(() => {
  "use strict";
  const title = document.title;
  let unseen = 0;
  let before = null;

  const ids = (list) => new Set([...list.querySelectorAll(".card")].map((card) => card.id));

  // The stream says that something rang, the list is then fetched as it is shown. Where there is no stream, htmx asks
  // every half minute all the same.
  const listen = () => {
    const stream = new EventSource("/v1/alerts/stream");
    const news = () => {
      const list = document.getElementById("list");
      if (list) htmx.trigger(list, "news");
    };
    ["raised", "corroborated", "updated", "merged", "retracted", "amended"].forEach((what) =>
      stream.addEventListener("alert." + what, news));
    stream.addEventListener("gap", news);
    stream.addEventListener("error", () => {
      if (stream.readyState === EventSource.CLOSED) setTimeout(listen, 300000);
    });
  };
  if (document.querySelector("#list[hx-get]")) listen();

  document.addEventListener("htmx:beforeSwap", (event) => {
    before = event.detail.target.id === "list" ? ids(event.detail.target) : null;
  });

  document.addEventListener("htmx:afterSettle", () => {
    const list = document.getElementById("list");
    if (!list || !before) return;
    const fresh = [...list.querySelectorAll(".card")].filter((card) => !before.has(card.id));
    before = null;
    if (!fresh.length) return;
    fresh.forEach((card) => card.classList.add("fresh"));
    document.getElementById("bell").textContent =
      list.dataset.news + " " + fresh.map((card) => card.querySelector("h2").textContent).join(". ");
    if (document.hidden) document.title = "(" + (unseen += fresh.length) + ") " + title;
  });

  document.addEventListener("visibilitychange", () => {
    if (document.hidden) return;
    unseen = 0;
    document.title = title;
  });

  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-copy]");
    if (!button) return;
    const text = document.getElementById(button.dataset.copy).textContent;
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      getSelection().selectAllChildren(document.getElementById(button.dataset.copy));
    }
    button.textContent = button.dataset.done;
  });
})();
