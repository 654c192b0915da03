// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.books;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camellowdefy.stripe.sandbox.engine.Changes;

/** The {@code account} objects: the platform keeps them all, its own among them. */
public final class AccountObjects {

    private static final String ACCOUNT = "account";

    private AccountObjects() {}

    /** The same changes where the account objects are kept. */
    public static Changes keeper(Changes changes) {
        return changes.in(changes.engine().platform());
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
