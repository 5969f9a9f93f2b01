// The box "cite this": the paragraph that the address names, the day of the visit, and copying.
{
  const box = document.getElementById("palabre-cite");
  const text = document.querySelector(".palabre-text");
  const parts = (name) => [...box.querySelectorAll(`[data-part="${name}"]`)];

  const format = new Intl.DateTimeFormat(box.dataset.locale, { dateStyle: "long" });
  const ofDay = ({ type, value }) => (type === "day" && value === "1" ? box.dataset.first : value);
  const today = format.formatToParts(new Date()).map(ofDay).join("");
  for (const element of parts("today")) element.textContent = today;
  for (const element of parts("viewed")) element.hidden = false;

  const addresses = parts("address").map((element) => [element, element.textContent]);
  const point = () => {
    const links = [...text.querySelectorAll(".palabre-permalink")];
    const link = location.hash && links.find((one) => one.hash === location.hash);
    // A paragraph with an id of its own has no number.
    const number = link ? (/^\d+$/.test(link.textContent) ? link.textContent : link.hash.slice(1)) : "";
    for (const element of [...parts("at"), ...parts("one")]) element.hidden = !link;
    for (const element of parts("number")) element.textContent = number;
    for (const [element, address] of addresses) element.textContent = address + (link ? link.hash : "");
  };
  addEventListener("hashchange", point);
  point();

  const copy = async (button) => {
    const entry = button.closest("details").querySelector('[data-part="entry"]').cloneNode(true);
    for (const hidden of entry.querySelectorAll("[hidden]")) hidden.remove();
    const kinds = { "text/plain": entry.textContent, "text/html": entry.innerHTML };
    const blobs = Object.entries(kinds).map(([type, words]) => [type, new Blob([words], { type })]);
    await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(blobs))]);
    const status = button.parentElement.querySelector("[role=status]");
    status.textContent = parts("copied")[0].content.textContent;
    setTimeout(() => (status.textContent = ""), 2000);
  };
  for (const button of navigator.clipboard && window.ClipboardItem ? parts("copy") : []) {
    button.hidden = false;
    button.addEventListener("click", () => copy(button));
  }
}
