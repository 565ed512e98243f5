// The admin's autocompletes say to a screen reader which field they are.
const jQuery = window.django?.jQuery;

const name = (part, select) => {
  const label = select.labels?.[0]?.textContent.trim().replace(/:$/, "");
  if (part && label) part.setAttribute("aria-label", label);
};

jQuery?.(() => {
  for (const select of document.querySelectorAll("select.admin-autocomplete")) {
    const box = select.nextElementSibling;
    for (const part of box?.querySelectorAll("[role=combobox], [role=textbox], input") ?? []) {
      name(part, select);
    }
    jQuery(select).on("select2:open", () => {
      const list = document.querySelector(".select2-container--open .select2-results__options");
      box.querySelector("[role=combobox]")?.setAttribute("aria-controls", list?.id ?? "");
      name(document.querySelector(".select2-dropdown .select2-search__field"), select);
    });
  }
});
