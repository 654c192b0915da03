// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.books;

import static io.github.camellowdefy.stripe.sandbox.schema.StripeError.refuseIf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camellowdefy.stripe.sandbox.engine.Changes;
import io.github.camellowdefy.stripe.sandbox.schema.Json;

/** The {@code account} objects: the platform keeps them all, its own among them. */
public final class AccountObjects {

    private static final String ACCOUNT = "account";

    private AccountObjects() {}

    /** The same changes where the account objects are kept. */
    public static Changes keeper(Changes changes) {
        return changes.in(changes.engine().platform());
    }

    /** Stores the object of an account, which hears of it itself. */
    public static void update(Changes changes, ObjectNode account) {
        Changes there = changes.in(changes.engine().account(Json.id(account)));
        keeper(changes).update(account, there, "updated");
    }

    /** 400 where an account, if one is named, was rejected: money no longer reaches it. */
    public static void requireNotRejected(Changes changes, String id) {
        ObjectNode account = id == null ? null : keeper(changes).account().find(ACCOUNT, id);
        String reason =
                account == null ? null : Json.text(account.path("requirements"), "disabled_reason");
        refuseIf(reason != null && reason.startsWith("rejected."), "account_rejected", id, reason);
    }

    /** As above, of the account that charges and the one the money is passed on to. */
    public static void requireNotRejected(Changes changes, JsonNode terms) {
        requireNotRejected(changes, changes.account().id());
        requireNotRejected(changes, Json.text(terms.path("transfer_data"), "destination"));
    }

    /**
     * The object of an account. Of the platform, and of an account that came with the sandbox, it
     * is made when first asked for, with all that Stripe asks for given.
     */
    public static ObjectNode of(Changes changes, String id) {
        Changes keeper = keeper(changes);
        ObjectNode found = keeper.account().find(ACCOUNT, id);
        return found == null ? keeper.add(onboarded(keeper.draft(ACCOUNT, id))) : found;
    }

    /** The owner has given all that Stripe asks for. */
    public static ObjectNode onboarded(ObjectNode account) {
        account.put("charges_enabled", true).put("payouts_enabled", true);
        return account.put("details_submitted", true);
    }
}
