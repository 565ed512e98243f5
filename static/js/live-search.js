// Results while the reader types, from the third letter. The address follows, so that whoever comes
// back from a question finds them again.
const FEWEST_LETTERS = 3;

class LiveSearch extends HTMLElement {
  connectedCallback() {
    const form = this.querySelector("form");
    form.addEventListener("htmx:confirm", (event) => {
      if (form.elements.q.value.trim().length < FEWEST_LETTERS) event.preventDefault();
    });
    form.addEventListener("htmx:afterOnLoad", () => {
      const query = new URLSearchParams(new FormData(form));
      history.replaceState(history.state, "", `${form.action}?${query}`);
    });
  }
}

customElements.define("live-search", LiveSearch);
