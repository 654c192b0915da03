// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.pages;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camellowdefy.stripe.sandbox.engine.Answer;
import io.github.camellowdefy.stripe.sandbox.engine.Engine;
import io.github.camellowdefy.stripe.sandbox.engine.Pdf;
import io.github.camellowdefy.stripe.sandbox.request.ApiRequest;
import io.github.camellowdefy.stripe.sandbox.store.Account;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Serves what is below {@code /pay/}: {@code checkout/cs_...}, {@code link/plink_...}, {@code
 * invoice/in_...}, {@code receipt/ch_...}, {@code credit_note/cn_...}, {@code bank/pi_...} and
 * {@code bank/seti_...}. No key is needed: whoever knows the id may pay. A page that is posted
 * again repeats nothing and leads to the same place.
 *
 * @param secretKey of the platform, by which the pages act
 */
public record Pages(Engine engine, String secretKey) {

    private static final String ROOT = "/pay/";

    /** What is done with a visit of one kind of page. */
    private interface Serves {
        Answer serve(Visit visit);
    }

    private record Page(UnaryOperator<String> kind, Serves show, Serves post) {}

    private static final Map<String, Page> PAGES =
            Map.of(
                    "checkout",
                            new Page(
                                    id -> "checkout.session",
                                    CheckoutPage::show,
                                    CheckoutPage::post),
                    "link", new Page(id -> "payment_link", LinkPage::visit, LinkPage::visit),
                    "invoice", new Page(id -> "invoice", InvoicePage::show, InvoicePage::post),
                    "receipt", new Page(id -> "charge", ReceiptPage::show, ReceiptPage::show),
                    "credit_note", new Page(id -> "credit_note", Pages::pdf, Pages::pdf),
                    "bank", new Page(BankPage::kind, BankPage::show, BankPage::post));

    static Answer pdf(Visit visit) {
        return Answer.bytes("application/pdf", Pdf.of(visit.object()));
    }

    /** Answers a request for a page; null for any other. */
    public Answer answer(ApiRequest request) {
        if (!request.path().startsWith(ROOT)) {
            return null;
        }
        String[] steps = request.path().substring(ROOT.length()).split("/");
        Page page = PAGES.get(steps[0]);
        boolean posted = request.verb().equals("POST");
        if (page != null && steps.length > 1 && (posted || request.verb().equals("GET"))) {
            String kind = page.kind().apply(steps[1]);
            String rest = steps.length > 2 ? steps[2] : "";
            for (Account account : engine.accounts().values()) {
                ObjectNode object = account.find(kind, steps[1]);
                if (object != null) {
                    Visit visit = new Visit(this, account, object, rest, request.readableParams());
                    return (posted ? page.post() : page.show()).serve(visit);
                }
            }
        }
        return Html.message(
                404,
                "There is no such page",
                "The sandbox has nothing at this address. A sandbox that was reset, or started again without a snapshot, has forgotten it.");
    }
}
