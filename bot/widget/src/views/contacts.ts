import { html, nothing, type TemplateResult } from "lit";
import type { Contact } from "../contract";
import { strings } from "../strings";

/** Whom to ask, as addresses that open a mail or a call. */
export function contacts(people: Contact[]): TemplateResult | typeof nothing {
  if (people.length === 0) return nothing;
  return html`
    <section class="contacts">
      <h4>${strings.contacts}</h4>
      <ul>
        ${people.map(
          ({ name, role, email, phone }) => html`<li>
            <p><strong>${name || email}</strong>${role ? html`, ${role}` : nothing}</p>
            ${email ? html`<p><a class="reach" href=${`mailto:${encodeURIComponent(email).replace("%40", "@")}`}>${email}</a></p>` : nothing}
            ${phone ? html`<p><a class="reach" href=${`tel:${phone.replace(/[^+\d]/g, "")}`}>${phone}</a></p>` : nothing}
          </li>`,
        )}
      </ul>
    </section>
  `;
}
