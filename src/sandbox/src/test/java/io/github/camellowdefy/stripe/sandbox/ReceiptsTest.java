// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.exception.StripeException;
import com.stripe.model.Charge;
import com.stripe.model.CreditNote;
import com.stripe.model.Invoice;
import com.stripe.param.CreditNoteCreateParams;
import com.stripe.param.RefundCreateParams;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/** The addresses of documents in answers lead to this sandbox. */
class ReceiptsTest extends Scenario {

    @Test
    void aReceiptShowsWhatWasPaidAndWhetherItStands() throws StripeException {
        Charge charge = chargeOf(pay(2500, "pm_card_visa"));
        assertThat(page(charge.getReceiptUrl()).body())
                .contains("$25.00", charge.getId() + ": succeeded.")
                .doesNotContain("{{", "null");
        stripe.refunds().create(RefundCreateParams.builder().setCharge(charge.getId()).build());
        assertThat(page(charge.getReceiptUrl()).body()).contains(charge.getId() + ": refunded.");
    }

    @Test
    void aCreditNoteIsADocument() throws StripeException {
        subscribe(customerPayingWith("pm_card_visa", null), monthlyPrice(1000));
        Invoice invoice = stripe.invoices().list().getData().get(0);
        CreditNote note =
                stripe.creditNotes()
                        .create(
                                CreditNoteCreateParams.builder()
                                        .setInvoice(invoice.getId())
                                        .setAmount(100L)
                                        .setCreditAmount(100L)
                                        .build());
        assertThat(page(note.getPdf()).body())
                .startsWith("%PDF-")
                .contains("credit_note " + note.getId());
    }

    private HttpResponse<String> page(String url) {
        assertThat(url).startsWith(sandbox.url());
        return Clients.send(sandbox, "GET", url.substring(sandbox.url().length()), null);
    }
}
